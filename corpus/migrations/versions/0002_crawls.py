"""Crawls, and what captures, documents and versions know of where they came from

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    words = {"nullable": False, "server_default": ""}
    op.add_column("captures", sa.Column("source", sa.String(length=64), **words))
    op.add_column("captures", sa.Column("via", sa.Text(), **words))
    op.add_column("captures", sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index(op.f("ix_captures_source"), "captures", ["source"], unique=False)
    op.add_column("documents", sa.Column("part_of", sa.Text(), **words))
    op.add_column("documents", sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index(op.f("ix_documents_part_of"), "documents", ["part_of"], unique=False)
    op.add_column("versions", sa.Column("gone_on", sa.Date(), nullable=True))
    op.create_table(
        "crawls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Integer(), nullable=True),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawls")),
    )
    op.create_index(op.f("ix_crawls_source"), "crawls", ["source"], unique=False)
    op.create_table(
        "crawl_problems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawls.id"], name=op.f("fk_crawl_problems_crawl_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_problems")),
    )
    op.create_index(op.f("ix_crawl_problems_crawl_id"), "crawl_problems", ["crawl_id"], unique=False)
    op.create_table(
        "web_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("read", sa.String(length=64), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("listing", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_web_pages_capture_id")),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawls.id"], name=op.f("fk_web_pages_crawl_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_pages")),
        sa.UniqueConstraint("source", "address", name=op.f("uq_web_pages_source_address")),
    )
    op.create_index(op.f("ix_web_pages_crawl_id"), "web_pages", ["crawl_id"], unique=False)
    op.create_index("ix_web_pages_queue", "web_pages", ["source", "state", "id"], unique=False)
