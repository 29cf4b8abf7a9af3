"""What is known of one promise, in words: its place, its fields, the judgements, the timeline."""

from collections.abc import Iterable, Iterator
from datetime import date

from textual.content import Content

from corpus.codebook import Judgement, LinkState, PassageKind
from corpus.rows import CommitmentDetail, CommitmentRow, EvidenceRow, PassageRow, StatusRow
from tui import words
from tui.text import marked, plain, toned
from tui.tones import Tone
from tui.widgets.evidence import dated
from tui.widgets.pairs import Pair


def before(detail: CommitmentDetail) -> Content:
    """The passages before the promise's own, dimmed."""
    return _around(passage for passage in detail.context if passage.ordinal < detail.quotation.passage.ordinal)


def own(detail: CommitmentDetail) -> Content:
    """The promise marked in its passage."""
    quotation = detail.quotation
    return marked(quotation.passage.text, [(quotation.start, quotation.end, Tone.QUOTED)])


def after(detail: CommitmentDetail) -> Content:
    """The passages after the promise's own, dimmed."""
    return _around(passage for passage in detail.context if passage.ordinal > detail.quotation.passage.ordinal)


def _around(passages: Iterable[PassageRow]) -> Content:
    return Content("\n\n").join(
        marked(passage.text, [(0, len(passage.text), _dimmed(passage))]) for passage in passages
    )


def _dimmed(passage: PassageRow) -> Tone:
    return Tone.LABEL if passage.kind is PassageKind.HEADING else Tone.QUIET


def place(detail: CommitmentDetail) -> Content:
    """Where in its document the promise stands, from when, from whom, and the address of its source."""
    row, passage = detail.row, detail.quotation.passage
    facts = [
        row.place,
        words.when(row.when) or "no date",
        plain(passage.publisher),
        plain(passage.url),
    ]
    return Content(" · ".join(fact for fact in facts if fact))


def warnings(detail: CommitmentDetail) -> Content:
    """What is wrong with the promise's own quotation, if anything."""
    lines = [words.doubt(detail.quotation.outcome)]
    if detail.row.withdrawn:
        lines.append("! The program no longer finds this promise; it is kept for what was decided of it.")
    return Content("\n").join(toned(line, Tone.BAD) for line in lines if line)


def judgements(row: CommitmentRow) -> Content:
    """The three judgements in one line."""
    said = (
        ("Delivery", words.DELIVERIES[row.delivery]),
        ("Response", words.RESPONSES[row.response] if row.response else words.NOT_JUDGED),
        ("Verifiable", words.VERIFIABILITIES[row.verifiability] if row.verifiability else words.NOT_JUDGED),
    )
    parts = [Content.assemble((f"{name} ", Tone.LABEL), (str(it), it.tone)) for name, it in said]
    if row.overdue:
        parts[0] += Content.styled(" ! overdue", Tone.BAD)
    return Content("  ").join(parts)


def fields(detail: CommitmentDetail) -> list[Pair]:
    """What was made out of the promise's words; fields that are empty are left out."""
    row = detail.row
    due = words.day(row.deadline) if row.deadline else ""
    entries = [
        ("Who", row.body if row.body.casefold() in row.actor.casefold() else f"{row.body} (“{row.actor}”)"),
        ("Does what", row.action),
        ("For whom", row.beneficiary),
        ("By when", " – ".join(dict.fromkeys(part for part in (due, row.deadline_text) if part))),
        ("Only if", row.condition),
        ("Kind", words.label(row.kind)),
        ("Themes", ", ".join(words.label(theme) for theme in row.themes)),
        ("Found by", _maker(row)),
        ("Reference", row.ref),
    ]
    return [(name, Content(plain(value))) for name, value in entries if value]


def _maker(row: CommitmentRow) -> str:
    if row.origin == "person":
        return "a person"
    return f"the program, {words.percent(row.confidence)} sure (rule {row.rule})"


def timeline(detail: CommitmentDetail) -> list[Pair]:
    """The promise, its deadline, what was judged and the accepted evidence, by date; undated things last."""
    events = sorted(_events(detail), key=lambda event: (event[0] is None, event[0] or date.min))
    return [(words.day(when) if when else "no date", what) for when, what in events]


def _events(detail: CommitmentDetail) -> Iterator[tuple[date | None, Content]]:
    row = detail.row
    if row.issued:
        yield row.issued, Content("promised")
    if row.deadline:
        yield row.deadline, Content("deadline")
    for link in detail.evidence:
        if link.state is LinkState.ACCEPTED:
            yield dated(link.quotation.passage), _evidence(link)
    for event in detail.history:
        yield event.as_of, _judged(event)


def _evidence(link: EvidenceRow) -> Content:
    passage = link.quotation.passage
    return Content.assemble(
        f"evidence that {_BEARS[link.relation.value]}: ",
        (f"{plain(passage.document_title)}, {passage.place}", Tone.LABEL),
    )


_BEARS = {
    "illustrates": "it works",
    "delivers": "it is delivered",
    "reports-progress": "reports progress",
    "contradicts": "contradicts it",
    "background": "gives background",
}


def _judged(event: StatusRow) -> Content:
    saying = words.value_saying(event.judgement, event.value)
    rests = [words.number(len(event.evidence), "quotation")] if event.evidence else []
    rests += ["a recorded search"] if event.search else []
    rests += ["self-reported"] if event.self_reported else []
    name = {Judgement.DELIVERY: "", Judgement.RESPONSE: "response ", Judgement.VERIFIABILITY: "verifiable "}
    return Content.assemble(
        name[event.judgement],
        (str(saying), saying.tone),
        f" – {plain(event.because)} ",
        (f"({', '.join([plain(event.who), *rests])})", Tone.QUIET),
    )
