"""What is known of one promise, in words: its place, its fields, the judgements, where else it is stated."""

from collections.abc import Iterable

from textual.content import Content

from corpus.codebook import Judgement, Lang, PassageKind
from corpus.language import percent, plural, tr, when
from corpus.rows import CommitmentDetail, CommitmentRow, PassageRow, StatementRow
from corpus.wording import name
from tui import words
from tui.text import marked, plain, same_length, toned
from tui.tones import Tone
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


def twin(detail: CommitmentDetail) -> Content:
    """The same words in the other language, with where they stand; nothing where none are known."""
    other = detail.twin
    if other is None:
        return Content()
    head = tr("In Welsh") if other.lang is Lang.CY else tr("In English")
    return Content.assemble(
        (head, Tone.HEADING),
        (f" · {plain(other.document_title)}, {plain(other.place)}\n", Tone.QUIET),
        same_length(other.text),
    )


def place(detail: CommitmentDetail) -> Content:
    """Where in its document the promise stands, from when, from whom, and the address of its source."""
    row, passage = detail.row, detail.quotation.passage
    facts = [
        plain(row.place),
        when(row.when) or tr("no date"),
        plain(passage.publisher),
        plain(passage.url),
    ]
    return Content(" · ".join(fact for fact in facts if fact))


def warnings(detail: CommitmentDetail) -> Content:
    """What is wrong with the promise's own quotation, if anything."""
    lines = [words.doubt(detail.quotation.outcome)]
    if detail.row.withdrawn:
        lines.append(tr("! The program no longer finds this promise; it is kept for what was decided of it."))
    if detail.row.refused:
        lines.append(tr("! A person said that this is no promise; no list has it."))
    return Content("\n").join(toned(line, Tone.BAD) for line in lines if line)


def may_be_same(detail: CommitmentDetail) -> Content:
    """That it may be stated elsewhere, and how that is looked at; nothing where no such statement waits."""
    if not detail.open_pairs:
        return Content()
    said = plural(
        "? {count} other statement may be the same promise: press = to see.",
        "? {count} other statements may be the same promise: press = to see.",
        detail.open_pairs,
    )
    return toned(said, Tone.PART)


def judgements(row: CommitmentRow) -> Content:
    """The three judgements in one line."""
    said = (
        (tr("Delivery"), words.DELIVERIES[row.delivery]),
        (tr("Response"), words.RESPONSES[row.response] if row.response else words.NOT_JUDGED),
        (tr("Verifiable"), words.VERIFIABILITIES[row.verifiability] if row.verifiability else words.NOT_JUDGED),
    )
    parts = [Content.assemble((f"{question} ", Tone.LABEL), (str(it), it.tone)) for question, it in said]
    if row.self_reported:
        parts[0] += Content.assemble(" (", tr("self-reported"), ")").stylize(Tone.QUIET)
    if row.overdue:
        parts[0] += Content.assemble(" ! ", tr("overdue")).stylize(Tone.BAD)
    return Content("  ").join(parts)


def fields(detail: CommitmentDetail) -> list[Pair]:
    """What was made out of the promise's words; fields that are empty are left out."""
    row = detail.row
    body = words.body(row)
    entries = [
        (tr("Who"), body if not row.actor or body.casefold() in row.actor.casefold() else f"{body} (“{row.actor}”)"),
        (tr("Does what"), row.action),
        (tr("For whom"), row.beneficiary),
        (tr("By when"), " – ".join(dict.fromkeys(part for part in (words.deadline(row), row.deadline_text) if part))),
        (tr("Only if"), row.condition),
        (tr("Kind"), name(row.kind)),
        (tr("Themes"), ", ".join(name(theme) for theme in row.themes)),
        (tr("Found by"), _maker(row)),
        (tr("Reference"), row.ref),
    ]
    return [(label, Content(plain(value))) for label, value in entries if value]


def _maker(row: CommitmentRow) -> str:
    if row.origin == "person":
        return tr("a person")
    return tr("the program, {share} sure (rule {rule})", share=percent(row.confidence), rule=row.rule)


def stated(statement: StatementRow) -> Content:
    """Where a promise is stated: its words, the document, the place and the date."""
    facts = [statement.stands_in, statement.place, when(statement.when) or tr("no date")]
    lines = [Content(f"“{plain(statement.quote)}”"), toned(" · ".join(facts), Tone.LABEL)]
    if statement.withdrawn:
        lines.append(toned(tr("! The document no longer holds these words."), Tone.BAD))
    return Content("\n").join(lines)


def also_stated(detail: CommitmentDetail) -> Content:
    """Where else it is stated, as people said; nothing where it is stated once."""
    if not detail.statements:
        return Content()
    told = [stated(each) for each in detail.statements]
    return Content.assemble((tr("Also stated"), Tone.HEADING), "\n", Content("\n\n").join(told))


def judged(judgement: Judgement, value: str) -> Content:
    """A judgement in words: "Delivery ✓ met"."""
    question = {
        Judgement.DELIVERY: tr("Delivery"),
        Judgement.RESPONSE: tr("Response"),
        Judgement.VERIFIABILITY: tr("Verifiable"),
    }[judgement]
    if not value:
        return Content.assemble((f"{question} ", Tone.LABEL), (tr("taken back"), Tone.QUIET))
    saying = words.value_saying(judgement, value)
    return Content.assemble((f"{question} ", Tone.LABEL), (str(saying), saying.tone))
