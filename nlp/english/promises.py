"""What English promises and hopes: will, is going to, has committed to, intends to, aims to."""

from nlp.actors import Who
from nlp.context import ASKING, Voice
from nlp.english.cue_in_clause import ASPIRATION, PLEDGE, RECOMMENDATION, THINGS, Case, Verdict, listed

_FEW = 2
_HAPPY = ("happy to", "willing to", "content to", "prepared to")
_NEGATED = (" not", " no", "n't")


def pledge(case: Case) -> Verdict | None:
    """Will, shall, going to, due to: of the speaker, of somebody public, or of what is theirs."""
    clause, context = case.clause, case.context
    if case.context.official and clause.subject.text.lower() == "there":
        return case.first((clause.state and case.holds("occasions"), PLEDGE, 0.75, "event"))
    if clause.state or (case.hit.rule.name == "due" and (not context.official or case.verb_in("receive", "sensed"))):
        return None
    if case.hit.said.endswith("expected to") and case.who is Who.PUBLIC and (case.ruling or context.kind in ASKING):
        return case.first((True, RECOMMENDATION, 1.0, "expected"))
    given = context.voice is Voice.GOVERNMENT and not case.own and case.verb_in("receive") and not clause.passive
    if given or case.who not in (Who.SELF, Who.PUBLIC):
        return _of_things(case) if context.official else None
    act = not clause.passive and not case.verb_in("never") and not case.spoken
    plain = act and case.verb_in("orders", "acts") and not case.verb_in("soft")
    done = clause.passive and clause.verb in listed("done")
    return case.first(
        (case.own and act, PLEDGE, 0.8 if clause.negative else 1.0, "self"),
        (case.who is Who.SELF and context.voice is Voice.UNKNOWN and plain, PLEDGE, 0.65, "unknown-self"),
        (case.reported and done, PLEDGE, 0.9, "done"),
        (case.reported and act and not case.verb_in("happens"), PLEDGE, 0.95, "public"),
    )


def _of_things(case: Case) -> Verdict | None:
    """What a public body says will be done, or that its own programmes and papers will do."""
    clause = case.clause
    done = clause.passive and clause.verb in listed("done")
    act = not clause.passive
    return case.first(
        (done, PLEDGE, 0.8 if case.who in THINGS else 0.65, "done"),
        (act and case.begins("events") and case.who in (*THINGS, Who.OTHER), PLEDGE, 0.7, "event"),
        (act and case.who is not Who.PRONOUN and case.verb_in("receive"), PLEDGE, 0.6, "receive"),
        (act and case.who in THINGS and case.verb_in("acts") and not _closes(case), PLEDGE, 0.65, "thing"),
    )


def _closes(case: Case) -> bool:
    """Whether it is the bare calendar of a consultation ("will close on 3 May")."""
    return "consultation" in case.clause.subject.text.lower() and case.clause.verb in (
        "close",
        "end",
        "open",
        "run",
        "conclude",
    )


def undertaken(case: Case) -> Verdict | None:
    """Committed to, agreed to, determined to: a pledge with an act, an aspiration with a vague act or a value."""
    said = case.hit.said
    given = case.who is Who.DOCUMENT and case.context.official and "gives a commitment" in said
    if not (case.own or given or (case.who is Who.PUBLIC and (case.reported or not case.chamber))):
        return None
    act = _acts(case)
    loose = "committed" in said or "commitment" in said
    vague = (loose and case.clause.verb in listed("vague")) or "determined" in said
    value = "committed to" in said and not said.startswith(("has ", "have ", "committed"))
    return case.first(
        (act and vague, ASPIRATION, 0.75, "vague"),
        (act, PLEDGE, 0.95, "act"),
        (value, ASPIRATION, 0.7, "value"),
    )


def _acts(case: Case) -> bool:
    """Whether a verb stands straight after the cue: an act and not a thing."""
    between = case.text[case.hit.end : case.clause.verb_at].split()
    verb = case.clause.verb
    base = verb in listed("orders") | listed("acts") | listed("soft") | listed("courtesy")
    return len(between) <= _FEW and (verb.endswith("ing") or base)


def intended(case: Case) -> Verdict | None:
    """Intend, plan, propose; "am happy to": pledges of an act, aspirations of a thought."""
    happy = case.hit.said.endswith(_HAPPY)
    offered = case.own and case.clause.verb in listed("offers")
    courteous = case.chamber and case.verb_in("courtesy") and not case.begins("speech_unless")
    negated = case.clause.negative or case.text[: case.hit.start].lower().rstrip().endswith(_NEGATED)
    if courteous or negated or (happy and not offered) or not (case.own or case.reported):
        return None
    return case.first(
        (case.verb_in("soft") and not happy, ASPIRATION, 0.9, "soft"),
        (True, PLEDGE, 1.0, "act"),
    )


def hoped(case: Case) -> Verdict | None:
    """Aim, want, hope, seek: an aspiration of somebody public, courtesies apart."""
    clause, said = case.clause, case.hit.said
    firm = not case.verb_in("sensed", "receive") or said.startswith(("want", "would like"))
    negated = clause.negative or case.text[: case.hit.start].lower().rstrip().endswith(_NEGATED)
    if case.verb_in("courtesy") or clause.state or negated or not firm:
        return None
    aims = case.who in THINGS and case.context.official and said.startswith(("aim", "seek"))
    return case.first(
        (case.own, ASPIRATION, 1.0, "self"),
        (case.reported, ASPIRATION, 0.95, "public"),
        (aims, ASPIRATION, 0.75, "thing"),
    )
