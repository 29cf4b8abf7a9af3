"""Reading Welsh by its surface: who follows a cue, who stands before it, and which verb-noun is the act."""

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify, name_end
from nlp.context import Context
from nlp.cues import Hit
from nlp.drafts import Draft
from nlp.resources import words

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_THE = re.compile(r"\s*(?:hefyd\s+)?(?:['’]r\s|y |yr )?\s*(?:[bp]ob |unrhyw |holl )?")
_BEFORE = re.compile(
    r"(?<![^\W_])(?P<be>y mae|mae['’]r|mae|yr ydym|rydym|rydyn ni|rwyf|rwy['’]n|rwy|rydw i|dwi['’]n|dwi|rŷn ni|ydym"
    r"|byddwn|bydd|yw|ein)(?P<who>[^.;]{0,120})$"
)
_WITH = re.compile(r"(?:gan|gan y|gan yr)\s(?P<who>.{3,80})$")
_THIRD = frozenset({"mae", "mae'r", "bydd", "yw", "y mae"})
_FIRST = ("rydym", "rydyn", "rwyf", "rwy'", "yr", "hoffem", "hoffwn")
_ACT_WITHIN = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate's text as printed and evened (lower case, plain apostrophes, same offsets), and its surroundings."""

    text: str
    low: str
    context: Context

    def before(self, hit: Hit) -> str:
        """What stands before a cue, evened, with a space in front so that whole words can be asked for."""
        return f" {self.low[: hit.start].rstrip()}"


def draft(hit: Hit, actor: Actor, act: int, factor: float, rule: str, kind: CommitmentKind | None = None) -> Draft:
    """A draft whose stretch is set later, when the unit's other commitments are known."""
    strength = min(1.0, hit.rule.strength * factor)
    return Draft(kind or hit.rule.kind, f"cy-{hit.rule.name}-{rule}", strength, actor, 0, 0, act)


@cache
def radicals(key: str) -> frozenset[str]:
    """A list of verbs of the data file as it stands."""
    return frozenset(words("commitments", Lang.CY, "verbs", key))


@cache
def forms(key: str) -> frozenset[str]:
    """A list of verbs of the data file in every mutation."""
    return frozenset(form for word in radicals(key) for form in mutations(word))


def stem(word: str) -> str:
    """A word without the article or pronoun that hangs on it ("gyhoeddi'r")."""
    return word.partition("'")[0]


def verb_at(low: str, at: int) -> tuple[str, int]:
    """The next word at or after ``at``, without what hangs on it, and where it begins."""
    match = WORD.search(low, at)
    return (stem(match[0]), match.start()) if match else ("", len(low))


def act_at(low: str, at: int) -> tuple[str, int]:
    """The first word soon after ``at`` that is known as an act, or else the next word; and where it begins."""
    known = forms("acts") | forms("official") | forms("contents") | {"beidio", "fod", "gael"}
    for word in list(WORD.finditer(low, at, at + 90))[:_ACT_WITHIN]:
        if stem(word[0]) in known:
            return stem(word[0]), word.start()
    return verb_at(low, at)


def verbal(verb: str) -> bool:
    """Whether a word after "yn" is a verb-noun: known, or shaped like one; adjectives there are mutated."""
    return verb in radicals("acts") or verb.endswith(("io", "hau", "u", "eg", "ed", "yd", "ian"))


def actor_after(reading: Reading, at: int) -> tuple[Actor, int]:
    """The one whose name begins at or just after ``at``, with the words that name it, and where they end."""
    start = _THE.match(reading.text, at)
    begins = start.end() if start else at
    actor = classify(" ".join(reading.text[begins : begins + 120].split()[:8]), Lang.CY)
    first = WORD.search(reading.text, begins)
    if actor.who is not Who.PUBLIC:
        end = first.end() if first else len(reading.text)
        return replace(actor, text=reading.text[begins:end]), end
    end = name_end(reading.text, begins)
    return classify(reading.text[begins:end].strip(), Lang.CY), end


def named(text: str) -> Actor:
    """The first public actor that a printed text names, or nobody."""
    for word in WORD.finditer(text):
        actor = classify(" ".join(text[word.start() : word.start() + 90].split()[:5]), Lang.CY)
        if actor.who is Who.PUBLIC:
            return replace(actor, text=text[word.start() : name_end(text, word.start())])
    return Actor("", Who.OTHER)


def subject_before(reading: Reading, hit: Hit) -> Actor:
    """The subject of "mae X wedi …", or the "we" of "rydym yn …"."""
    said = hit.said.split()[0]
    if said in _FIRST or said.endswith(("wn", "af")):
        return Actor(reading.text[hit.start : hit.start + len(said)], Who.SELF, reading.context.we_key)
    floor = max(0, hit.start - 150)
    match = _BEFORE.search(reading.low[floor : hit.start])
    if match is None:
        return Actor("", Who.OTHER)
    who = reading.text[floor + match.start("who") : hit.start].strip(" ,'’")
    if match["be"] not in _THIRD and match["be"] != "ein":
        return Actor(
            reading.text[floor + match.start("be") : floor + match.end("be")], Who.SELF, reading.context.we_key
        )
    inner = _WITH.search(who)
    who = (inner["who"] if inner else who).removeprefix("r ")
    if match["be"] == "ein" or not who:
        return Actor("", Who.OTHER)
    actor = classify(who, Lang.CY)
    return replace(actor, text=who[: name_end(who, 0)]) if actor.who is Who.PUBLIC else actor
