"""English clauses that the sure rules leave: weaker shapes, each under a name of its own, for the scorer to weigh.

A name tells the cue, that it is weak, what the subject is and how the verb stands: "en-will-weak-document-done".
"""

import re

from corpus.codebook import DocumentKind
from nlp.actors import Who
from nlp.context import ASKING, Voice
from nlp.english.cue_in_clause import ASPIRATION, DUTY, RECOMMENDATION, THINGS, Case, Verdict, listed

_DATED = re.compile(
    r"\b(?:by|before|until|from|during|in|within|on|for|this|next|every|each|at)\s(?:the\s)?(?:\w+\s){0,3}?"
    r"(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December|spring"
    r"|summer|autumn|winter|years?|months?|weeks?|days?|term|Senedd|Assembly|Christmas|Easter|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|quarter|decade|recess|date|end)\b|\b(?:tomorrow|shortly|soon|in due course)\b"
)
_QUOTED = re.compile(r"[“\"‘']")
_OF_OTHERS = ASKING | {DocumentKind.RESEARCH, DocumentKind.TIMELINE, DocumentKind.ARTICLE, DocumentKind.CASE_STUDY}
_HEAD_END = re.compile(r"\s(?:of|in|at|to|for|who|whose|which|that|engaged|employed|from|with)\b")
_NOT_SAID = frozenset({"this", "that", "these", "those", "which", "who", "what", ""})
_VOCATIVE = re.compile(r"\b(?:Minister|Secretary|First Minister)\b,|,\s(?:First )?(?:Minister|Secretary)\b")
_IS_TO = frozenset({"is to", "are to", "is also to", "are also to"})
_AIM = re.compile(r"\b(?:aim|objective|goal|ambition|priority|intention|vision)s?\b", re.IGNORECASE)
_INTENDING = ("intend", "aim", "undertake")
_PLEDGED, _LEAST = 0.6, 0.4


def weak(case: Case) -> Verdict | None:
    """What a clause may still be: decided by who speaks, what the subject is, and how the verb stands."""
    kind = case.hit.rule.kind
    if case.context.law:
        return _law(case)
    if case.clause.mood == "relative":
        return _relative(case)
    if kind is RECOMMENDATION:
        return _advice(case)
    if kind is DUTY:
        return _duty(case)
    if case.hit.rule.name in _INTENDING:
        return _intent(case)
    return _promise(case)


def dated(case: Case) -> bool:
    """Whether a time is named from the verb on, or anywhere before it."""
    return _DATED.search(case.text) is not None


def _manner(case: Case) -> str:
    clause = case.clause
    if clause.passive:
        return "done"
    if clause.state:
        return "state"
    return "idle" if case.verb_in("never", "happens", "sensed", "receive") else "act"


def _named(case: Case, holds: bool, strength: float, extra: str = "") -> Verdict | None:
    """The verdict of a weak rule, under the name that its subject and verb give it."""
    if not holds:
        return None
    rule = f"weak{extra}-{case.who.value}-{_manner(case)}"
    return case.first((True, case.hit.rule.kind, strength, rule))


def _promise(case: Case) -> Verdict | None:
    """Somebody's "will": of the speaker, of a public body, told of others, or of things the speaker answers for."""
    context, who = case.context, case.who
    if who is Who.SELF:
        return _self(case)
    if context.voice is Voice.MEMBER:
        acts = who is Who.PUBLIC and not case.clause.state and not case.verb_in("never", "happens")
        return _named(case, acts, _LEAST, "-member")
    if who is Who.PUBLIC:
        return _named(case, True, _PLEDGED if dated(case) else _LEAST)
    if not context.official or context.kind in _OF_OTHERS:
        return _told(case)
    return _of_subject(case)


def _told(case: Case) -> Verdict | None:
    """What those who only tell of a government's doings say will happen."""
    clause = case.clause
    timed = dated(case) or case.context.kind is DocumentKind.TIMELINE
    able = clause.state and clause.verb in listed("able")
    comes = clause.passive or able or not (clause.state or case.verb_in("never"))
    return _named(case, comes and timed and case.who is not Who.PRIVATE, _LEAST, "-told")


def _of_subject(case: Case) -> Verdict | None:
    """What a public body says that anything but itself will do, be, or have done to it."""
    clause, context, who = case.clause, case.context, case.who
    plain = not clause.state and not case.verb_in("never")
    written = not case.chamber
    if clause.mood == "reported" and clause.governor in listed("telling"):
        return _named(case, True, _PLEDGED, "-said")
    if who is Who.PRONOUN:
        said = clause.subject.text.lower()
        timed = said not in _NOT_SAID and (clause.passive or dated(case))
        return _named(case, said == "there" or timed or (plain and written), _LEAST)
    if who is Who.PRIVATE:
        entitled = clause.state and bool(context.owner) and written
        return _named(case, clause.passive or entitled or case.verb_in("receive", "sensed") or dated(case), _LEAST)
    if case.hit.said in _IS_TO and _AIM.search(clause.subject.text):
        return case.first((True, ASPIRATION, _LEAST, "weak-aim"))
    stated = written and bool(context.owner)
    return _named(case, plain or stated or dated(case) or who in THINGS, _PLEDGED if clause.passive else _LEAST)


def _self(case: Case) -> Verdict | None:
    """The speaker's own "will": of a public body, or quoted from one by somebody else."""
    context = case.context
    if context.voice is Voice.OUTSIDE:
        quoted = _QUOTED.search(case.text[: case.clause.verb_at]) is not None
        return _named(case, quoted and not case.clause.state, _LEAST, "-quoted")
    if not context.official and context.voice is not Voice.UNKNOWN:
        return None
    alone = case.clause.subject.text.lower().endswith("i")
    ceremony = case.chamber and alone and case.verb_in("ceremony")
    return _named(case, not ceremony, _PLEDGED if dated(case) else _LEAST)


def _intent(case: Case) -> Verdict | None:
    """Aims and undertakings with a verb that the sure rules do not know, of whoever may be bound."""
    negated = case.clause.negative or case.text[: case.hit.start].lower().rstrip().endswith((" not", "n't", " no"))
    polite = case.verb_in("courtesy") and (case.chamber or case.clause.subject.text.lower().endswith("i"))
    public = case.who is Who.PUBLIC and case.context.voice is not Voice.MEMBER
    thing = case.who in THINGS and case.context.official
    plain = not negated and not (polite and not case.clause.state)
    if plain and case.who is Who.PUBLIC and not public:
        return _named(case, not case.verb_in("happens"), _LEAST, "-member")
    return _named(case, plain and (case.own or public or thing), _LEAST)


def _duty(case: Case) -> Verdict | None:
    """Duties told outside law: of public bodies as a state, of things done, and of the "you" of guidance."""
    who, context = case.who, case.context
    if who is Who.PUBLIC:
        return _named(case, context.voice is not Voice.MEMBER or case.hit.rule.name == "required", _LEAST)
    if case.chamber and context.voice is Voice.MEMBER:
        return None
    if case.own:
        return _named(case, case.ruling or case.hit.rule.name == "required", _LEAST)
    if case.clause.subject.text.lower() == "you":
        return _named(case, case.ruling, _LEAST)
    thing = who in (*THINGS, Who.OTHER) and (case.clause.passive or not (case.clause.state or _person(case)))
    return _named(case, thing and (context.official or context.kind in ASKING), _LEAST)


def _advice(case: Case) -> Verdict | None:
    """What somebody with a voice says should be done, to or by anything but themselves and private people."""
    clause, context, who = case.clause, case.context, case.who
    verdict = case.begins("verdicts") or case.text[: case.hit.start].lower().rstrip().endswith((" not", "n't"))
    if context.voice is Voice.MEMBER and clause.subject.text.lower() == "you" and _VOCATIVE.search(case.text):
        return _named(case, not clause.state, _LEAST, "-vocative")
    there = clause.subject.text.lower() == "there"
    if verdict or who is Who.SELF or (who is Who.PRONOUN and not there) or context.voice is Voice.MEMBER:
        return None
    if who is Who.PUBLIC:
        return _named(case, True, _LEAST)
    guided = case.ruling or context.kind in ASKING or context.kind is DocumentKind.STRATEGY
    voiced = guided or not case.chamber
    if who is Who.PRIVATE:
        return _named(case, guided and clause.passive, _LEAST)
    return _named(case, voiced and not (clause.state and not guided), _LEAST)


def _relative(case: Case) -> Verdict | None:
    """A clause that tells more of a thing ("a paper in which the Minister undertakes to …")."""
    clause, context = case.clause, case.context
    if clause.passive and case.who is Who.PRONOUN and bool(context.owner):
        done = clause.verb in listed("done")
        return _named(case, done and case.hit.rule.name == "will", _LEAST, "-relative")
    bound = case.who is Who.PUBLIC or (case.who is Who.SELF and context.official)
    plain = not clause.state and not case.verb_in("never", "happens")
    return _named(case, bound and plain and context.voice is not Voice.MEMBER, _LEAST, "-relative")


def _law(case: Case) -> Verdict | None:
    """In law: what is done to papers and things, and what papers must hold; not what private people must do."""
    clause, who = case.clause, case.who
    if clause.mood == "relative" or who in (Who.PRIVATE, Who.FOREIGN, Who.SELF):
        return None
    if case.hit.rule.name == "due":
        bound = clause.agent is None or clause.agent.who is not Who.PRIVATE
        done = clause.passive and who is not Who.PRONOUN and bound
        return case.first((done, DUTY, _LEAST, f"weak-{who.value}-done"))
    if case.hit.rule.name == "may-not":
        return _named(case, who is Who.PUBLIC and not clause.state, _LEAST)
    plain = who is Who.PUBLIC or not (clause.state or who is Who.PRONOUN or (_person(case) and not clause.passive))
    return _named(case, plain, _LEAST)


def _person(case: Case) -> bool:
    """Whether the subject is somebody named by what they do ("a complainant", "every caterer")."""
    words = _HEAD_END.split(case.clause.subject.text.lower(), maxsplit=1)[0].split()
    return bool(words) and words[-1].endswith(tuple(listed("doers"))) and words[-1] not in listed("not-doers")


def lawful_due(case: Case) -> Verdict | None:
    """In law, "is to" and "are to": a duty of the public body that is to act, or by which a thing is to be done."""
    clause = case.clause
    agent = clause.agent is not None and clause.agent.who is Who.PUBLIC
    plain = not clause.state and clause.mood != "relative"
    nothing = clause.subject.text.lower().startswith("no ")
    official = clause.passive and (clause.verb in listed("official") or nothing)
    return case.first(
        (plain and case.who is Who.PUBLIC and not clause.passive, DUTY, 1.3, "law-public"),
        (plain and agent, DUTY, 1.2, "law-agent"),
        (plain and official and (nothing or case.who is not Who.PRIVATE), DUTY, 0.8, "law-done"),
    )
