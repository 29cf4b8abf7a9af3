"""Saved searches, and what each person has seen of their hits

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_searches_name")),
    )
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("looked_at", moment, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["search_id"], ["saved_searches.id"], name=op.f("fk_looks_search_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("search_id", "who", name=op.f("uq_looks_search_id_who")),
    )
    op.create_table(
        "seen_wordings",
        sa.Column("look_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_seen", moment, nullable=False),
        sa.ForeignKeyConstraint(["look_id"], ["looks.id"], name=op.f("fk_seen_wordings_look_id")),
        sa.PrimaryKeyConstraint("look_id", "wording", name=op.f("pk_seen_wordings")),
    )
