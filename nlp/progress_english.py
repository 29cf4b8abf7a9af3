"""How English reports doing: verbs of doing by the auxiliaries before them, and whole phrases, without a parser."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import DocumentKind, Lang, ProgressState
from nlp.actors import Actor, Who, classify
from nlp.context import Context
from nlp.progress_reading import NOBODY, Reading, Sense
from nlp.progress_verbs import Form, Verb, english
from nlp.progress_words import ENDS, STOPS, Said, Sentence
from nlp.resources import table, words

_HAVE = frozenset({"has", "have", "had", "ve", "hasn", "haven", "hadn"})
_BE = frozenset({"is", "are", "am", "re", "m", "isn", "aren"})
_WAS = frozenset({"was", "were", "wasn", "weren"})
_AUXILIARY = _HAVE | _BE | _WAS | {"be", "been", "being", "s"}
_PLAIN = frozenset({"being-done", "opened"})
"""Rules that need nobody public: what they tell is doing whatever the verb."""
_NOT = frozenset({"not", "never", "t"})
_FURTHEST = 8
_LONGEST_SUBJECT = 24
_AGENT = re.compile(
    r"\sby\s+(?P<who>(?:[^\W_][\w'’&-]*\s+){0,8}?[^\W_][\w'’&-]*)"
    r"(?=\s*(?:[.;:,()]|$)|\s(?:in|on|to|at|for|with|last|since|this|as|during|from|and)\s)"
)
_FRONTED = re.compile(
    r"^(?:in|on|since|during|at|from|by|over|last|this|earlier|following|and|so|but|then|for|with)\b.*\s(?=(?:the|our|my|we|i)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """The auxiliaries before a verb: the index of the first, and which they are."""

    first: int
    words: frozenset[str]

    @property
    def negated(self) -> bool:
        return not self.words.isdisjoint(_NOT)

    def has(self, family: frozenset[str]) -> bool:
        return not self.words.isdisjoint(family)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a verb tells, by which rule, how surely, and how its subject stands to it."""

    state: ProgressState
    rule: str
    confidence: float
    sense: Sense


def readings(sentence: Sentence, said: list[Said], context: Context) -> Iterator[Reading]:
    """Everything in a sentence that reports doing; ``said`` are its set phrases."""
    earlier = NOBODY
    known = english() if context.kind is DocumentKind.TIMELINE else _reporting()
    for at, word in enumerate(sentence.words):
        if word in known or word.endswith("ing") or (at and sentence.words[at - 1] == "being"):
            reading = _verb_at(sentence, at, known.get(word), context, earlier)
            if reading is not None:
                earlier = reading.subject
                yield replace(reading, at=at)
    for each in said:
        first = sentence.index(each.start)
        promised = each.name == "on-course" and sentence.text.startswith(" to ", each.end)
        if not promised and not _hypothetical(sentence.words, first, relative=False):
            subject = _subject(sentence, first)
            yield Reading(each.state, f"progress-{each.name}", each.confidence, subject, Sense.SAID, at=first)


@cache
def _reporting() -> Mapping[str, tuple[Verb, Form]]:
    """The forms of verbs that can report something outside a timeline."""
    return {word: known for word, known in english().items() if known[1] is not Form.PRESENT}


def _verb_at(
    sentence: Sentence, at: int, known: tuple[Verb, Form] | None, context: Context, earlier: Actor
) -> Reading | None:
    """A report by the word at an index, if it is a form of a verb of doing."""
    tokens = sentence.words
    group = _group(tokens, at)
    if group is None or (not group.words and (known is None or not known[1] & (Form.PAST | Form.PRESENT))):
        return None
    verb, form = known if known and tokens[at] not in _list("efforts") else _unknown(tokens, at)
    idle = form & Form.ING and tokens[at] in _list("words", "not_doing")
    if not form or idle or _hypothetical(tokens, group.first):
        return None
    told = _told(verb, form, group, context)
    promised = verb.base in _list("promising") and at + 1 < len(tokens) and tokens[at + 1] in ("to", "that")
    if told is None or promised or (told.rule == "did" and _reduced(tokens, group.first)):
        return None
    subject = _subject(sentence, group.first)
    if subject.text.lower().startswith(words("progress", Lang.EN, "itself")):
        return None
    if not subject.text and group.first and tokens[group.first - 1] == "and":
        subject = earlier
    starting = verb.base in _list("starting") and told.sense is Sense.ACTIVE
    return Reading(
        ProgressState.UNDER_WAY if starting else told.state,
        f"progress-{told.rule}",
        told.confidence,
        subject,
        told.sense,
        _agent(sentence.text, sentence.span(at)[1]) if told.sense is Sense.PASSIVE else NOBODY,
        verb.weak and not starting and told.rule not in _PLAIN and not _followed(tokens, at, verb.base),
    )


def _told(verb: Verb, form: Form, group: _Group, context: Context) -> _Told | None:
    """What a verb and the auxiliaries before it tell, if they report anything."""
    late = verb.state is not ProgressState.DONE
    going = verb.state if late else ProgressState.UNDER_WAY
    if group.negated:
        late_done = "yet" in group.words and not late and group.has(_HAVE)
        sense = Sense.PASSIVE if "been" in group.words else Sense.ACTIVE
        return _Told(ProgressState.DELAYED, "not-yet", 0.7, sense) if late_done else None
    if form & Form.ING:
        if group.has(_BE) or (group.has(_HAVE) and "been" in group.words):
            return _Told(going, "progressive", 0.7, Sense.ACTIVE)
        return _Told(going, "was-doing", 0.55, Sense.ACTIVE) if group.has(_WAS) else None
    if form & Form.PARTICIPLE and group.words:
        return _participle(verb, group, going, late or context.kind is DocumentKind.TIMELINE)
    if form & Form.PAST and not group.words:
        return _Told(verb.state, "opened" if verb.base in _list("opening") else "did", 0.75, Sense.ACTIVE)
    present = form & Form.PRESENT and context.kind is DocumentKind.TIMELINE and not group.words
    return _Told(verb.state, "does", 0.65, Sense.ACTIVE) if present else None


def _participle(verb: Verb, group: _Group, going: ProgressState, present: bool) -> _Told | None:
    """What a participle after auxiliaries tells; ``present`` says that "is postponed" tells something too."""
    if "being" in group.words and group.has(_BE | _WAS):
        return _Told(going, "being-done", 0.75 if verb.base else 0.55, Sense.PASSIVE)
    if group.has(_HAVE):
        done = "been" in group.words
        return _Told(verb.state, "has-been-done" if done else "has-done", 0.8, Sense.PASSIVE if done else Sense.ACTIVE)
    if group.has(_WAS):
        return _Told(verb.state, "was-done", 0.75, Sense.PASSIVE)
    return _Told(verb.state, "is-done", 0.65, Sense.PASSIVE) if group.has(_BE) and present else None


def _group(tokens: list[str], at: int) -> _Group | None:
    """The auxiliaries before a verb; nothing when a modal or "to" makes it a thing to come, a wish or a power."""
    found: set[str] = set()
    first = at
    for index in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
        word = tokens[index]
        if word in _AUXILIARY or word in _NOT or word == "yet":
            found.add(word)
            first = index
        elif not (word in _list("words", "between") or word.endswith("ly")):
            return None if word in _list("words", "modal") else _Group(first, frozenset(found))
    return _Group(first, frozenset(found))


def _unknown(tokens: list[str], at: int) -> tuple[Verb, Form]:
    """A word that is no verb of the data, as one: after "being", or a form in -ing of something that goes on."""
    word = tokens[at]
    if at and tokens[at - 1] == "being" and word.endswith(("ed", "en")):
        return Verb("", ProgressState.DONE, False), Form.PARTICIPLE
    doing = bool(at) and word.endswith("ing")
    return Verb(word, ProgressState.DONE, word not in _list("efforts")), Form.ING if doing else Form(0)


def _hypothetical(tokens: list[str], first: int, *, relative: bool = True) -> bool:
    """Whether the clause before an index begins as a case or a time or, if that is asked, a relative clause."""
    if relative and first and tokens[first - 1] == "that":
        return True
    for index in range(first - 1, max(-1, first - 1 - _LONGEST_SUBJECT), -1):
        word = tokens[index]
        if word in _list("words", "conditional") or (relative and word in _list("words", "relative")):
            return True
        if word in ENDS or (word in STOPS and index < first - 1) or word in ("that", "but"):
            return False
    return False


def _reduced(tokens: list[str], first: int) -> bool:
    """Whether "we" or "I" before a verb follows a noun that it tells of: "staff we met"."""
    if first < 2 or tokens[first - 1] not in ("i", "we"):
        return False
    start, furthest = first - 1, max(0, first - _LONGEST_SUBJECT)
    while start > furthest and tokens[start - 1] not in STOPS:
        start -= 1
    opening = set(tokens[start : first - 1])
    return bool(opening) and opening.isdisjoint(_list("words", "fronting") | _list("words", "bounds"))


def _subject(sentence: Sentence, first: int) -> Actor:
    """The words before a verb, back to where its clause begins, as somebody or something."""
    tokens, end = sentence.words, first
    if end and tokens[end - 1] == ",":
        furthest = max(sentence.opening(end), end - _LONGEST_SUBJECT)
        end = next((index for index in range(end - 2, furthest - 1, -1) if tokens[index] == ","), end - 1)
    if end and tokens[end - 1] in ("i", "we"):
        return Actor(sentence.printed(end - 1, end), Who.SELF)
    start, joined = end, 0
    while start and end - start < _LONGEST_SUBJECT:
        word = tokens[start - 1]
        if word in _AUXILIARY:
            start = joined or start
            break
        if word in STOPS or word in _list("words", "bounds"):
            break
        if word == "and":
            joined = joined or start
        start -= 1
    if start == end or tokens[end - 1] == "and":
        return NOBODY
    return classify(_FRONTED.sub("", sentence.printed(start, end)), Lang.EN)


def _agent(text: str, at: int) -> Actor:
    match = _AGENT.search(text, at)
    return classify(match["who"], Lang.EN) if match else NOBODY


def _followed(tokens: list[str], at: int, base: str) -> bool:
    """Whether what follows a verb makes plain what was done ("set up", "taken on")."""
    after = table("progress", Lang.EN)["with"].get(base, ())
    return at + 1 < len(tokens) and tokens[at + 1] in after


@cache
def _list(*keys: str) -> frozenset[str]:
    return frozenset(words("progress", Lang.EN, *keys))
