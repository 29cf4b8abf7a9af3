"""Which rule reads a Welsh cue, by the shape that the data file gives it."""

import re
from collections.abc import Callable

from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.welsh import aims, calls, duties, impersonals, passives, promises, regular, reports, verbs
from nlp.welsh.reading import Reading

_CASE = re.compile(
    r"\s(?:pan fo(?: ?'n| yn)?|os yw(?: ?'n| yn)?|lle bo(?: ?'n| yn)?|os|pan|a yw(?: ?'n)?|nad yw(?: ?'n)?"
    r"|nid oes ond|a oes|os oes|nid yw(?: ?'n)?)$"
)

_QUOTES = frozenset("\"'“”‘’")

_SHAPES: dict[str, Callable[[Hit, Reading], Draft | None]] = {
    "after": duties.after,
    "asked-of": calls.asked_of,
    "call": calls.call,
    "call-for": calls.called_for,
    "called-by": calls.called_by,
    "duty-is": duties.duty_is,
    "impersonal": impersonals.impersonal,
    "that": calls.that,
    "future": promises.future,
    "may": passives.may,
    "no-more": passives.no_more,
    "own": promises.own,
    "passive": passives.passive,
    "is-to": verbs.is_to,
    "own-act": verbs.own_act,
    "before": aims.before,
    "aim": aims.aim,
    "task": aims.task,
    "agreed": reports.agreed,
    "purpose": reports.purpose,
    "report": reports.report,
    "comes": regular.comes,
    "does": regular.does,
    "gives": regular.gives,
    "not-done": regular.not_done,
    "only": regular.only,
    "own-past": regular.own_past,
    "set-to": regular.set_to,
    "spoken": regular.spoken,
    "vow-of": regular.vow_of,
    "resolved": reports.resolved,
}


def shaped(hit: Hit, reading: Reading) -> Draft | None:
    """The commitment that a cue shows, with its action's offset in the reading's text; nothing after "os", "pan"."""
    quoted = reading.text[hit.start - 1 : hit.start] in _QUOTES and reading.text[hit.end : hit.end + 1] in _QUOTES
    only_named = quoted and hit.start > 0 and hit.end < len(reading.text)
    return None if only_named or _CASE.search(reading.before(hit)) else _SHAPES[hit.rule.shape](hit, reading)
