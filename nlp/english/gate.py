"""Which English units are worth a parse: by their cues, the words that govern them, and who speaks; no parser here."""

import re
from collections.abc import Sequence
from functools import cache

from corpus import bodies
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit, hits
from nlp.context import Context, Voice
from nlp.english.orders import ordered
from nlp.english.shapes import promising
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
_USUAL = re.compile(r"\s(?:usually|normally|generally|typically|often|sometimes)\s")
_NAME = 70
_HANGING = re.compile(
    r"\s*(?:(?:also|not|then|now|therefore|both|either|in particular|each|at least|first|instead|to)\s*){0,4},?"
)
_LOOK_BACK = 110
_QUOTED_IN_NOTES = frozenset({"call", "undertake", "own-act", "report"})
_NEVER_SUBJECTS = frozenset({"which", "who", "you", "this", "that", "these", "those"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "there", "this", "that", "these", "those"})
_POINTERS = frozenset({"this", "that", "these", "those"})
_PREPOSITIONS = frozenset({"of", "to", "for", "on", "with", "in", "under", "from", "by", "about", "like", "than"})
_SPEAKERS = frozenset({"i", "we"})
_NEVER_VERBS = frozenset(
    {
        "the", "a", "an", "any", "its", "their", "his", "her", "this", "that", "these", "those", "it", "they", "we",
        "in", "on", "at", "by", "for", "of", "with", "under", "from", "between", "and", "or", "some", "each", "every",
        "all", "no", "such", "other", "if", "where", "when", "as",
    }
)  # fmt: skip
"""Words that open no verb, so that what begins with one says nothing by a cue that it hangs on."""
_CLOSED = _NEVER_SUBJECTS | _PRONOUNS | _SPEAKERS
_DATED = re.compile(
    r"\b(?:20\d\d|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer"
    r"|autumn|winter|year|month|week|term|christmas|easter|tomorrow|today|monday|tuesday|wednesday|thursday|friday"
    r"|deadline|shortly|soon|course|later|days|years|months|weeks|decade|recess)\b"
)


def candidate(unit: str, context: Context, *, sparing: bool = True) -> Candidate | None:
    """The unit as the parser should see it: with the lead it hangs on, alone, or not at all.

    Unless ``sparing``, every unit with a cue that could be read at all is kept, to measure what sparing loses.
    """
    found = weighed(unit, context)
    if found is None or (sparing and not found[1]):
        return None
    return found[0]


def weighed(unit: str, context: Context) -> tuple[Candidate, bool] | None:
    """A unit with a cue as the parser should see it, and whether grammar can make anything of it, as words tell."""
    evened = even(unit)
    lead = _OPEN_END.sub("", _PROPOSES.sub("", context.lead))
    found, governing = hits(evened, Lang.EN), hits(even(lead), Lang.EN) if lead else ()
    if not (found or governing):
        return (Candidate(unit, 0, context), True) if ordered(unit, context) is not None else None
    if _ruled_out(unit, evened, context, found[0].start if found else len(unit)) or _merely_asks(unit, found):
        return None
    governed = Candidate(f"{lead} {unit}", len(lead) + 1, context)
    if not found:
        return governed, _governs(lead, governing, evened) or ordered(unit, context) is not None
    if governing and (hangs(lead, governing[-1]) or unit[:1].islower()):
        return governed, True
    hopeful = bool(governing) or any(_hopeful(hit, unit, evened, context) for hit in found)
    return Candidate(unit, 0, context), hopeful or ordered(unit, context) is not None


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


def _hopeful(hit: Hit, unit: str, evened: str, context: Context) -> bool:
    """Whether a cue can come to anything, as far as words alone tell; sparing the parser most of its work."""
    kind = hit.rule.kind
    if context.law and kind is not CommitmentKind.DUTY and hit.rule.name != "due":
        return False
    if context.kind is DocumentKind.MOTION and _NOTES.match(unit) and hit.rule.name not in _QUOTED_IN_NOTES:
        return False
    if hit.rule.shape != "modal":
        return promising(hit, unit, context)
    return _USUAL.match(evened, hit.end) is None and _with_subject(hit, evened, context)


def _with_subject(hit: Hit, evened: str, context: Context) -> bool:
    """Whether the words just before a modal can be the subject of a commitment of this context."""
    before = evened[max(0, hit.start - _LOOK_BACK) : hit.start].split()
    last = before[-1].strip(",“\"‘'(") if before else ""
    if hit.rule.name == "no-may":
        return _NO_ONE.search(evened, max(0, hit.start - _LOOK_BACK), hit.start) is not None
    if last in _CLOSED and not (last in _POINTERS and before[-2:-1] and before[-2] in _PREPOSITIONS):
        return _with_pronoun(last, hit, evened, context)
    kind, member = hit.rule.kind, context.voice is Voice.MEMBER
    if hit.rule.name == "undertake" and not member:
        return True
    if context.law or (kind is CommitmentKind.RECOMMENDATION and not member):
        return True
    if context.official and kind is not CommitmentKind.RECOMMENDATION:
        return True
    return any(word.strip(",.;:()'’") in _subject_words() for word in before) or (not member and _dated(evened))


def _with_pronoun(last: str, hit: Hit, evened: str, context: Context) -> bool:
    """Whether a pronoun before a modal can be, or stand for, who is bound."""
    mine = hit.rule.kind in (CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION)
    member = context.voice is Voice.MEMBER
    if last in _SPEAKERS:
        return not member and (mine or context.official or context.voice is Voice.UNKNOWN)
    if last in _NEVER_SUBJECTS:
        used = last == "which" and bool(context.owner) and evened.startswith(" be ", hit.end)
        pointed = last in _POINTERS and bool(context.owner) and context.kind is not DocumentKind.RECORD
        return used or pointed or (last == "you" and not mine)
    if last == "there":
        return context.official or (not member and not mine)
    return context.law or last in ("he", "she") or (not member and (last in ("it", "they") or _dated(evened)))


def _dated(evened: str) -> bool:
    return _DATED.search(evened) is not None


@cache
def _subject_words() -> frozenset[str]:
    """Words one of which stands before a modal whose clause can be a commitment: the heads of known actors' names."""
    heads = {phrase.split()[-1] for kind in ("public", "document") for phrase in words("actors", Lang.EN, kind)}
    named = {word for body in bodies.load() for name in body.names(Lang.EN) for word in name.lower().split()[-1:]}
    return frozenset(heads | named | {"uk", "wales"})
