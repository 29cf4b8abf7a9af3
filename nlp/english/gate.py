"""Which English units are read: those with a cue, less what words alone rule out; no parser here."""

import re
from collections.abc import Sequence
from functools import cache

from corpus import bodies
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit, hits
from nlp.context import Context, Voice
from nlp.english.orders import ordered
from nlp.phrases import even
from nlp.resources import table, words

_OPEN_END = re.compile(r"[\s:,—–-]+$")
_RETOLD = frozenset({"report", "undertake"})
_CLAUSES = re.compile(r"(?:^|\s)\d{1,2}\.\s|:\s?(?=[A-Z])")
_PROPOSES = re.compile(r"^To propose that[^:]{0,200}:\s*")
_NOTES = re.compile(r"(?:Further )?(?:[Nn]otes|[Ww]elcomes|[Rr]ecognises|[Rr]egrets|[Aa]cknowledges|[Cc]ommends)\b")
_AMENDS = re.compile(
    r"[”\"’](?:,|\sthere is| is)?\s(?:substitute|insert|omit)"
    r"|\b(?:substitute|insert|omit) [“\"‘][^”\"’]{0,60}[”\"’]\s?\W*$"
)
_HALTED = re.compile(
    r"(?:\b(?:must|shall|will|should|not|only)|\b(?:required|obliged|duty|calls? (?:up)?on [^.;:]{2,90}"
    r"|urges? [^.;:]{2,90}|asks? [^.;:]{2,90}|recommends? [^.;:]{2,90}|aims?|wants?|hopes?|needs?|ought|intends?"
    r"|plans?|committed|is|are|going|seeks?|has|have) to)\s?(?:,[^.;]*,|,)?\s*[:—–-]+$",
    re.IGNORECASE,
)
_NO_ONE = re.compile(r"(?:^|[\s(])(?:no|neither) [^.,;:]{2,90}\s$")
_SET_OFF = re.compile(r"\s?(?:,|\(|—|–| in particular| where| when| if| unless| before| after| by| in| under| for)")
_NAME = 70
_HANGING = re.compile(
    r"\s*(?:(?:also|not|then|now|therefore|both|either|in particular|each|at least|first|instead|to)\s*){0,4},?"
)
_LOOK_BACK = 110
_MINE = (CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION)
_NEVER_SUBJECTS = frozenset({"i", "we", "which", "who", "there"})
_POINTERS = frozenset({"this", "that", "these", "those"})
_PERSONS = frozenset({"it", "they", "he", "she"})
_PREPOSITIONS = frozenset({"of", "to", "for", "on", "with", "in", "under", "from", "by", "about", "like", "than"})
_NEVER_VERBS = frozenset(
    {
        "the", "a", "an", "any", "its", "their", "his", "her", "this", "that", "these", "those", "it", "they", "we",
        "in", "on", "at", "by", "for", "of", "with", "under", "from", "between", "and", "or", "some", "each", "every",
        "all", "no", "such", "other",
    }
)  # fmt: skip
"""Words that open no verb, so that what begins with one says nothing by a cue that it hangs on."""


def candidate(unit: str, context: Context) -> Candidate | None:
    """A unit as the parser should see it: with the lead it hangs on, alone, or not at all.

    What is left out comes to nothing when it is parsed, but for less than one finding in a thousand
    (``python -m benchmarks.shortcut``).
    """
    evened = even(unit)
    lead = _OPEN_END.sub("", _PROPOSES.sub("", context.lead))
    found, governing = hits(evened, Lang.EN), hits(even(lead), Lang.EN) if lead else ()
    if not (found or governing):
        return Candidate(unit, 0, context) if ordered(unit, context) is not None else None
    if _ruled_out(unit, evened, context, found[0].start if found else len(unit)) or _merely_asks(unit, found):
        return None
    governed = Candidate(f"{lead} {unit}", len(lead) + 1, context)
    if not found:
        return governed if _governs(lead, governing, evened) or ordered(unit, context) is not None else None
    if governing and (hangs(lead, governing[-1]) or unit[:1].islower()):
        return governed
    if governing or any(_hopeful(hit, evened, context) for hit in found) or ordered(unit, context) is not None:
        return Candidate(unit, 0, context)
    return None


def silent(unit: str, lead: str, context: Context) -> bool:
    """Whether neither a unit nor its lead holds a cue, and the unit is no instruction: the most usual case, told soon.

    Of the ``context`` only what holds for the whole passage counts.
    """
    return not hits(even(unit), Lang.EN) and not (lead and hits(even(lead), Lang.EN)) and ordered(unit, context) is None


def _governs(lead: str, governing: Sequence[Hit], evened: str) -> bool:
    """Whether a unit without a cue of its own can be what a lead's cue says: it hangs on one, and may be a verb."""
    if opens_clause(lead):
        return True
    words = evened.split(None, 1)
    return bool(words) and words[0].strip(',(“"') not in _NEVER_VERBS and any(hangs(lead, hit) for hit in governing)


def hangs(lead: str, cue: Hit) -> bool:
    """Whether what follows a lead hangs on its last cue: nothing, or only an aside, stands after the cue."""
    rest = lead[cue.end :]
    if cue.rule.shape == "call":
        return " to " not in f"{rest.removesuffix(' to')} "
    if cue.rule.shape == "that":
        return len(rest) <= _NAME
    return _HANGING.fullmatch(rest) is not None or _SET_OFF.match(rest) is not None or rest.endswith(" to")


def asks(unit: str) -> bool:
    """Whether a unit is a question."""
    bare = unit.rstrip(" ”\"’'")
    return bare.endswith("?")


def _merely_asks(unit: str, found: Sequence[Hit]) -> bool:
    """Whether a unit is a question that tells of no promise made before."""
    return asks(unit) and not any(hit.rule.name in _RETOLD for hit in found)


def _noted(context: Context) -> bool:
    """Whether the clause of a motion that a list hangs on only notes or welcomes."""
    clauses = _CLAUSES.split(context.lead)
    return context.kind is DocumentKind.MOTION and bool(_NOTES.match(clauses[-1].strip()))


def _ruled_out(unit: str, evened: str, context: Context, first: int) -> bool:
    """Whether a unit only opens a list, changes the words of a law, or holds a phrase that rules it out.

    What makes law of words ("comes into force") rules a unit out where it stands before its ``first`` cue.
    """
    bare = unit.rstrip()
    if bare[-1:] in ":—–-" and (opens_clause(bare) or _HALTED.search(bare)):
        return True
    if context.law and (_AMENDS.search(unit) or evened.lstrip("(0123456789) ").startswith(_never("law-openings"))):
        return True
    if _noted(context) or any(phrase in evened for phrase in _never("anywhere")):
        return True
    return context.law and any(0 <= evened.find(phrase) < first for phrase in _never("law"))


def opens_clause(lead: str) -> bool:
    """Whether a lead ends in "that" or "through", so that each item under it is a commitment of its own."""
    return lead.rstrip(" :—–-").endswith((" that", " through", " by"))


@cache
def _never(name: str) -> tuple[str, ...]:
    return tuple(table("commitments", Lang.EN)["never"][name])


def _hopeful(hit: Hit, evened: str, context: Context) -> bool:
    """Whether a cue can come to anything, as far as words tell: "may" needs nobody, and a member binds others only."""
    if hit.rule.name == "no-may":
        return _NO_ONE.search(evened, max(0, hit.start - _LOOK_BACK), hit.start) is not None
    if hit.rule.shape != "modal" or context.voice is not Voice.MEMBER:
        return True
    before = evened[max(0, hit.start - _LOOK_BACK) : hit.start].split()
    last = before[-1].strip(",“\"‘'(") if before else ""
    if last == "you":
        return hit.rule.kind not in _MINE
    pointing = last in _POINTERS and _PREPOSITIONS.isdisjoint(before[-2:-1])
    if pointing or last in _NEVER_SUBJECTS:
        return False
    return last in _PERSONS or any(word.strip(",.;:()'’") in _subject_words() for word in before)


@cache
def _subject_words() -> frozenset[str]:
    """Words one of which stands before a modal whose clause can be a commitment: the heads of known actors' names."""
    heads = {phrase.split()[-1] for kind in ("public", "document") for phrase in words("actors", Lang.EN, kind)}
    named = {word for body in bodies.load() for name in body.names(Lang.EN) for word in name.lower().split()[-1:]}
    return frozenset(heads | named | {"uk", "wales"})
