"""One promise: its words, what was judged of it, the evidence, and what became of it by date."""

from collections.abc import Iterator

from corpus.language import percent, tr, when
from corpus.rows import CommitmentDetail, EvidenceRow
from tui import words
from tui.desk import promise
from tui.plain.asked import Asked, facts, part
from tui.widgets import account, evidence, timeline


def lines(asked: Asked) -> Iterator[str]:
    """The promise of a ref. Raises NotFound."""
    ref = asked.one("promise REF")
    detail = promise.get(asked.desk, ref)
    told = promise.timeline(asked.desk, ref)
    yield f"“{detail.row.quote}”"
    yield from _judgements(detail)
    yield from facts(*((name, said.plain) for name, said in account.fields(detail)))
    yield from _place(detail)
    yield from account.warnings(detail).plain.splitlines()
    yield from part(tr("In its document"), (passage.text for passage in detail.context))
    if detail.twin is not None:
        yield from part(tr("In the other language"), [detail.twin.text])
    yield from part(
        tr("Also stated"), (line for each in detail.statements for line in _block(account.stated(each).plain))
    )
    yield from part(tr("Evidence"), (line for link in detail.evidence for line in _evidence(link)))
    if not detail.evidence:
        yield tr("No evidence is known for this promise yet.")
    suggested = (timeline.suggestion(each, told, detail, asked.desk.today()).plain for each in told.suggested_status)
    yield from part(tr("Suggested"), (line for each in suggested for line in _block(each)))
    yield from part(
        timeline.title(told), (line for moment in told.moments for line in _block(timeline.moment(moment).plain))
    )


def _judgements(detail: CommitmentDetail) -> Iterator[str]:
    row = detail.row
    response, clear = row.response, row.verifiability
    yield from facts(
        (tr("Delivery"), tr(words.DELIVERIES[row.delivery].word)),
        (tr("Response"), tr((words.RESPONSES[response] if response else words.NOT_JUDGED).word)),
        (tr("Verifiable"), tr((words.VERIFIABILITIES[clear] if clear else words.NOT_JUDGED).word)),
        (tr("Overdue"), tr("yes") if row.overdue else ""),
        (tr("Self-reported"), tr("yes") if row.self_reported else ""),
    )


def _place(detail: CommitmentDetail) -> Iterator[str]:
    row, passage = detail.row, detail.quotation.passage
    yield from facts(
        (tr("Document"), row.stands_in),
        (tr("Place"), row.place),
        (tr("Date"), when(row.when) or tr("no date")),
        (tr("Published by"), passage.publisher),
        (tr("Address"), passage.url),
    )


def _evidence(link: EvidenceRow) -> Iterator[str]:
    yield ""
    yield f"“{link.quotation.exact}”"
    yield from facts(
        (tr("Reference"), link.ref),
        (tr("State"), tr(words.LINK_STATES[link.state].word)),
        (tr("How it bears"), tr(words.RELATIONS[link.relation])),
        (tr("Stands in"), evidence.source(link.quotation.passage)),
        (tr("Match"), "" if link.decided_by else percent(link.score)),
        (tr("Decided by"), link.decided_by),
    )
    yield from filter(None, [words.doubt(link.quotation.outcome)])


def _block(text: str) -> Iterator[str]:
    """Lines that belong together, with one between them and what comes before."""
    yield ""
    yield from text.splitlines()
