"""Which rule reads a Welsh cue, by the shape that the data file gives it."""

import re
from collections.abc import Callable

from nlp import welsh_duties, welsh_promises
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.welsh_reading import Reading

_CASE = re.compile(
    r"\s(?:pan fo(?: ?'n| yn)?|os yw(?: ?'n| yn)?|lle bo(?: ?'n| yn)?|os|pan|a yw(?: ?'n)?|nad yw(?: ?'n)?"
    r"|nid oes ond|nid yw(?: ?'n)?)$"
)

_SHAPES: dict[str, Callable[[Hit, Reading], Draft | None]] = {
    "after": welsh_duties.after,
    "impersonal": welsh_duties.impersonal,
    "that": welsh_duties.that,
    "future": welsh_promises.future,
    "own": welsh_promises.own,
    "own-act": welsh_promises.own_act,
    "passive": welsh_promises.passive,
    "before": welsh_promises.before,
    "aim": welsh_promises.aim,
    "task": welsh_promises.task,
    "report": welsh_promises.report,
}


def shaped(hit: Hit, reading: Reading) -> Draft | None:
    """The commitment that a cue shows, with its action's offset in the reading's text; nothing after "os", "pan"."""
    return None if _CASE.search(reading.before(hit)) else _SHAPES[hit.rule.shape](hit, reading)
