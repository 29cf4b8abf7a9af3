"""Which English clauses with a cue are commitments: the codebook's rules, one function a family of cues.

Each takes a ``Case`` and gives a ``Verdict``, or nothing. Word lists are in ``data/en/commitments.toml``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from corpus import bodies
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who, mentions
from nlp.clauses import Clause
from nlp.context import ASKING, GUIDANCE, Context, Voice
from nlp.cues import Hit
from nlp.resources import words

DUTY, PLEDGE = CommitmentKind.DUTY, CommitmentKind.PLEDGE
RECOMMENDATION, ASPIRATION = CommitmentKind.RECOMMENDATION, CommitmentKind.ASPIRATION
_OPENING_WORDS = 7
_FEW = 2
_LAW = re.compile(r"\b(?:Act|Measure|Regulations|[Ss]tatut\w+|the law|legally|by law)\b")
_ACRONYM = re.compile(r"(?:[Tt]he )?[A-Z][A-Za-z]{0,2}[A-Z]{1,6}")
_THINGS = (Who.DOCUMENT, Who.PROGRAMME)


@dataclass(frozen=True, slots=True)
class Case:
    """One cue in one unit: the clause it governs, the unit's text, and the surroundings."""

    hit: Hit
    clause: Clause
    text: str
    context: Context

    @property
    def who(self) -> Who:
        """What the subject is."""
        return self.clause.subject.who

    @property
    def chamber(self) -> bool:
        """Whether it was said in a debate."""
        return self.context.kind is DocumentKind.RECORD

    def verb_in(self, *names: str) -> bool:
        """Whether the verb is in any of these lists of the data file."""
        forms = _bases(self.clause.verb)
        return any(form in listed(name) for name in names for form in forms)

    def begins(self, name: str) -> bool:
        """Whether the words from the verb on begin with a phrase of a list."""
        return any(self.clause.phrase.startswith(phrase) for phrase in listed(name))


@dataclass(frozen=True, slots=True)
class Verdict:
    """It is a commitment of this kind, as sure as ``strength``, by the rule of this name."""

    kind: CommitmentKind
    strength: float
    rule: str


@cache
def listed(name: str) -> frozenset[str]:
    """A list of verbs or phrases of the data file."""
    return frozenset(words("commitments", Lang.EN, "verbs", name))


def _bases(verb: str) -> tuple[str, ...]:
    """A verb as written and the base forms that it may be the "-ing" of."""
    bare = verb.removesuffix("ing")
    return (verb,) if bare == verb else (verb, bare, f"{bare}e", bare[:-1])


def judge(case: Case) -> Verdict | None:
    """The verdict on a clause with a modal cue."""
    doubted = case.clause.governor in listed("doubting") and case.context.kind is not DocumentKind.MOTION
    if case.clause.mood in ("case", "relative") or doubted or case.clause.noun:
        return None
    if case.context.law and case.hit.rule.kind is not DUTY:
        return None
    return _JUDGES[case.hit.rule.name](_resolved(case))


def _resolved(case: Case) -> Case:
    """The case with an acronym in a public body's text taken for another such body, and with "it" or "they" taken for the public actor that went before: in the sentence, or opening the last."""
    subject = case.clause.subject
    if subject.who is Who.OTHER and case.context.official and _ACRONYM.fullmatch(subject.text):
        return replace(case, clause=replace(case.clause, subject=replace(subject, who=Who.PUBLIC)))
    if subject.text.lower() not in ("it", "they") or case.context.law:
        return case
    opening = " ".join(case.context.before.split()[:_OPENING_WORDS])
    for words_before in (case.text[: case.clause.subject_start], opening):
        if mentions(words_before, Lang.EN, Who.PUBLIC) and not mentions(words_before, Lang.EN, Who.PRIVATE):
            body = bodies.find(words_before, Lang.EN)
            actor = Actor(subject.text, Who.PUBLIC, body.key if body else "")
            return replace(case, clause=replace(case.clause, subject=actor))
    return case


def _verdict(case: Case, kind: CommitmentKind, factor: float, rule: str) -> Verdict:
    return Verdict(kind, case.hit.rule.strength * factor, f"en-{case.hit.rule.name}-{rule}")


def _duty(case: Case) -> Verdict | None:
    """Must and shall: the law's, a guide's, or somebody's asking; and the speaker's own "I shall"."""
    context, clause, name = case.context, case.clause, case.hit.rule.name
    whole = f"be {clause.phrase}" if clause.passive or clause.state else clause.phrase
    if any(whole.startswith(phrase) for phrase in listed("constitutive")):
        return None
    if name == "shall" and case.who is Who.SELF:
        return _pledge(case)
    if name == "must" and not context.law and _asks(context):
        return _advice(case)
    if case.who is Who.PUBLIC and not clause.state:
        if name == "must" and context.voice is Voice.GOVERNMENT and clause.subject.body == "uk-government":
            return _advice(case)
        if name == "may-not" and not (context.law or context.kind in GUIDANCE):
            return None
        return _verdict(case, DUTY, 1.0, "public")
    if case.who is Who.SELF and context.official and (name == "required" or _LAW.search(case.text)):
        return _verdict(case, DUTY, 0.9, "self")
    if name == "required" and case.who is Who.PRONOUN and _LAW.search(case.text):
        return _verdict(case, DUTY, 0.8, "it")
    if not (context.law or context.kind in GUIDANCE) or name == "may-not":
        return None
    return _duty_in_law(case)


def _duty_in_law(case: Case) -> Verdict | None:
    """In law: the "you" of standards, official acts done to things, and "it" where a public body went before."""
    clause, context = case.clause, case.context
    if clause.state:
        return None
    if clause.subject.text.lower() == "you":
        return _verdict(case, DUTY, 0.8, "you")
    if case.who is Who.PRONOUN and clause.subject.text.lower() in ("it", "they"):
        before = f"{context.lead} {context.before} {case.text[: case.hit.start]}"
        public = mentions(before, Lang.EN, Who.PUBLIC) and not mentions(before, Lang.EN, Who.PRIVATE)
        return _verdict(case, DUTY, 0.75, "it") if public else None
    if case.who is Who.DOCUMENT and (clause.verb in listed("contents") or clause.verb in listed("done")):
        return _verdict(case, DUTY, 0.65, "document")
    if case.who in (Who.OTHER, Who.PROGRAMME) and clause.passive and clause.verb in listed("official"):
        return _verdict(case, DUTY, 0.55, "done")
    return None


def _asks(context: Context) -> bool:
    """Whether "must" here is somebody asking, not a duty being told."""
    return context.kind in ASKING or (context.kind is DocumentKind.RECORD and context.voice is Voice.MEMBER)


def _pledge(case: Case) -> Verdict | None:
    """Will, shall, going to, due to."""
    clause, context = case.clause, case.context
    if case.hit.rule.name == "due" and (not context.official or case.verb_in("receive", "sensed")):
        return None
    if case.who is Who.SELF:
        return _own_pledge(case)
    if case.who is Who.PUBLIC:
        if context.voice is Voice.MEMBER or clause.state:
            return None
        if clause.passive:
            return _verdict(case, PLEDGE, 0.9, "done") if clause.verb in listed("done") else None
        if case.verb_in("never", "happens") or (case.chamber and case.verb_in("speech") and not case.begins("speech_unless")):
            return None
        return _verdict(case, PLEDGE, 0.95, "public")
    return _pledge_about_things(case)


def _own_pledge(case: Case) -> Verdict | None:
    clause, context = case.clause, case.context
    if not context.official:
        acts = case.verb_in("orders", "acts") and not case.verb_in("soft") and not clause.passive
        spoken = case.chamber and case.verb_in("speech") and not case.begins("speech_unless")
        known = context.voice is Voice.UNKNOWN and acts and not spoken
        return _verdict(case, PLEDGE, 0.65, "unknown-self") if known else None
    if clause.state or clause.passive or case.verb_in("never"):
        return None
    if case.chamber and case.verb_in("speech") and not case.begins("speech_unless"):
        return None
    return _verdict(case, PLEDGE, 1.0 if not clause.negative else 0.8, "self")


def _pledge_about_things(case: Case) -> Verdict | None:
    """What a public body says will be done, or that its own programmes and papers will do."""
    clause, context = case.clause, case.context
    if not context.official or clause.state:
        return None
    if clause.passive:
        if clause.verb not in listed("done"):
            return None
        return _verdict(case, PLEDGE, 0.8 if case.who in _THINGS else 0.65, "done")
    if case.begins("events") and case.who in (*_THINGS, Who.OTHER):
        return _verdict(case, PLEDGE, 0.7, "event")
    if case.who is Who.PRIVATE:
        return _verdict(case, PLEDGE, 0.6, "receive") if case.verb_in("receive") else None
    if case.who in _THINGS and case.verb_in("acts"):
        return _verdict(case, PLEDGE, 0.65, "thing")
    return None


def _undertaken(case: Case) -> Verdict | None:
    """Committed to, agreed to, determined to: a pledge with an act, an aspiration with a value."""
    clause, context = case.clause, case.context
    own = case.who is Who.SELF and context.official
    given = case.who is Who.DOCUMENT and context.official and "gives a commitment" in case.hit.said
    if not own and not given and not (case.who is Who.PUBLIC and not (case.chamber and context.voice is Voice.MEMBER)):
        return None
    if not _acts(case):
        value = "committed to" in case.hit.said and not case.hit.said.startswith(("has ", "have ", "committed"))
        return _verdict(case, ASPIRATION, 0.7, "value") if value else None
    vague = clause.verb in listed("vague") or "determined" in case.hit.said
    if vague:
        return _verdict(case, ASPIRATION, 0.75, "vague")
    return _verdict(case, PLEDGE, 0.95, "act")


def _acts(case: Case) -> bool:
    """Whether a verb stands straight after the cue: an act and not a thing."""
    after = case.text[case.hit.end : case.clause.verb_at].strip().lower()
    verb = case.clause.verb
    gerund = verb.endswith("ing")
    base = verb in listed("orders") | listed("acts") | listed("soft") | listed("courtesy")
    return len(after.split()) <= _FEW and (gerund or base)


def _intended(case: Case) -> Verdict | None:
    """Intend, plan, propose; "am happy to": pledges of an act, aspirations of a thought."""
    own = case.who is Who.SELF and case.context.official
    public = case.who is Who.PUBLIC and case.context.voice is not Voice.MEMBER
    if not own and not public:
        return None
    happy = case.hit.said.endswith(("happy to", "willing to", "content to", "prepared to"))
    if happy and (not own or case.clause.verb not in listed("offers")):
        return None
    if case.verb_in("courtesy") and not case.begins("speech_unless") and case.chamber:
        return None
    if case.clause.negative or case.text[: case.hit.start].lower().rstrip().endswith((" not", " no", "n't")):
        return None
    if case.verb_in("soft") and not happy:
        return _verdict(case, ASPIRATION, 0.9, "soft")
    return _verdict(case, PLEDGE, 1.0, "act")


def _advice(case: Case) -> Verdict | None:
    """Should, ought to, needs to, and "must" from somebody who can only ask."""
    clause, context = case.clause, case.context
    plain = case.hit.said in ("should", "should not", "should also", "should now", "ought to", "must", "must not", "must now")
    if (clause.state and clause.verb != "responsible") or case.begins("verdicts"):
        return None
    if case.who is Who.PUBLIC:
        if context.voice is Voice.GOVERNMENT and clause.subject.body == "welsh-government" and not plain:
            return None
        if context.law:
            return None
        return _verdict(case, RECOMMENDATION, 1.0 if plain else 0.75, "public")
    counsel = context.kind in ASKING or context.kind in GUIDANCE or context.kind is DocumentKind.STRATEGY or _recommending(context)
    if not counsel or case.who in (Who.SELF, Who.PRIVATE, Who.PRONOUN) or not plain:
        return None
    if case.who is Who.OTHER and context.kind in ASKING and not clause.passive and _named(clause.subject.text):
        return _verdict(case, RECOMMENDATION, 0.7, "named")
    if clause.passive and clause.verb in listed("done") and clause.subject.text.split()[-1:] not in (["responses"], ["comments"]):
        return _verdict(case, RECOMMENDATION, 0.8, "done")
    if case.who in _THINGS and case.verb_in("acts", "contents"):
        return _verdict(case, RECOMMENDATION, 0.75, "thing")
    return None


def _named(phrase: str) -> bool:
    """Whether a subject is a proper name or an acronym, and so in a report most likely a body."""
    names = [word for word in phrase.split() if word.lower() not in ("the", "and", "of", "for", "a")]
    return bool(names) and all(word[0].isupper() for word in names)


def _recommending(context: Context) -> bool:
    return "recommend" in f"{context.heading} {context.lead}".lower()


def _hoped(case: Case) -> Verdict | None:
    """Aim, want, hope, seek: an aspiration of somebody public, courtesies apart."""
    clause, context = case.clause, case.context
    if case.verb_in("courtesy") or clause.state or clause.negative or not _firm(case):
        return None
    if case.who is Who.SELF and context.official:
        return _verdict(case, ASPIRATION, 1.0, "self")
    if case.who is Who.PUBLIC and context.voice is not Voice.MEMBER:
        return _verdict(case, ASPIRATION, 0.95, "public")
    if case.who in _THINGS and context.official and case.hit.said.startswith(("aim", "seek")):
        return _verdict(case, ASPIRATION, 0.75, "thing")
    return None


def _firm(case: Case) -> bool:
    """Whether what is hoped for is something to do: "want to see" is, "hope to see" is not."""
    return not case.verb_in("sensed", "receive") or case.hit.said.startswith(("want", "would like"))


_JUDGES: dict[str, Callable[[Case], Verdict | None]] = {
    "must": _duty,
    "shall": _duty,
    "required": _duty,
    "may-not": _duty,
    "will": _pledge,
    "going-to": _pledge,
    "due": _pledge,
    "undertake": _undertaken,
    "intend": _intended,
    "should": _advice,
    "aim": _hoped,
}
