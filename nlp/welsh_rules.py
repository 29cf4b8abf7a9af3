"""Which rule reads a Welsh cue, by the shape that the data file gives it."""

import re
from collections.abc import Callable

from nlp import welsh_aims, welsh_calls, welsh_duties, welsh_passives, welsh_promises, welsh_reports, welsh_verbs
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.welsh_reading import Reading

_CASE = re.compile(
    r"\s(?:pan fo(?: ?'n| yn)?|os yw(?: ?'n| yn)?|lle bo(?: ?'n| yn)?|os|pan|a yw(?: ?'n)?|nad yw(?: ?'n)?"
    r"|nid oes ond|nid yw(?: ?'n)?)$"
)

_QUOTES = frozenset("\"'“”‘’")

_SHAPES: dict[str, Callable[[Hit, Reading], Draft | None]] = {
    "after": welsh_duties.after,
    "asked-of": welsh_calls.asked_of,
    "call": welsh_calls.call,
    "call-for": welsh_calls.called_for,
    "called-by": welsh_calls.called_by,
    "duty-is": welsh_duties.duty_is,
    "impersonal": welsh_duties.impersonal,
    "that": welsh_calls.that,
    "future": welsh_promises.future,
    "may": welsh_passives.may,
    "no-more": welsh_passives.no_more,
    "own": welsh_promises.own,
    "passive": welsh_passives.passive,
    "is-to": welsh_verbs.is_to,
    "own-act": welsh_verbs.own_act,
    "before": welsh_aims.before,
    "aim": welsh_aims.aim,
    "task": welsh_aims.task,
    "agreed": welsh_reports.agreed,
    "purpose": welsh_reports.purpose,
    "report": welsh_reports.report,
    "resolved": welsh_reports.resolved,
}


def shaped(hit: Hit, reading: Reading) -> Draft | None:
    """The commitment that a cue shows, with its action's offset in the reading's text; nothing after "os", "pan"."""
    quoted = reading.text[hit.start - 1 : hit.start] in _QUOTES and reading.text[hit.end : hit.end + 1] in _QUOTES
    only_named = quoted and hit.start > 0 and hit.end < len(reading.text)
    return None if only_named or _CASE.search(reading.before(hit)) else _SHAPES[hit.rule.shape](hit, reading)
