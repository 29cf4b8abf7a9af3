"""A small corpus of our own sentences, and a search over it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from corpus import account, commitments, documents, evidence, findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Judgement, Lang, PassageKind, Relation, Theme
from corpus.database import Corpus
from corpus.rows import CommitmentFilter, PassageRow
from corpus.types import CommitmentFinding, LinkSuggestion, Passage, ReadDocument, lay_out
from index import Hit, Index, Results

Put = Callable[[Session, ReadDocument], versions.Added]

TODAY = date(2026, 3, 2)
WHO = "Mair Tester"

HUBS = "The Welsh Government will open ten community hubs by 31 March 2023."
BREAKS = "Every local authority should publish a plan for short breaks each year."
REVIEW = "We will review the way outcomes are measured before the end of this Senedd term."
CONSULT = "A local health board must ask carers before it changes a service that they use."
AIM = "Our aim is that nobody who cares for another is left without a break."
HYBIAU = "Bydd Llywodraeth Cymru yn agor deg hyb cymunedol erbyn 31 Mawrth 2023."
MARKUP = "The [b]council[/b] will write to [link=x]every tenant[/link] by May."
BAD_TITLE = "[b]Report[/b] on \x1b[31mred\x07 \u202etape [/nonsense"


def heading(text: str, page: int) -> Passage:
    return Passage(text, 0, 0, kind=PassageKind.HEADING, page_index=page, page_label=str(page + 5))


def paragraph(text: str, page: int, number: str = "", under: str = "") -> Passage:
    kind = PassageKind.PROVISION if number else PassageKind.PARAGRAPH
    path = (under,) if under else ()
    label = str(page + 5)
    return Passage(text, 0, 0, kind=kind, number=number, page_index=page, page_label=label, headings=path)


def document(work: str, title: str, *passages: Passage, **more: object) -> ReadDocument:
    given = {
        "kind": DocumentKind.STRATEGY,
        "issued": date(2021, 6, 15),
        "publisher": "Welsh Government",
        "url": f"https://example.org/{work}",
        "lang": Lang.EN,
        **more,
    }
    return ReadDocument(title=title, passages=lay_out(passages), reader="test", work=work, **given)  # type: ignore[arg-type]


PLAN = document(
    "plan-2021",
    "A plan for care close to home",
    heading("Foreword", 0),
    paragraph("This plan says how care close to home will be built up over the next five years.", 0, "", "Foreword"),
    paragraph("Carers told us that what they want most is somewhere near to go, and a rest.", 0, "", "Foreword"),
    heading("Hubs", 1),
    paragraph("Many valleys have no place where people who need a little help can meet.", 1, "1.1", "Hubs"),
    paragraph(f"{HUBS} Each of them will be run together with the people who use it.", 1, "1.2", "Hubs"),
    paragraph("The first of them is to be in a former library.", 1, "1.3", "Hubs"),
    heading("Rest for carers", 2),
    paragraph(f"{BREAKS} {AIM}", 2, "2.1", "Rest for carers"),
    paragraph(REVIEW, 2, "2.2", "Rest for carers"),
    paragraph(CONSULT, 2, "2.3", "Rest for carers"),
)
AUDIT = document(
    "audit-2023",
    "Hubs: a first count",
    heading("What was found", 0),
    paragraph("The auditors counted four open hubs in May 2023, and no start on the other six.", 0),
    paragraph("Where a hub was open, people praised it.", 0),
    kind=DocumentKind.AUDIT_REPORT,
    issued=date(2023, 5, 9),
    publisher="Audit Wales",
)
CASE = document(
    "library-hub",
    "The old library at Aberwen",
    paragraph("At Aberwen sixty volunteers keep the hub in the old library open six days a week.", 0),
    kind=DocumentKind.CASE_STUDY,
    issued=date(2022, 11, 3),
    publisher="Aberwen Together",
)
WELSH = document(
    "plan-2021",
    "Cynllun ar gyfer gofal yn nes at adref",
    paragraph(HYBIAU, 0),
    paragraph("Dywedodd gofalwyr mai lle i gwrdd sydd ei eisiau, a thŷ agored i bawb.", 0),
    lang=Lang.CY,
)
BAD = document("bad-title", BAD_TITLE, paragraph(MARKUP, 0), issued=None, publisher="[i]Nobody[/i]")


def pledge(read: ReadDocument, quote: str, **more: object) -> CommitmentFinding:
    """A commitment of these words, wherever they stand in the document."""
    start = read.text.index(quote)
    number = next(n for n, passage in enumerate(read.passages) if passage.start <= start < passage.end)
    made = CommitmentFinding(
        passage=number,
        quote=quote,
        start=start,
        end=start + len(quote),
        lang=read.lang,
        confidence=0.86,
        rule="will-verb",
        kind=CommitmentKind.PLEDGE,
        actor="The Welsh Government",
        actor_body="welsh-government",
    )
    return replace(made, **more)  # type: ignore[arg-type]


FINDINGS: tuple[tuple[ReadDocument, list[CommitmentFinding]], ...] = (
    (
        PLAN,
        [
            pledge(
                PLAN,
                HUBS,
                action="open ten community hubs",
                deadline=date(2023, 3, 31),
                deadline_text="by 31 March 2023",
                themes=(Theme.COMMUNITY_RESILIENCE, Theme.PEER_NETWORKS),
            ),
            pledge(
                PLAN,
                BREAKS,
                kind=CommitmentKind.RECOMMENDATION,
                actor="Every local authority",
                actor_body="",
                action="publish a plan for short breaks",
                deadline_text="each year",
            ),
            pledge(PLAN, AIM, kind=CommitmentKind.ASPIRATION, actor="Our", rule="aim-noun", confidence=0.61),
            pledge(PLAN, REVIEW, actor="We", deadline_text="this Senedd term", themes=(Theme.OUTCOMES,)),
            pledge(PLAN, CONSULT, kind=CommitmentKind.DUTY, actor="A local health board", actor_body=""),
        ],
    ),
    (AUDIT, []),
    (CASE, []),
    (WELSH, [pledge(WELSH, HYBIAU, actor="Llywodraeth Cymru", deadline=date(2023, 3, 31))]),
    (BAD, [pledge(BAD, MARKUP, actor="The [b]council[/b]", actor_body="", confidence=0.4)]),
)


class Filled:
    """A corpus with promises, suggested evidence for the hubs, and no decision yet."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @classmethod
    def fill(cls, corpus: Corpus, put: Put) -> None:
        """Put it all into an empty corpus."""
        with corpus.write() as session:
            for read, found in FINDINGS:
                findings.keep(session, put(session, read).version_id, found, "rules-1")
            _suggest(session)

    def ref(self, quote: str) -> str:
        """The ref of the commitment that begins so."""
        with self.corpus.read() as session:
            return next(r.ref for r in commitments.listing(session, CommitmentFilter()) if r.quote.startswith(quote))

    def passage(self, key: str, words: str) -> PassageRow:
        """The passage of a document that holds these words."""
        with self.corpus.read() as session:
            version = documents.get(session, key).version_id
            return next(row for row in documents.passages(session, version) if words in row.text)

    def links(self, quote: str = HUBS) -> list[str]:
        """Refs of the evidence of a commitment, in the order shown."""
        with self.corpus.read() as session:
            return [link.ref for link in commitments.get(session, self.ref(quote)).evidence]

    def judge(self, quote: str, value: str, *links: str, **more: object) -> None:
        """Record what was delivered of a commitment."""
        told = {"because": "So the audit says.", "who": WHO, "as_of": date(2024, 1, 15), **more}
        with self.corpus.write() as session:
            account.record(session, self.ref(quote), Judgement.DELIVERY, value, evidence=links, **told)  # type: ignore[arg-type]


def _suggest(session: Session) -> None:
    ref = next(r.ref for r in commitments.listing(session, CommitmentFilter()) if r.quote == HUBS)
    told = (
        ("audit-2023", "counted four", Relation.CONTRADICTS, 0.82, ("the same thing: hubs", "dated later")),
        ("library-hub", "sixty volunteers", Relation.ILLUSTRATES, 0.57, ("a case study of a hub",)),
        ("plan-2021", "former library", Relation.BACKGROUND, 0.31, ()),
    )
    suggestions = []
    for key, words, relation, score, reasons in told:
        version = documents.get(session, key, Lang.EN).version_id
        passage = next(row for row in documents.passages(session, version) if words in row.text)
        end = len(passage.text)
        suggestions.append(LinkSuggestion(passage.id, 0, end, relation, score, reasons))
    evidence.suggest(session, ref, suggestions, 1)


class Searched(Index):
    """The index, as it was asked: it remembers the queries, and fails when it is told to.

    It is tended in a thread only where a test wants that: no test should depend on how far a thread has come.
    """

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        super().__init__(folder, corpus)
        self.error: Exception | None = None
        self.asked: list[str] = []
        self.tends = False
        self.tended = 0

    def tend(self) -> None:
        self.tended += 1
        if self.tends:
            super().tend()

    def stream(self, query: str, **more: Any) -> tuple[Results, Iterator[Hit]]:
        self.asked.append(query)
        if self.error is not None:
            raise self.error
        return super().stream(query, **more)

    def completions(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        if self.error is not None:
            raise self.error
        return super().completions(prefix, limit)
