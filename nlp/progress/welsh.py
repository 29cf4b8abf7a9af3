"""How Welsh reports doing: short past forms, "wedi", "cael" and "yn" before a verb of doing, and whole phrases."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from corpus.codebook import DocumentKind, Lang, ProgressState
from nlp.actors import Actor, Who, classify, name_end
from nlp.context import Context
from nlp.progress.belief import NOBODY, Reading, Sense
from nlp.progress.verbs import Short, Verb, welsh
from nlp.progress.words import ENDS, STOPS, Said, Sentence
from nlp.resources import words

_POSSESSIVE = frozenset({"ei", "eu", "i", "u"})
_FURTHEST = 16
_GOT = frozenset({"cafodd", "gafodd", "chafodd", "cawsant", "gawsant", "cafwyd", "caed", "cawsai"})
_DID = frozenset({"gwnaethom", "wnaethom", "gwnaethon", "wnaethon", "gwnes", "wnes", "gwneuthum"})
_STAYING = ("'n ", "’n ", " yn ", " i ")
_HEAD = 4
_SHORTEST = 5
_GORAU = 8
"""Words after "rhoddodd" within which "y gorau i" makes it a giving up."""


def readings(sentence: Sentence, said: list[Said], context: Context) -> Iterator[Reading]:
    """Everything in a sentence that reports doing; ``said`` are its set phrases."""
    timeline = context.kind is DocumentKind.TIMELINE
    for at, word in enumerate(sentence.words):
        known = welsh().get(word)
        if known is None and not word.endswith("wyd"):
            continue
        reading = _short(sentence, at, known, timeline) or (_long(sentence, at, known[0], timeline) if known else None)
        if reading is not None:
            yield replace(reading, at=at)
    for each in said:
        first = sentence.index(each.start)
        staying = sentence.text.startswith(_STAYING, each.end)
        if not staying and not _hypothetical(sentence, first) and not _wished(sentence, first):
            subject = _anybody(sentence, first)
            yield Reading(each.state, f"progress-{each.name}", each.confidence, subject, Sense.SAID, at=first)


def _short(sentence: Sentence, at: int, known: tuple[Verb, Short] | None, timeline: bool) -> Reading | None:
    """A short form of a verb: "Cyhoeddodd y Cyngor", "Cyhoeddwyd", "Cyhoeddasom"; in a timeline "Cyhoeddir"."""
    verb, form, confidence = _read_short(sentence.word(at), known)
    before = sentence.word(at - 1)
    if form is Short.NOUN or before in _list("negative") | _list("conditional") or _hypothetical(sentence, at):
        return None
    if verb.base == "rhoi" and "gorau" in {sentence.word(at + step) for step in range(1, _GORAU)}:
        verb = Verb(verb.base, ProgressState.DROPPED, False)
    present = form is Short.PRESENT
    agreeing = verb.base == "cytuno" and not present and sentence.word(at + 1) not in ("ar", "â", "ag")
    if agreeing or (present and not timeline):
        return None
    state = ProgressState.UNDER_WAY if verb.base in _list("starting") and form is Short.THIRD else verb.state
    if form in (Short.IMPERSONAL, Short.PRESENT):
        weak = verb.weak and not timeline
        subject = _after(sentence, at + 1)
        return Reading(state, "progress-impersonal", confidence, subject, Sense.PASSIVE, _agent(sentence, at), weak)
    doer = _self(sentence, at) if form is Short.FIRST else _after(sentence, at + 1)
    rule = "progress-first" if form is Short.FIRST else "progress-third"
    return Reading(state, rule, confidence, doer, Sense.ACTIVE, weak=verb.weak)


def _read_short(word: str, known: tuple[Verb, Short] | None) -> tuple[Verb, Short, float]:
    """A word as a form of a verb, with how surely; one in -wyd may be of a verb that the data do not list."""
    if known is not None and known[1] is not Short.NOUN:
        return *known, 0.8
    if word.endswith("wyd") and len(word) > _SHORTEST and word not in _list("not_past"):
        return Verb(word, ProgressState.DONE, False), Short.IMPERSONAL, 0.55
    return Verb(word, ProgressState.DONE, True), Short.NOUN, 0.0


def _self(sentence: Sentence, at: int) -> Actor:
    """The speaker, as a verb form says it: "Cyhoeddasom", "Rydym"."""
    return Actor(sentence.printed(at, at + 1), Who.SELF)


def _long(sentence: Sentence, at: int, verb: Verb, timeline: bool) -> Reading | None:
    """A verb-noun with what makes it a report before it: "wedi", "cael ei", "yn", "gwnaethom"."""
    before = at - 1
    if sentence.word(before) in _DID:
        return Reading(verb.state, "progress-did", 0.8, _self(sentence, before), Sense.ACTIVE, weak=verb.weak)
    passive = sentence.word(before) in _POSSESSIVE
    if passive:
        before -= 1
    got = sentence.word(before) in ("cael", "gael", "chael")
    if got:
        before -= 1
    link = sentence.word(before)
    if link in ("wedi", "newydd"):
        return _perfect(sentence, before, verb, passive)
    if link in ("yn", "n") and (got or not passive):
        return _progressive(sentence, before, verb, timeline, passive=got)
    if passive:
        return _was_done(sentence, before, verb, at)
    return None


def _perfect(sentence: Sentence, link: int, verb: Verb, passive: bool) -> Reading | None:
    be, negated = _be(sentence, link)
    if be is None:
        return None
    state = ProgressState.UNDER_WAY if verb.base in _list("starting") and not passive else verb.state
    if negated:
        if "eto" not in sentence.words[sentence.opening(link) : link + _FURTHEST]:
            return None
        state = ProgressState.DELAYED
    sense = Sense.PASSIVE if passive else Sense.ACTIVE
    subject = _subject(sentence, be, link)
    agent = _agent(sentence, link) if passive else NOBODY
    return Reading(state, "progress-wedi", 0.8, subject, sense, agent, verb.weak)


def _progressive(sentence: Sentence, link: int, verb: Verb, timeline: bool, *, passive: bool) -> Reading | None:
    """ "yn" before a verb-noun: what is going on, or in a timeline and after "bu" what was done."""
    be, negated = _be(sentence, link)
    if timeline and _announces(sentence, link, verb):
        return None
    if be is None:
        return _headline(sentence, link, verb) if timeline and not passive else None
    tribute = verb.base == "talu" and "teyrnged" in sentence.words[link : link + _GORAU]
    if negated or tribute or sentence.word(be) in _list("past"):
        return None
    done = (timeline or sentence.word(be) in _list("was")) and verb.base not in _list("starting")
    late = verb.state is not ProgressState.DONE
    state = verb.state if late else ProgressState.DONE if done else ProgressState.UNDER_WAY
    subject = _subject(sentence, be, link)
    if passive:
        return Reading(state, "progress-being-done", 0.75, subject, Sense.PASSIVE, _agent(sentence, link), verb.weak)
    public = subject.who in (Who.SELF, Who.PUBLIC)
    confidence = 0.7 if done else 0.6
    return Reading(state, "progress-doing", confidence, subject, Sense.ACTIVE, weak=verb.weak) if public else None


def _announces(sentence: Sentence, link: int, verb: Verb) -> bool:
    """Whether a verb tells that a rule or plan was made known, which is not yet doing."""
    after = sentence.words[link : link + _FURTHEST + _GORAU]
    return verb.base in _list("announcing") and not _list("rules").isdisjoint(after)


def _headline(sentence: Sentence, link: int, verb: Verb) -> Reading | None:
    """ "Llywodraeth Cymru'n cyhoeddi …": a timeline's line, without the verb "bod"."""
    first = sentence.opening(link)
    opening = set(sentence.words[first:link])
    subject = _noun(sentence, first, link)
    if not opening.isdisjoint(_list("modal") | _list("be") | {"i"}) or subject.who is not Who.PUBLIC:
        return None
    return Reading(verb.state, "progress-doing", 0.65, subject, Sense.ACTIVE, weak=verb.weak)


def _was_done(sentence: Sentence, before: int, verb: Verb, at: int) -> Reading | None:
    """ "Cafodd y gwerthusiad ei ohirio": "cafodd" stands first and what it was done to between."""
    for index in range(before, max(-1, before - _FURTHEST), -1):
        word = sentence.word(index)
        if word in _GOT:
            late = sentence.word(index - 1) in _list("negative")
            undue = late and {"erbyn", "eto"}.isdisjoint(sentence.words[at : at + _GORAU])
            if undue or sentence.word(index - 1) in ("a", "y"):
                return None
            state, subject = ProgressState.DELAYED if late else verb.state, _noun(sentence, index + 1, before + 1)
            return Reading(state, "progress-cafodd", 0.8, subject, Sense.PASSIVE, _agent(sentence, at), verb.weak)
        if word in STOPS:
            return None
    return None


def _be(sentence: Sentence, link: int) -> tuple[int | None, bool]:
    """The index of the form of "bod" that governs "wedi" or "yn", and whether it is negated; none in a case or wish."""
    negated = False
    for index in range(link - 1, max(-1, link - 1 - _FURTHEST), -1):
        word = sentence.word(index)
        if word in ENDS:
            break
        if word in _list("negative"):
            negated = True
        if word in _list("modal"):
            return None, negated
        if word in _list("be"):
            earlier = sentence.word(index - 1)
            negated = negated or earlier in _list("negative")
            hypothetical = earlier in ("os", "pan", "lle", "fel", "a", "sut", "pe")
            return (None if hypothetical or _hypothetical(sentence, index) else index), negated
    return None, negated


def _hypothetical(sentence: Sentence, first: int) -> bool:
    for index in range(first - 1, max(-1, first - 1 - _FURTHEST), -1):
        word = sentence.word(index)
        if word in STOPS:
            return False
        if word in ("os", "pe", "pan", "oni", "onid", "nes"):
            return True
    return False


def _subject(sentence: Sentence, be: int, link: int) -> Actor:
    if sentence.word(be) in _list("self"):
        return _self(sentence, be)
    return _noun(sentence, be + 1, link)


def _wished(sentence: Sentence, first: int) -> bool:
    """Whether a modal before an index makes what follows a wish or a duty."""
    return not _list("wishes").isdisjoint(sentence.words[sentence.opening(first) : first])


def _noun(sentence: Sentence, start: int, end: int) -> Actor:
    if start >= end or end > len(sentence.words):
        return NOBODY
    while start < end - 1 and sentence.word(start) in ("r", "n", "i"):
        start += 1
    return classify(sentence.printed(start, end), Lang.CY)


def _after(sentence: Sentence, at: int) -> Actor:
    """The name that begins at an index."""
    while sentence.word(at) in ("y", "yr", "r", "i"):
        at += 1
    if at >= len(sentence.words) or sentence.word(at) in STOPS:
        return NOBODY
    start = sentence.span(at)[0]
    return classify(sentence.text[start : name_end(sentence.text, start)], Lang.CY)


def _agent(sentence: Sentence, at: int) -> Actor:
    for index in range(at + 1, min(len(sentence.words), at + _FURTHEST)):
        word = sentence.word(index)
        if word in ("gan", "gennym", "gennyf"):
            return _after(sentence, index + 1) if word == "gan" else _self(sentence, index)
        if word in STOPS:
            break
    return NOBODY


def _anybody(sentence: Sentence, at: int) -> Actor:
    """Whom a set phrase is said of: the subject of its sentence's first verb, where that is easily told."""
    opening = sentence.opening(at)
    for index in range(opening, min(len(sentence.words), opening + _HEAD)):
        if sentence.word(index) in _list("self") or sentence.word(index) in ("byddwn", "fyddwn"):
            return _self(sentence, index)
        if sentence.word(index) in ("mae", "bu", "yw", "oedd", "roedd") or sentence.word(index).endswith("odd"):
            return _after(sentence, index + 1)
    return NOBODY


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(words("progress", Lang.CY, "words", key))
