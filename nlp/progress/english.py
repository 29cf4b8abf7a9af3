"""How English reports doing: verbs of doing by the auxiliaries before them, and whole phrases, without a parser."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import DocumentKind, Lang, ProgressState
from nlp.actors import Actor
from nlp.context import Context
from nlp.progress.belief import NOBODY, Reading, Sense
from nlp.progress.clauses import BE, HAVE, WAS, Group, agent, group, hypothetical, listed, reduced, speaker, subject
from nlp.progress.verbs import Form, Verb, english
from nlp.progress.words import Said, Sentence
from nlp.resources import table, words

_PLAIN = frozenset({"being-done", "opened", "now-does"})
"""Rules that need nobody public: what they tell is doing whatever the verb."""
_ENDINGS = ("ing", "ed", "continue", "continues")
"""What a word that is no verb of the data must end in to report."""
_NOW = "now"
"""What stands for the verb in "now runs on", "now has a"."""
_SOON = 4
"""Words after a verb among which its object is looked for."""
_Known = tuple[Verb, Form]


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
    before = ""
    for at, word in enumerate(sentence.words):
        opened, before = before in ("being", "now"), word
        if opened or word in known or word.endswith(_ENDINGS):
            reading = _verb_at(sentence, at, known.get(word), context, earlier)
            if reading is not None:
                earlier = reading.subject
                yield replace(reading, at=at)
    for each in said:
        first = sentence.index(each.start)
        if not each.barred(sentence.text) and not hypothetical(sentence.words, first, relative=False):
            whose = subject(sentence, first)
            yield Reading(
                each.state, f"progress-{each.name}", each.confidence, whose, Sense.SAID, weak=each.weak, at=first
            )


@cache
def _reporting() -> Mapping[str, _Known]:
    """The forms of verbs that can report something outside a timeline."""
    return {word: known for word, known in english().items() if known[1] is not Form.PRESENT}


def _verb_at(sentence: Sentence, at: int, known: _Known | None, context: Context, earlier: Actor) -> Reading | None:
    """A report by the word at an index, if it is a form of a verb of doing."""
    tokens = sentence.words
    going = _going_on(tokens, at)
    if going is not None:
        return None if hypothetical(tokens, going.at) else replace(going, subject=subject(sentence, going.at))
    before = group(tokens, at)
    if before is None or (not before.words and not _alone(known, tokens, at)):
        return None
    serving = not before.words and at and tokens[at - 1] == _NOW and tokens[at] in listed("words", "serving")
    unlike = serving or tokens[at] in listed("efforts")
    verb, form = known if known and not unlike else _unknown(tokens, at)
    if not form or _idle(tokens, at, verb, form) or hypothetical(tokens, before.first):
        return None
    told_of = _told(verb, form, before, context)
    known_only = told_of is not None and told_of.sense is Sense.PASSIVE and tokens[at + 1 : at + 2] == ["that"]
    if told_of is None or known_only or (told_of.rule.startswith("did") and reduced(tokens, before.first)):
        return None  # "it has been established that …" tells what is known, and not what was done
    whose = subject(sentence, before.first)
    if whose.text.lower().startswith(words("progress", Lang.EN, "itself")):
        return None
    if not whose.text and before.first and tokens[before.first - 1] == "and":
        whose = earlier if earlier is not NOBODY else speaker(sentence, before.first)
    return _reading(sentence, at, verb, told_of, whose, before)


def _reading(sentence: Sentence, at: int, verb: Verb, told_of: _Told, whose: Actor, before: Group) -> Reading:
    """What a verb tells of its subject, with who did it."""
    tokens = sentence.words
    starting = verb.base in listed("starting") and told_of.sense is Sense.ACTIVE
    current = told_of.rule == "progressive" and not listed("words", "current").isdisjoint(tokens[before.first : at])
    plain = starting or current or told_of.rule in _PLAIN or _followed(tokens, at, verb.base)
    return Reading(
        ProgressState.UNDER_WAY if starting else told_of.state,
        f"progress-{told_of.rule}",
        told_of.confidence,
        whose,
        told_of.sense,
        agent(sentence.text, sentence.span(at)[1]) if told_of.sense is Sense.PASSIVE else NOBODY,
        verb.weak and not plain,
    )


def _alone(known: _Known | None, tokens: list[str], at: int) -> bool:
    """Whether a word without auxiliaries can report: a past or present form, or after "we" or "I" one in -ed."""
    if known is not None and known[1] & (Form.PAST | Form.PRESENT):
        return True
    return bool(at) and (tokens[at - 1] in ("i", "we", "now") or tokens[at - 1].endswith("ly"))


def _idle(tokens: list[str], at: int, verb: Verb, form: Form) -> bool:
    """Whether a verb tells of talk, a promise or a state, by itself or by what follows it."""
    word, after = tokens[at], tokens[at + 1 : at + 1 + _SOON]
    if form & Form.ING and (word in listed("words", "not_doing") or (word == "seeking" and after[:1] == ["to"])):
        return True
    if verb.base in listed("promising") and after[:1] in (["to"], ["that"]):
        return True
    return verb.base in table("progress", Lang.EN)["idle"] and not listed("idle", verb.base).isdisjoint(after)


def _going_on(tokens: list[str], at: int) -> Reading | None:
    """ "We continue to test the tool", "Testing continues": what is done still, as yet without its subject."""
    if tokens[at] not in ("continue", "continues") or at == len(tokens) - 1:
        return None
    if tokens[at + 1] == "to":
        verb, form = english().get(tokens[min(at + 2, len(tokens) - 1)], (None, Form(0)))
        if verb is None or not form & Form.PRESENT or verb.state is not ProgressState.DONE:
            return None
    before = group(tokens, at)
    if before is None or before.negated:
        return None
    return Reading(
        ProgressState.UNDER_WAY, "progress-continues", 0.7, NOBODY, Sense.ACTIVE, NOBODY, weak=True, at=before.first
    )


def _told(verb: Verb, form: Form, before: Group, context: Context) -> _Told | None:
    """What a verb and the auxiliaries before it tell, if they report anything."""
    late = verb.state is not ProgressState.DONE
    going = verb.state if late else ProgressState.UNDER_WAY
    timeline = context.kind is DocumentKind.TIMELINE
    if before.negated:
        late_done = "yet" in before.words and not late and before.has(HAVE) and bool(verb.base)
        sense = Sense.PASSIVE if "been" in before.words else Sense.ACTIVE
        return _Told(ProgressState.DELAYED, "not-yet", 0.7, sense) if late_done else None
    if form & Form.ING:
        if before.has(BE) or (before.has(HAVE) and "been" in before.words):
            return _Told(going, "progressive", 0.7, Sense.ACTIVE)
        return _Told(going, "was-doing", 0.55, Sense.ACTIVE) if before.has(WAS) else None
    if before.words:
        return _participle(verb, before, going, late or timeline) if form & Form.PARTICIPLE else None
    return _finite(verb, form, timeline)


def _finite(verb: Verb, form: Form, timeline: bool) -> _Told | None:
    """What a past or present without auxiliaries tells."""
    if form & Form.PAST:
        if not verb.base:
            return _Told(verb.state, "did-other", 0.65, Sense.ACTIVE)
        return _Told(verb.state, "opened" if verb.base in listed("opening") else "did", 0.75, Sense.ACTIVE)
    if verb.base == _NOW:
        return _Told(verb.state, "now-does", 0.7, Sense.ACTIVE)
    return _Told(verb.state, "does", 0.65, Sense.ACTIVE) if form & Form.PRESENT and timeline else None


def _participle(verb: Verb, before: Group, going: ProgressState, present: bool) -> _Told | None:
    """What a participle after auxiliaries tells; ``present`` says that "is postponed" tells something too."""
    if "being" in before.words and before.has(BE | WAS):
        return _Told(going, "being-done", 0.75 if verb.base else 0.55, Sense.PASSIVE)
    if not verb.base:
        sense = Sense.PASSIVE if "been" in before.words else Sense.ACTIVE
        return _Told(verb.state, "has-other", 0.65, sense) if before.has(HAVE) else None
    if before.has(HAVE):
        done = "been" in before.words
        return _Told(verb.state, "has-been-done" if done else "has-done", 0.8, Sense.PASSIVE if done else Sense.ACTIVE)
    if before.has(WAS):
        return _Told(verb.state, "was-done", 0.75, Sense.PASSIVE)
    return _Told(verb.state, "is-done", 0.65, Sense.PASSIVE) if before.has(BE) and present else None


def _unknown(tokens: list[str], at: int) -> _Known:
    """A word that is no verb of the data, as one: "is being X", "we Xed", "has Xed", "now Xs", "is X-ing"."""
    word, before = tokens[at], tokens[at - 1] if at else ""
    if before == "being" and word.endswith(("ed", "en")):
        return Verb("", ProgressState.DONE, False), Form.PARTICIPLE
    having = word in ("has", "have") and tokens[at + 1 : at + 2] in (["a"], ["an"], ["its"], ["their"], ["access"])
    if before == "now" and (having or word in listed("words", "serving")):
        return Verb(_NOW, ProgressState.DONE, False), Form.PRESENT
    if word.endswith("ed"):
        said = word in listed("words", "not_done")
        return Verb("", ProgressState.DONE, True), Form(0) if said else Form.PAST | Form.PARTICIPLE
    doing = bool(at) and word.endswith("ing")
    return Verb(word, ProgressState.DONE, word not in listed("efforts")), Form.ING if doing else Form(0)


def _followed(tokens: list[str], at: int, base: str) -> bool:
    """Whether what follows a verb makes plain what was done ("set up", "taken on")."""
    after = table("progress", Lang.EN)["with"].get(base, ())
    return at + 1 < len(tokens) and tokens[at + 1] in after
