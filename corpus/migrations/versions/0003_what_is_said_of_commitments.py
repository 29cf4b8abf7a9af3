"""Progress statements, responses, sub-questions, amended Acts, and commitments that are one

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    words = {"nullable": False, "server_default": ""}
    op.add_column("questions", sa.Column("under", sa.Text(), **words))
    op.add_column("commitments", sa.Column("amends", sa.Text(), **words))
    stands = sa.ForeignKey("commitments.id")
    op.add_column("commitments", sa.Column("same_as_id", sa.Integer(), stands, nullable=True), inline_references=True)
    op.create_index(op.f("ix_commitments_same_as_id"), "commitments", ["same_as_id"], unique=False)
    op.create_table(
        "progress_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_progress_statements_body_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_progress_statements_passage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_statements")),
    )
    op.create_index(op.f("ix_progress_statements_body_id"), "progress_statements", ["body_id"], unique=False)
    op.create_index(op.f("ix_progress_statements_passage_id"), "progress_statements", ["passage_id"], unique=False)
    op.create_table(
        "response_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("response", sa.String(length=64), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_response_statements_passage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_statements")),
    )
    op.create_index(op.f("ix_response_statements_passage_id"), "response_statements", ["passage_id"], unique=False)
    op.create_index("ix_response_statements_recommendation", "response_statements", ["recommendation"], unique=False)
    op.create_table(
        "same_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=200), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_same_pairs_order")),
        sa.ForeignKeyConstraint(["one_id"], ["commitments.id"], name=op.f("fk_same_pairs_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["commitments.id"], name=op.f("fk_same_pairs_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_pairs")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_same_pairs_one_id_other_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_same_pairs_ref")),
    )
    op.create_index(op.f("ix_same_pairs_other_id"), "same_pairs", ["other_id"], unique=False)
    op.create_index(op.f("ix_same_pairs_state"), "same_pairs", ["state"], unique=False)
