"""The first tables

Revision ID: 0001
Revises:
"""

import uuid

import sqlalchemy as sa
from alembic import op

from corpus import dialects

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_cy", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("key", name=op.f("uq_bodies_key")),
    )
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("archive_offset", sa.Integer(), nullable=False),
        sa.Column("archive_length", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_index(op.f("ix_captures_address"), "captures", ["address"], unique=False)
    op.create_index(op.f("ix_captures_sha256"), "captures", ["sha256"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("issued_text", sa.String(length=64), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("collection", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_documents_key")),
        sa.UniqueConstraint("work", name=op.f("uq_documents_work")),
    )
    op.create_index(op.f("ix_documents_issued"), "documents", ["issued"], unique=False)
    op.create_index(op.f("ix_documents_kind"), "documents", ["kind"], unique=False)
    op.create_table(
        "recorded_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=200), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("corpus_revision", sa.Integer(), nullable=False),
        sa.Column("searched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorded_searches")),
        sa.UniqueConstraint("ref", name=op.f("uq_recorded_searches_ref")),
    )
    op.create_table(
        "state",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_state")),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tagged_with", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_versions_capture_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_versions_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint(
            "document_id", "lang", "text_sha256", name=op.f("uq_versions_document_id_lang_text_sha256")
        ),
    )
    op.create_index(op.f("ix_versions_capture_id"), "versions", ["capture_id"], unique=False)
    op.create_index("ix_versions_current", "versions", ["document_id", "lang", "current"], unique=False)
    op.create_index(op.f("ix_versions_revision"), "versions", ["revision"], unique=False)
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("page_index", sa.Integer(), nullable=True),
        sa.Column("page_label", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("amends", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("spoken_at", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_passages_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.UniqueConstraint("version_id", "ordinal", name=op.f("uq_passages_version_id_ordinal")),
    )
    op.create_table(
        "anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_anchors_passage_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_anchors_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchors")),
    )
    op.create_index(op.f("ix_anchors_passage_id"), "anchors", ["passage_id"], unique=False)
    op.create_index(op.f("ix_anchors_version_id"), "anchors", ["version_id"], unique=False)
    op.create_table(
        "case_studies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_case_studies_passage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_studies")),
    )
    op.create_index(op.f("ix_case_studies_passage_id"), "case_studies", ["passage_id"], unique=False)
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_questions_passage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_index(op.f("ix_questions_passage_id"), "questions", ["passage_id"], unique=False)
    op.create_table(
        "themes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_themes_passage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
    )
    op.create_index(op.f("ix_themes_passage_id"), "themes", ["passage_id"], unique=False)
    op.create_index("ix_themes_theme", "themes", ["theme"], unique=False)
    op.create_table(
        "twins",
        sa.Column("english_id", sa.Integer(), nullable=False),
        sa.Column("welsh_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["english_id"], ["passages.id"], name=op.f("fk_twins_english_id")),
        sa.ForeignKeyConstraint(["welsh_id"], ["passages.id"], name=op.f("fk_twins_welsh_id")),
        sa.PrimaryKeyConstraint("english_id", "welsh_id", name=op.f("pk_twins")),
    )
    op.create_index(op.f("ix_twins_welsh_id"), "twins", ["welsh_id"], unique=False)
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=200), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("lang", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("beneficiary", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("deadline_text", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("linked_at_revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["anchor_id"], ["anchors.id"], name=op.f("fk_commitments_anchor_id")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_commitments_body_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_commitments_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sa.UniqueConstraint("anchor_id", name=op.f("uq_commitments_anchor_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_commitments_ref")),
    )
    op.create_index(op.f("ix_commitments_body_id"), "commitments", ["body_id"], unique=False)
    op.create_index(op.f("ix_commitments_deadline"), "commitments", ["deadline"], unique=False)
    op.create_index(op.f("ix_commitments_document_id"), "commitments", ["document_id"], unique=False)
    op.create_index(op.f("ix_commitments_kind"), "commitments", ["kind"], unique=False)
    op.create_table(
        "evidence_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=200), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["anchor_id"], ["anchors.id"], name=op.f("fk_evidence_links_anchor_id")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitments.id"], name=op.f("fk_evidence_links_commitment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_links")),
        sa.UniqueConstraint("anchor_id", name=op.f("uq_evidence_links_anchor_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_evidence_links_ref")),
    )
    op.create_index(op.f("ix_evidence_links_commitment_id"), "evidence_links", ["commitment_id"], unique=False)
    op.create_table(
        "status_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("judgement", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("self_reported", sa.Boolean(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_status_events_because")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitments.id"], name=op.f("fk_status_events_commitment_id")),
        sa.ForeignKeyConstraint(["search_id"], ["recorded_searches.id"], name=op.f("fk_status_events_search_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_events")),
        sa.UniqueConstraint("hash", name=op.f("uq_status_events_hash")),
    )
    op.create_index("ix_status_events_latest", "status_events", ["commitment_id", "judgement", "id"], unique=False)
    op.create_table(
        "event_evidence",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["status_events.id"], name=op.f("fk_event_evidence_event_id")),
        sa.ForeignKeyConstraint(["link_id"], ["evidence_links.id"], name=op.f("fk_event_evidence_link_id")),
        sa.PrimaryKeyConstraint("event_id", "link_id", name=op.f("pk_event_evidence")),
    )
    state = sa.table("state", sa.column("name", sa.String), sa.column("value", sa.Text))
    op.bulk_insert(state, [{"name": "identity", "value": uuid.uuid4().hex}])
    dialects.append_only(op.get_bind(), ("status_events", "event_evidence", "recorded_searches"))


def downgrade() -> None:
    op.drop_table("event_evidence")
    op.drop_index("ix_status_events_latest", table_name="status_events")
    op.drop_table("status_events")
    op.drop_index(op.f("ix_evidence_links_commitment_id"), table_name="evidence_links")
    op.drop_table("evidence_links")
    op.drop_index(op.f("ix_commitments_kind"), table_name="commitments")
    op.drop_index(op.f("ix_commitments_document_id"), table_name="commitments")
    op.drop_index(op.f("ix_commitments_deadline"), table_name="commitments")
    op.drop_index(op.f("ix_commitments_body_id"), table_name="commitments")
    op.drop_table("commitments")
    op.drop_index(op.f("ix_twins_welsh_id"), table_name="twins")
    op.drop_table("twins")
    op.drop_index("ix_themes_theme", table_name="themes")
    op.drop_index(op.f("ix_themes_passage_id"), table_name="themes")
    op.drop_table("themes")
    op.drop_index(op.f("ix_questions_passage_id"), table_name="questions")
    op.drop_table("questions")
    op.drop_index(op.f("ix_case_studies_passage_id"), table_name="case_studies")
    op.drop_table("case_studies")
    op.drop_index(op.f("ix_anchors_version_id"), table_name="anchors")
    op.drop_index(op.f("ix_anchors_passage_id"), table_name="anchors")
    op.drop_table("anchors")
    op.drop_table("passages")
    op.drop_index(op.f("ix_versions_revision"), table_name="versions")
    op.drop_index("ix_versions_current", table_name="versions")
    op.drop_index(op.f("ix_versions_capture_id"), table_name="versions")
    op.drop_table("versions")
    op.drop_table("state")
    op.drop_table("recorded_searches")
    op.drop_index(op.f("ix_documents_kind"), table_name="documents")
    op.drop_index(op.f("ix_documents_issued"), table_name="documents")
    op.drop_table("documents")
    op.drop_index(op.f("ix_captures_sha256"), table_name="captures")
    op.drop_index(op.f("ix_captures_address"), table_name="captures")
    op.drop_table("captures")
    op.drop_table("bodies")
