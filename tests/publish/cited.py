"""Documents and passages of our own, one of every kind in both languages, for tests of citations."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.rows import DocumentRow, PassageRow

DOCUMENT = DocumentRow(
    key="plan",
    version_id=1,
    lang=Lang.EN,
    title="A plan for orchards",
    kind=DocumentKind.STRATEGY,
    issued=date(2026, 7, 14),
    publisher="Welsh Government",
    url="https://example.org/paper",
    source_id="",
    collection="",
    languages=(Lang.EN, Lang.CY),
    passages=1,
    commitments=0,
    tagged=True,
    captured_at=datetime(2026, 7, 20, 12, tzinfo=UTC),
    sha256="ab" * 32,
)

PASSAGE = PassageRow(
    id=1,
    ref="plan/en/3",
    version_id=1,
    ordinal=3,
    kind=PassageKind.PARAGRAPH,
    text="We will plant ten orchards.",
    start=0,
    end=27,
    headings=("Orchards",),
    number="",
    page_index=None,
    page_label="",
    lead="",
    amends="",
    speaker="",
    role="",
    dated=None,
    document_key="plan",
    document_title="A plan for orchards",
    document_kind=DocumentKind.STRATEGY,
    lang=Lang.EN,
    publisher="Welsh Government",
    url="https://example.org/plan",
    source_id="",
    issued=date(2021, 6, 15),
)

_LAW = "https://www.legislation.gov.uk/"
_SENEDD: dict[str, Any] = {"publisher": "Welsh Parliament"}

TITLES: dict[DocumentKind, tuple[str, str, dict[str, Any]]] = {
    DocumentKind.ACT: (
        "Orchards (Wales) Act 2019",
        "Deddf Perllannau (Cymru) 2019",
        {"url": f"{_LAW}anaw/2019/4", "issued": date(2019, 5, 1), "publisher": "National Assembly for Wales"},
    ),
    DocumentKind.BILL: ("Hedges (Wales) Bill", "Bil Gwrychoedd (Cymru)", _SENEDD),
    DocumentKind.STATUTORY_INSTRUMENT: (
        "The Orchards (Wales) Regulations 2020",
        "Rheoliadau Perllannau (Cymru) 2020",
        {"url": f"{_LAW}wsi/2020/996/made", "issued": date(2020, 3, 1), "publisher": "Welsh Ministers"},
    ),
    DocumentKind.CODE_OF_PRACTICE: ("Care for orchards", "Gofalu am berllannau", {}),
    DocumentKind.COMMISSION_REPORT: ("The future of orchards", "Dyfodol perllannau", {"publisher": "Orchard Trust"}),
    DocumentKind.COMMITTEE_REPORT: (
        "Ripe for change",
        "Aeddfed i newid",
        _SENEDD | {"facts": {"committee": "Orchards Committee"}},
    ),
    DocumentKind.AUDIT_REPORT: ("Counting apples", "Cyfrif afalau", {"publisher": "Audit Wales"}),
    DocumentKind.GOVERNMENT_RESPONSE: ("Ripe for change: our answer", "Aeddfed i newid: ein hateb", {}),
    DocumentKind.CONSULTATION: ("More hedges", "Mwy o wrychoedd", {}),
    DocumentKind.CONSULTATION_RESPONSES: ("Hedges: what you said", "Gwrychoedd: eich barn", {}),
    DocumentKind.STRATEGY: (
        "A plan for orchards",
        "Cynllun perllannau",
        {"issued": date(2021, 12, 31), "issued_text": "2021"},
    ),
    DocumentKind.STATEMENT: ("Written Statement: Orchards", "Datganiad Ysgrifenedig: Perllannau", {}),
    DocumentKind.RECORD: ("Plenary, 14 July 2026", "Y Cyfarfod Llawn, 14 Gorffennaf 2026", _SENEDD),
    DocumentKind.WRITTEN_QUESTION: ("WQ90096", "WQ90096", _SENEDD | {"facts": {"asked_by": "Mair ap Tester"}}),
    DocumentKind.MOTION: ("NDM6020 - Orchards", "NDM6020 - Perllannau", _SENEDD),
    DocumentKind.RESEARCH: ("Do hedges work?", "A yw gwrychoedd yn gweithio?", {"publisher": "Senedd Research"}),
    DocumentKind.BRIEFING: ("Hedges in brief", "Cipolwg ar wrychoedd", {"publisher": "Tyfu Cymru"}),
    DocumentKind.CASE_STUDY: ("A hedge in Powys", "Gwrych ym Mhowys", {"publisher": "Gwerin"}),
    DocumentKind.LETTER: ("Letter to the Orchards Committee", "Llythyr at y Pwyllgor Perllannau", {}),
    DocumentKind.ARTICLE: ("Why orchards matter", "Pam bod perllannau yn bwysig", {"publisher": "Y Berllan"}),
    DocumentKind.TIMELINE: ("Orchards by date", "Perllannau fesul dyddiad", {}),
    DocumentKind.OTHER: ("Forward work programme", "Blaenraglen waith", _SENEDD),
}


def document(kind: DocumentKind, lang: Lang = Lang.EN, **more: Any) -> DocumentRow:
    """The document of a kind in a language; its key is the kind."""
    english, welsh, facts = TITLES[kind]
    title = welsh if lang is Lang.CY else english
    return replace(DOCUMENT, **({"key": kind.value, "kind": kind, "lang": lang, "title": title} | facts | more))


def passage(of: DocumentKind = DocumentKind.STRATEGY, /, **more: Any) -> PassageRow:
    """A passage of a document of that kind."""
    return replace(PASSAGE, document_kind=of, **more)
