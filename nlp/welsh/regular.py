"""Cues that Welsh makes by rule, so that no list need hold them, and what they promise.

"Ni chodir tâl", "daw adroddiad gerbron", "ymgynghora'r Cyngor", "mi ofynna i", "yr wyf i gwrdd", "y mae X i'w roi".
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import CommitmentKind
from nlp.actors import Actor, Who
from nlp.commitments.cues import CueRule, Hit
from nlp.commitments.drafts import Draft
from nlp.context import Context
from nlp.welsh.reading import NEAR, Reading, actor_after, aside, by_whom, draft, forms, heads, radicals, whole
from nlp.welsh.verbs import LAID_DOWN, synthetic

DUTY, PLEDGE = CommitmentKind.DUTY, CommitmentKind.PLEDGE

_RULES = {
    "will-not-be-done": CueRule("will-not-be-done", PLEDGE, "not-done", 0.6),
    "will-be-done": CueRule("will-be-done", PLEDGE, "own-act", 0.5),
    "comes": CueRule("comes", PLEDGE, "comes", 0.6),
    "does": CueRule("does", PLEDGE, "does", 0.6),
    "spoken": CueRule("spoken", PLEDGE, "spoken", 0.7),
    "vow-of": CueRule("vow-of", PLEDGE, "vow-of", 0.55),
    "set-to": CueRule("set-to", PLEDGE, "set-to", 0.6),
}
_BE = re.compile(r"(?<![^\W_])(?:y mae|mae|nid yw)(?:'r)?(?=\s[^.;:]{3,120}\si(?:'[wu])?\s)")
_REGULAR = re.compile(
    r"(?<![^\W_])(?:(?P<not>(?:ni|nid)\s(?P<undone>[^\W\d_]{3,18}ir))|(?P<done>[^\W\d_]{3,18}ir)"
    r"|(?P<come>(?:(?:fe|mi)\s)?(?:daw|ddaw|deuant|ddeuant))"
    r"|(?P<me>(?:mi|fe)\s(?P<mine>[^\W\d_]{1,16}[ao])\s?i)|(?P<us>(?:mi|fe)\s(?P<ours>[^\W\d_]{1,16}wn)\sni)"
    r"|(?P<vow>h?ymrwymiad|addewid|haddewid|bwriad|fwriad)(?=(?:'r)?\s[^.;:,]{4,70}\si\s)"
    r"|(?P<set>(?:yr wyf|rwyf|rydw|dw|yr ydym|rydym|rydyn ni)\si(?=\s(?P<to>[^\W\d_]{3,18})))"
    r"|(?P<does>(?:(?:fe|mi)\s)?(?P<doing>[^\W\d_]{3,17}a)(?=['\s])))(?![^\W_])"
)
_BEGINS = re.compile(r"(?:fe|mi)\s")
_PLACE = re.compile(
    r"\b(?:gerbron|ger bron|o flaen|yn ôl (?:i|at|gerbron)|i'r (?:cabinet|cyngor|bwrdd|pwyllgor|senedd))\b"
)
_COMING = re.compile(r"\b(?:i rym|i ben|i law|i'r amlwg|i ddeall|yn (?:gliriach|amlwg|fwyfwy))\b")
_DUE = re.compile(r"\b(?:erbyn|cyn|ymhen|o fewn|ym mis|yn y|yn yr|yr wythnos|y mis|y flwyddyn|ar \d|20\d\d)\b")
_FIRST = re.compile(r"\s(?:ar ôl|wedi|os yw .{3,80} wedi|gyda chydsyniad|ar gais)\b")
_CLAUSE = 130


def regular(low: str) -> list[Hit]:
    """The cues of a text that follow a rule of the language, in order; ``low`` is evened."""
    found = [Hit(match.start(), match.end(), match[0], LAID_DOWN) for match in _BE.finditer(low)]
    found += [hit for match in _REGULAR.finditer(low) for hit in _of(match)]
    return sorted(found, key=lambda hit: hit.start)


def _of(match: re.Match[str]) -> Iterator[Hit]:
    name, start = "", match.start()
    if match["not"]:
        name = "" if match["undone"] in forms("idle") else "will-not-be-done"
    elif match["done"]:
        name = "will-be-done" if match["done"] in _done() else ""
    elif match["come"]:
        name = "comes"
    elif match["me"] or match["us"]:
        name = "" if (match["mine"] or match["ours"]) in forms("said_in_passing") else "spoken"
    elif match["vow"]:
        name = "vow-of"
    elif match["set"]:
        name = "set-to" if match["to"] in forms("acts") else ""
    elif match["doing"] in (_thirds(mutated=True) if _BEGINS.match(match["does"]) else _thirds(mutated=False)):
        name = "does"
    if name:
        yield Hit(start, match.end(), match["done"] or match[0], _RULES[name])


@cache
def _done() -> frozenset[str]:
    """Impersonal futures in every mutation, but those that promise nothing."""
    made = {form for verb in synthetic() if verb.endswith("ir") for form in mutations(verb)}
    return frozenset(made - forms("idle"))


@cache
def _thirds(*, mutated: bool) -> frozenset[str]:
    """What the acts make in the third person: "ymgynghora", "penderfyna"; after "fe" they are mutated."""
    made = {verb.removesuffix("wn") + "a" for verb in synthetic() if verb.endswith("wn")} - radicals("habits")
    return frozenset(form for verb in made for form in mutations(verb)) if mutated else frozenset(made)


def not_done(hit: Hit, reading: Reading) -> Draft | None:
    """Ni chodir tâl …: what the speaker will not do, or what law keeps somebody named after "gan" from doing."""
    context, known = reading.context, hit.said.split()[-1] in _done()
    by, trust = by_whom(reading, hit.end), aside(context)
    if context.law:
        return draft(hit, by, hit.start, 0.9, "by", DUTY) if by.who is Who.PUBLIC else None
    if trust is None or not _at_head(hit, reading):
        return None
    factor, mark = trust
    return draft(hit, by, hit.start, (1.0 if known else 0.75) * factor, f"{'known' if known else 'any'}{mark}")


def comes(hit: Hit, reading: Reading) -> Draft | None:
    """Daw adroddiad gerbron y Cabinet …: what the speaker is to bring, before somebody or by a day."""
    context = reading.context
    clause = reading.low[hit.end : hit.end + _CLAUSE]
    head = _at_head(hit, reading) or _BEGINS.match(hit.said) is not None
    if not head or not context.official or context.law or _COMING.search(clause):
        return None
    placed, due = _PLACE.search(clause) is not None, _DUE.search(clause) is not None
    return draft(hit, Actor("", Who.OTHER), hit.start, 1.0 if placed else 0.7, "placed") if placed or due else None


def does(hit: Hit, reading: Reading) -> Draft | None:
    """Ymgynghora'r Cyngor …, fe agora'r gronfa …: the formal future of somebody public, or of the speaker's thing."""
    context, actor = reading.context, actor_after(reading, hit.end)[0]
    spoken = _BEGINS.match(hit.said) is not None
    if context.law or not (spoken or _at_head(hit, reading)):
        return None
    trust = aside(context)
    if actor.who is Who.PUBLIC:
        return draft(hit, actor, hit.start, 1.0 if trust == (1.0, "") else 0.6, "public") if trust else None
    due = _DUE.search(reading.low, max(0, hit.start - _CLAUSE), hit.end + _CLAUSE) is not None
    if trust is None or not due or actor.who in (Who.PRIVATE, Who.FOREIGN, Who.PRONOUN):
        return None
    factor, mark = trust
    return draft(hit, whole(reading.text[hit.end : hit.end + 60]), hit.start, 0.7 * factor, f"thing{mark}")


def spoken(hit: Hit, reading: Reading) -> Draft | None:
    """Mi ofynna i …, fe edrychwn ni ar …: a speaker's own promise."""
    if not reading.context.official or reading.context.law or reading.low.startswith(" ymlaen", hit.end):
        return None
    said = reading.text[hit.start : hit.end]
    return draft(hit, Actor(said, Who.SELF, reading.context.we_key), hit.start, 1.0, "self")


def set_to(hit: Hit, reading: Reading) -> Draft | None:
    """Yr wyf i gwrdd â …: what has been arranged for the speaker."""
    if not reading.context.official or reading.context.law:
        return None
    said = reading.text[hit.start : hit.end - 2]
    return draft(hit, Actor(said, Who.SELF, reading.context.we_key), hit.end + 1, 1.0, "self")


def vow_of(hit: Hit, reading: Reading) -> Draft | None:
    """Ymrwymiad y Llywodraeth i agor …: a promise that is somebody's, told by another."""
    actor, end = actor_after(reading, hit.end)
    act = re.compile(r"\si\s(?P<verb>[^\W\d_][\w-]*)").match(reading.low, end)
    known_act = act is not None and act["verb"] in forms("acts")
    if reading.context.law or actor.who is not Who.PUBLIC or act is None or not known_act:
        return None
    return draft(hit, actor, act.start("verb"), 1.0, "public")


def only(hit: Hit, reading: Reading) -> Draft | None:
    """Dim ond ar ôl ymgynghori y caiff Gweinidogion Cymru …: law that binds somebody public, or their act."""
    match = re.compile(r"[^.;]{3,260}?\sy\s(?:caiff|câ?nt|bydd|ceir|gall)(?:'r)?\s").match(reading.low, hit.end)
    if match is None or not reading.context.law or reading.before(hit).endswith((" nid", " ac", " a")):
        return None
    actor, end = actor_after(reading, match.end() - 1)
    by = by_whom(reading, match.end())
    passive = re.compile(r"[^.;]{0,80}?\s(?:(?:yn|'n)\scael\s|gael\s)?(?:ei|eu)\s").match(reading.low, match.end() - 1)
    if passive is not None:
        return draft(hit, by, match.end(), 1.0 if by.who is Who.PUBLIC else 0.7, "done")
    first = _FIRST.match(reading.low, hit.end) is not None  # otherwise a power is only narrowed
    return (
        draft(hit, actor, end, 1.0 if first else 0.5, "first" if first else "narrowed")
        if actor.who is Who.PUBLIC
        else None
    )


def own_past(hit: Hit, reading: Reading) -> Draft | None:
    """Addewais y byddwn yn …, cytunais i ailystyried …: a promise that the speaker has made."""
    context: Context = reading.context
    act = re.compile(r"\s(?:i\s|y\s|yr\s|na\s)?(?P<verb>[^\W\d_][\w-]*)").match(reading.low, hit.end)
    if not context.official or act is None or reading.before(hit).endswith((" fel y", " fel yr", " a", " yr hyn a")):
        return None
    that = hit.said.endswith(" y") and re.match(r"(?:byddwn|byddai|byddaf|bydd|caiff)$", act["verb"])
    if not that and act["verb"] not in forms("acts"):
        return None
    return draft(hit, Actor("", Who.SELF, context.we_key), act.start("verb"), 1.0, "self")


def gives(hit: Hit, reading: Reading) -> Draft | None:
    """Llywodraeth Cymru yn neilltuo £15 miliwn …: in a chronicle, money given is money promised."""
    opening = reading.text[max(0, hit.start - NEAR) : hit.start]
    actor = whole(opening)
    money = re.compile(r"\s(?:[^\W\d_]+\s){0,3}£\d").match(reading.low, hit.end)
    told = reading.context.kind == "timeline" and actor.who is Who.PUBLIC and money is not None
    return draft(hit, actor, hit.start, 1.0, "money") if told else None


def _at_head(hit: Hit, reading: Reading) -> bool:
    return heads(reading.before(hit))
