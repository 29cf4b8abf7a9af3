"""What the scorer is told of a proposal: the rule that made it, who is bound, who speaks, and the words around the act.

Each feature is a short string that a person can read, since ``addewid explain`` shows those that counted.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.codebook import Lang
from nlp.commitments.proposals import Proposal
from nlp.phrases import even

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|£|%")
_BEFORE, _AFTER = 6, 8
_AROUND = 110
"""Characters on either side of the act in which words are counted."""
_LENGTHS = (6, 10, 16, 24, 36, 60)
_YEAR = re.compile(r"(?:19|20)\d\d")
_STEM = 5


def features(proposal: Proposal) -> set[str]:
    """The features of a proposal; a feature is there or not."""
    draft, context = proposal.draft, proposal.place.context
    evened = even(proposal.place.unit)
    before = _words(evened[max(0, draft.act - _AROUND) : draft.act])
    after = _words(evened[draft.act : draft.act + _AROUND])
    lead = _words(even(context.lead)[-_AROUND:])
    found = {f"rule {draft.rule}", f"kind {draft.kind}", f"sure {round(draft.strength, 1)}"}
    found.update(f"rule part {part}" for part in draft.rule.split("-")[1:])
    found.update(_scene(proposal))
    found.update(draft.traits)
    found.update(f"{draft.kind} in {name}" for name in (f"document {context.kind}", f"voice {context.voice.value}"))
    found.update(f"before {word}" for word in before[-_BEFORE:])
    found.update(f"after {word}" for word in after[:_AFTER])
    found.update(f"act {word}" for word in after[:1])
    found.update(f"act {' '.join(pair)}" for pair in [after[:2]] if len(pair) > 1)
    found.update(f"just before {' '.join(before[-width:])}" for width in (1, 2, 3) if len(before) >= width)
    found.update(f"lead {word}" for word in lead[-_BEFORE:])
    found.update(f"opens {' '.join((before + after)[:width])}" for width in (1, 2))
    found.update(f"word {word}" for word in {*before, *after})
    if context.lang is Lang.CY:
        found.update(f"pair {one} {other}" for one, other in pairwise([*before[-_BEFORE:], *after[:_AFTER]]))
        found.update(f"stem {word[:_STEM]}" for word in {*before[-_BEFORE:], *after[:_AFTER]} if len(word) > _STEM)
    return found


def _scene(proposal: Proposal) -> Iterator[str]:
    """Who speaks, who is bound, and where in its unit and document the proposal stands."""
    draft, context, unit = proposal.draft, proposal.place.context, proposal.place.unit
    yield f"document {context.kind}"
    yield f"voice {context.voice.value}"
    yield f"rule {draft.rule} voice {context.voice.value}"
    yield f"actor {draft.actor.who.value}"
    yield f"actor {draft.actor.who.value} voice {context.voice.value}"
    yield f"actor body {bool(draft.actor.body)}"
    actor = _words(even(draft.actor.text))
    if actor:
        yield f"actor ends {actor[-1]}"
        yield f"actor begins {actor[0]}"
    length = len(unit.split())
    yield f"length {next((limit for limit in _LENGTHS if length <= limit), 'more')}"
    yield f"place {'first' if draft.start == 0 else 'later'} of {min(proposal.among, 3)}"
    for holds, name in (
        (context.listed, "listed"),
        (bool(context.lead), "led"),
        (context.presiding, "presiding"),
        ("?" in unit, "asks"),
        (unit[:1] in "\"“‘'", "quoted"),
        (_YEAR.search(unit) is not None, "year"),
        ("£" in unit, "money"),
    ):
        if holds:
            yield name


def _words(evened: str) -> list[str]:
    """The words of an evened text, figures as 0 and years as 2000."""
    return [word if not word.isdigit() else "2000" if _YEAR.fullmatch(word) else "0" for word in _WORD.findall(evened)]
