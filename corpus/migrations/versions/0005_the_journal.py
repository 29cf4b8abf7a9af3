"""The journal of decisions, codings, corrections of judgements, and statements that are no commitments

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from corpus import dialects

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("commitment_ref", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["undoes_id"], ["decisions.id"], name=op.f("fk_decisions_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("hash", name=op.f("uq_decisions_hash")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_decisions_undoes_id")),
    )
    op.create_index("ix_decisions_commitment_ref", "decisions", ["commitment_ref", "id"])
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"])
    op.create_table(
        "codings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitments.id"], name=op.f("fk_codings_commitment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
    )
    op.create_index("ix_codings_commitment_id", "codings", ["commitment_id", "question", "who"])
    op.add_column("commitments", sa.Column("refused", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("status_events", sa.Column("corrects_id", sa.Integer(), nullable=True))
    op.add_column("status_events", sa.Column("place_id", sa.Integer(), nullable=True))
    op.add_column("status_events", sa.Column("rests_on", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_status_events_corrects_id"), "status_events", ["corrects_id"], unique=True)
    connection = op.get_bind()
    dialects.append_only(connection, ("decisions", "codings"))
    dialects.evidence_first(connection)
