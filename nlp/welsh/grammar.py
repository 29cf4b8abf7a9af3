"""Commitments in Welsh, by surface patterns: the verb comes first, the cues are few, and no parser is needed."""

import re
from dataclasses import replace
from functools import cache

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit, hits
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, Context
from nlp.phrases import even
from nlp.resources import words
from nlp.welsh.actors import settled
from nlp.welsh.reading import NEAR, Reading, known, radicals, stem
from nlp.welsh.regular import regular
from nlp.welsh.rules import shaped
from nlp.welsh.verbs import headed, shaped_verb

_JOINT = re.compile(
    r"[;,]\s(?:a|ac|ond)\s|;\s|\s(?:a|ac|ond)\s(?=(?:bydd|byddwn|byddaf|fe fydd|mi fydd|rydym|rhaid|dylai)\b)"
    r"|,\s(?:sy'n|sydd)\s(?=(?:wedi\s)?(?:argymell|addo|ymrwymo|galw ar|bwriadu)\b)"
)
_ALSO = re.compile(r"[,;]\s(?:ac|a hefyd|ond)\s(?:hefyd\s)?i(?:'w|'r|'u)?\s(?P<verb>[^\W\d_][\w'-]*)")
_AND_IT = re.compile(r",\s(?:a|ac)'[iu]\s(?P<verb>[^\W\d_][\w'-]*)")
_JOINED_WITHIN = 7
_NEAR_END = 40
_LONGEST_LEAD = 600
_MUCH_SURER = 0.25
_ENSURING = re.compile(r"(?i)sicrhau[ :—–-]*$")
_LABEL = r"argymhelliad|ymrwymiad|addewid|cam(?: gweithredu)?|camau gweithredu|gweithred"
_OPENS = re.compile(r"\s(?:i|y|bod|fod|yn|ar)\s?[:—–-]+\s*$")
_LEFT_OPEN = re.compile(r"\s(?:yn|i)[ :—–-]*$")
_NUMBER = re.compile(rf"\s*(?P<word>{_LABEL})(?:\s+\d+(?:\.\d+)?\s*[.:)–—-]*|\s?:)\s*")
_CODE = re.compile(r"\s*[ar]\s?\d{1,3}[.:)–—-]*\s+")
"""How auditors number what they recommend: "A4 Cyhoeddi …"."""
_FIRST_WORD = re.compile(r"\W{0,4}(?P<verb>[^\W\d_][\w'-]*)")
_AND_TO = ("call", "undertake", "task", "asked-of", "called", "agreed", "intend")
_WHEN_IN_FORCE = re.compile(
    r"\b(?:cyn|ar ôl|wedi|nes) i [^,;]{1,60} dd?od i rym\b|\bpan (?:ddaw|ddelo) [^,;]{1,60} i rym\b"
)
_DUE = re.compile(r"\b(?:erbyn|cyn diwedd|o fewn|ymhen)\b")
_PLANS = frozenset({DocumentKind.STRATEGY, DocumentKind.GOVERNMENT_RESPONSE, DocumentKind.OTHER})


def candidate(unit: str, context: Context, *, sparing: bool = True) -> Candidate | None:
    """The unit with the lead it hangs on if the lead ends in a cue, alone if it has its own; or nothing.

    Unless ``sparing``, a unit with nothing that looks like a commitment is a candidate too.
    """
    evened = even(unit)
    if unit.rstrip().endswith("?") or _is_never(evened, context.law):
        return None
    if _OPENS.search(evened):
        return None
    lead = context.lead.rstrip(" :—–-")[-_LONGEST_LEAD:]
    governing = hits(even(lead), Lang.CY) or (regular(f"{even(lead)} ") if lead.endswith(" i") else [])
    if governing and (
        governing[-1].end >= len(lead) - _NEAR_END or lead.endswith((" i", " yn")) or _ensured(lead, evened)
    ):
        return Candidate(f"{lead} {unit}", len(lead) + 1, context)
    return Candidate(unit, 0, context) if not sparing or _worth(unit, evened, context) else None


def _is_never(evened: str, law: bool) -> bool:
    """Whether a unit says what no commitment says; when something is in force may be said of a duty's time."""
    joined = _WHEN_IN_FORCE.sub("", evened.replace(" '", "'"))
    return any(phrase in joined for phrase in (*_never("anywhere"), *(_never("law") if law else ())))


def _worth(unit: str, evened: str, context: Context) -> bool:
    reading = Reading(unit, evened, context)
    return bool(_hits(evened)) or _cueless(reading) is not None


def _hits(low: str) -> list[Hit]:
    """The cues of a text in order, with those made by rule that no other cue covers."""
    found = hits(low, Lang.CY)
    taken = {at for hit in found for at in range(hit.start, hit.end)}
    return sorted([*found, *(hit for hit in regular(low) if hit.start not in taken)], key=lambda hit: hit.start)


def _ensured(lead: str, evened: str) -> bool:
    """Whether an item says what its lead ends by making sure of: "… gymryd camau i sicrhau—", "bod plant yn cael …"."""
    return _ENSURING.search(lead) is not None and evened.startswith(
        ("bod ", "fod ", "y bydd ", "y caiff ", "na ", "nad ")
    )


@cache
def _never(name: str) -> tuple[str, ...]:
    return words("commitments", Lang.CY, "never", name)


def find(candidate: Candidate) -> list[Draft]:
    """The commitments of a candidate, in order, with offsets in the unit: the first, and any joined on to it."""
    text, base = candidate.text, candidate.base
    reading = Reading(text, even(text), candidate.context)
    found: list[Draft] = []
    for hit in _hits(reading.low):
        draft = shaped(hit, reading)
        if draft is not None and base and draft.act < base:
            draft = _on_from(draft, text, reading.low, base)
        if draft is None or (base and draft.act < base) or _only_opens(text, draft.act):
            continue
        _add(found, replace(draft, end=len(text)), hit.start, reading.low)
    if base:
        one = [replace(draft, start=0, end=draft.end - base, act=draft.act - base) for draft in found[:1]]
        return [settled(replace(draft, rule=f"{draft.rule}-lead"), candidate.context) for draft in one]
    found = [piece for draft in found for piece in _also(draft, reading)]
    if not found:
        alone = _cueless(reading)
        found = [] if alone is None else [alone]
    return [settled(draft, candidate.context) for draft in found]


def _on_from(draft: Draft, text: str, low: str, base: int) -> Draft:
    """A draft whose act stands in the lead, moved to the item if the lead leaves its verb to it ("bod X yn:")."""
    if _ensured(text[:base], low[base:]):
        return replace(draft, act=base, rule=f"{draft.rule}-ensured")
    return replace(draft, act=base) if _LEFT_OPEN.search(text[:base]) else draft


def _add(found: list[Draft], draft: Draft, cue: int, low: str) -> None:
    """Add a draft that a joint divides from the one before; of two in one clause keep the first, or the much surer."""
    if not found:
        found.append(draft)
        return
    last = found[-1]
    cut = _joint(low, last.act, cue)
    if cut is not None:
        found[-1] = replace(last, end=cut)
        found.append(replace(draft, start=cut))
    elif draft.strength > last.strength + _MUCH_SURER:
        found[-1] = replace(draft, start=last.start)


def _joint(low: str, after: int, before: int) -> int | None:
    """Where a second joined clause begins: at "; " or ", a(c) " shortly before its cue."""
    for match in _JOINT.finditer(low, max(after, before - NEAR), before + _JOINED_WITHIN):
        if 0 <= before - match.end() <= _JOINED_WITHIN:
            return match.end()
    return None


def _also(draft: Draft, reading: Reading) -> list[Draft]:
    """A draft, and a second act that goes with the same words: "galw ar X i …, ac i …"."""
    name = draft.rule.removeprefix("cy-")
    if not name.startswith((*_AND_TO, "must-public")):
        return [draft]
    for match in (_ALSO if name.startswith(_AND_TO) else _AND_IT).finditer(
        reading.low, draft.act, min(draft.end, draft.act + NEAR)
    ):
        if known(stem(match["verb"]), "acts"):
            cut = match.start("verb")
            second = replace(draft, start=cut, act=cut, rule=f"{draft.rule}-and")
            return [replace(draft, end=match.start()), second]
    return [draft]


def _only_opens(text: str, act: int) -> bool:
    """Whether nothing but a linking word is left for the action, as in "Yn galw ar y Cyngor i:" above its list."""
    left = text[act:].rstrip()
    return left[-1:] in (":", "—", "–", "") and len(left.split()) <= 1


def _cueless(reading: Reading) -> Draft | None:
    """What no cue shows: a bare verb-noun or "X i …" in a list of actions, or a verb known by its ending."""
    number = _NUMBER.match(reading.low)
    coded = _CODE.match(reading.low) if reading.context.kind in ASKING else None
    at = number.end() if number else coded.end() if coded else 0
    return (
        _ordered(reading, at, number["word"] if number else "argymhelliad" if coded else "")
        or headed(reading.text, reading.low, reading, at)
        or shaped_verb(reading.text, reading.low, reading)
    )


def _ordered(reading: Reading, at: int, word: str) -> Draft | None:
    """A bare verb-noun: "Argymhelliad 4: Cyhoeddi …", or an item under "Ein hymrwymiadau" or "Argymhellion"."""
    context, low = reading.context, reading.low
    first = _FIRST_WORD.match(low, at)
    if first is None or context.law or stem(first["verb"]) not in radicals("acts"):
        return None
    headed_by = _NUMBER.match(f"{context.heading.lower()} ")
    labelled = _NUMBER.fullmatch(f"{context.before.lower()} ")  # "Argymhelliad 3." is a unit of its own
    title = word or next((match["word"] for match in (labelled, headed_by) if match), "")
    heading = context.heading.lower().strip(" :.0123456789")
    for kind, key in ((CommitmentKind.RECOMMENDATION, "recommendation"), (CommitmentKind.PLEDGE, "pledge")):
        named = bool(title) and title.startswith("argymh") == (kind is CommitmentKind.RECOMMENDATION)
        if named or (context.listed and heading in words("commitments", Lang.CY, "headings", key)):
            return _order(kind, key, 0.6, reading, first.start("verb"))
    if not context.official or context.kind is DocumentKind.RECORD or not reading.text[first.start("verb")].isupper():
        return None
    asked = context.kind in ASKING
    kind = CommitmentKind.RECOMMENDATION if asked else CommitmentKind.PLEDGE
    planned = context.listed and (asked or context.kind in _PLANS) and not context.lead
    if planned:
        return _order(kind, "listed", 0.35, reading, first.start("verb"))
    return _order(kind, "bare", 0.3, reading, first.start("verb")) if _DUE.search(low, first.end()) else None


def _order(kind: CommitmentKind, name: str, strength: float, reading: Reading, act: int) -> Draft:
    context = reading.context
    who = Actor("", Who.OTHER) if kind is CommitmentKind.RECOMMENDATION else Actor("", Who.SELF, context.we_key)
    return Draft(kind, f"cy-order-{name}", strength, who, 0, len(reading.text), act)
