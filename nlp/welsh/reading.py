"""Reading Welsh by its surface: who follows a cue, who stands before it, and which verb-noun is the act."""

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus import bodies
from corpus.bodies import mutations
from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who, classify, name_end
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Context, Voice
from nlp.resources import words

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINK = re.compile(r"\s*(?:(?:hefyd|felly|nawr|yn awr|bellach|wedyn)\s+)*(?:['’]r\s|['’]n\s|,\s[^,;.]{3,60},\s)?\s*")
_THE = re.compile(
    r"(?:(?:y|yr|[bp]ob un o['’]r|[bp]ob|unrhyw|['’]?r|ein|fy|eu|ei|pa|holl|y cyfryw)\s+)*", re.IGNORECASE
)
_AND = re.compile(r",?\s(?:ac|a|neu|a hefyd|a['’]r|ac['’]r|neu['’]r)(?:\s(?:y|yr|[bp]ob|ein|fy))?\s")
_OF = re.compile(r"(?:\s(?:y|yr)|['’]r)\s")
_CLITIC = re.compile(r"['’]n\b")
_BEFORE = re.compile(
    r"(?<![^\W_])(?P<be>y mae|mae['’]r|mae|yr ydym ni|yr ydym|rydym ni|rydym|rydyn ni"
    r"|yr wyf fi|yr wyf i|yr wyf|rwyf fi|rwyf i|rwyf|rwy['’]n|rwy|rydw i|dwi['’]n|dwi|dw i|rŷn ni|ry['’]n ni|ydym"
    r"|byddwn|bydd|yw|ein)(?P<who>[^.;]{0,120})$"
)
_WITH = re.compile(r"(?:gan|gan y|gan yr)\s(?P<who>.{3,80})$")
_WHICH = re.compile(r"(?:^|[,;]\s|\s(?:a|â|gan|gyda|i)\s)(?P<who>[^.,;:]{3,60}?),\ssydd\s?$")
"""The one whom "…, sydd wedi addo" tells more of."""
_BY = re.compile(r"\sgan\s(?!fod|ei |eu |gynnwys|nad|na |mai|ddefnyddio|ystyried|weithio|ddechrau|roi)")
_THIRD = frozenset({"mae", "mae'r", "bydd", "yw", "y mae"})
_FIRST = ("rydym", "rydyn", "rwyf", "rwy'", "rwy", "yr", "hoffem", "hoffwn", "dwi", "dw", "rŷn", "ry'n")
_PASSED = frozenset({"hefyd", "felly", "bellach", "nawr", "wedyn", "ei", "eu"})
_ASIDE = re.compile(r",\s[^,;.]{3,160},")
_ACT_WITHIN = 7
_LONGEST_NAME = 8
_JOINED = (
    ",",
    ";",
    " ac",
    " a",
    " fe",
    " mi",
    " ond",
    " hefyd",
    " felly",
    ":",
    " ac wedyn",
    " ac yna",
    ", wedyn",
    ", yna",
)
MARKS = " ‘“\"'(•–-"
"""What may stand before the first word of a clause."""
DATED = re.compile(r"^\W*(?:erbyn|cyn|ym|yn|ar|o|dros|yn ystod)\s[^.;,]{2,50}(?<!\sy)(?<!\syr)(?<!\sna)$")
"""A date alone before the verb: "Ar 1 Mai agorir …"."""
_GIVEN = re.compile(
    r"(?:\s(?:g|ng|ch|c)yngor|(?:\s|dd)argymhelliad|\sg?cais|\sgais|(?:\s)adroddiad|\s[td]h?ystiolaeth|\s[cg]h?yllid|\sarian"
    r"|\s[cg]h?efnogaeth|\swybodaeth|\ssylwadau|\s[cg]h?ymorth|\sa\s\w+(?:wyd|ir|id))$"
)
"""What comes from the one after "gan" without being done by them: advice, money, what was laid down earlier."""
NEAR = 300
"""Characters to either side of a cue within which what belongs to it is looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate's text as printed and evened (lower case, plain apostrophes, same offsets), and its surroundings."""

    text: str
    low: str
    context: Context

    def before(self, hit: Hit) -> str:
        """What stands shortly before a cue, evened, with a space in front so that whole words can be asked for."""
        return f" {self.low[max(0, hit.start - NEAR) : hit.start].rstrip()}"


def draft(hit: Hit, actor: Actor, act: int, factor: float, rule: str, kind: CommitmentKind | None = None) -> Draft:
    """A draft whose stretch is set later, when the unit's other commitments are known."""
    strength = min(1.0, hit.rule.strength * factor)
    return Draft(kind or hit.rule.kind, f"cy-{hit.rule.name}-{rule}", strength, actor, 0, 0, act)


def aside(context: Context) -> tuple[float, str] | None:
    """How far to trust what no public actor is named for, and how its rule is marked; nothing where members speak."""
    if context.law or context.voice is Voice.MEMBER:
        return None
    return (1.0, "") if context.official else (0.6, "-told")


@cache
def radicals(key: str) -> frozenset[str]:
    """A list of verbs of the data file as it stands."""
    return frozenset(words("commitments", Lang.CY, "verbs", key))


@cache
def forms(key: str) -> frozenset[str]:
    """A list of verbs of the data file in every mutation."""
    return frozenset(form for word in radicals(key) for form in mutations(word))


def known(verb: str, *keys: str) -> bool:
    """Whether a verb-noun, in any mutation, is in one of the lists: itself, or with "ail" or "cyd-" before it."""
    plain = verb.removeprefix("h")
    again = plain.removeprefix("ail").removeprefix("-") if plain.startswith("ail") else ""
    jointly = re.sub(r"^(?:c|g|ch|ngh)yd-", "", verb)
    return any(word in forms(key) for key in keys for word in (verb, plain, again, jointly) if word)


def stem(word: str) -> str:
    """A word without the article or pronoun that hangs on it ("gyhoeddi'r")."""
    return word.partition("'")[0]


def verb_at(low: str, at: int) -> tuple[str, int]:
    """The next word at or after ``at`` but "hefyd" or an object's "ei", without what hangs on it; where it begins."""
    match = WORD.search(low, at)
    while match is not None and match[0] in _PASSED:
        following = WORD.search(low, match.end())
        if following is None:
            break
        match = following
    return (stem(match[0]), match.start()) if match else ("", len(low))


def act_at(low: str, at: int) -> tuple[str, int]:
    """The first word soon after ``at`` that is known as an act, or else the next word; and where it begins."""
    aside_ends = _ASIDE.match(low, at)
    at = aside_ends.end() if aside_ends else at
    known = forms("acts") | forms("official") | forms("contents") | {"beidio", "fod", "gael"}
    for index, word in enumerate(WORD.finditer(low, at, at + 90)):
        if index == _ACT_WITHIN:
            break
        if stem(word[0]) in known:
            return stem(word[0]), word.start()
    return verb_at(low, at)


def verbal(verb: str) -> bool:
    """Whether a word after "yn" is a verb-noun: known, or shaped like one; adjectives there are mutated."""
    return verb in radicals("acts") or verb.endswith(("io", "hau", "u", "eg", "ed", "yd", "ian", "i", "o"))


def actor_after(reading: Reading, at: int) -> tuple[Actor, int]:
    """The one whose name begins at or just after ``at``, with the words that name it, and where they end.

    Of several named together ("awdurdod lleol a bwrdd iechyd") the words name all and the body is the first's.
    """
    text = reading.text
    link = _LINK.match(text, at)
    begins = link.end() if link else at
    the = _THE.match(text, begins)
    noun = the.end() if the else begins
    cut = _CLITIC.search(text, noun, noun + 120)
    limit = cut.start() if cut else len(text)
    actor = classify(" ".join(text[noun : min(limit, noun + 120)].split()[:_LONGEST_NAME]), Lang.CY)
    if actor.who is not Who.PUBLIC:
        first = WORD.search(text, noun)
        end = first.end() if first else len(text)
        return replace(actor, text=text[noun:end]), end
    end = name_end(text[:limit], noun)
    named_here = _first_of(classify(text[noun:end].strip(), Lang.CY))
    for further in (_OF, _AND):
        joined = further.match(text, end)
        if joined:
            other = classify(" ".join(text[joined.end() : joined.end() + 90].split()[:5]), Lang.CY)
            end = name_end(text, joined.end()) if other.who is Who.PUBLIC else end
    return replace(named_here, text=text[begins:end].strip()), end


def _first_of(actor: Actor) -> Actor:
    """Of two bodies joined under one actor the first, unless they are one body's name ("Caerdydd a'r Fro")."""
    parts = _AND.split(actor.text, maxsplit=1)
    first = classify(parts[0], Lang.CY)
    known_here = bodies.by_key().get(actor.body)
    if len(parts) == 1 or first.who is not Who.PUBLIC or not first.body or known_here is None:
        return actor
    one = any(_AND.search(name) and name.lower()[2:] in actor.text.lower() for name in known_here.names(Lang.CY))
    return actor if one else replace(actor, body=first.body)


def heads(before: str) -> bool:
    """Whether a verb after these words stands at the head of its clause: at the start, after a joint or a bare date."""
    return not before.strip(MARKS) or before.endswith(_JOINED) or DATED.search(before) is not None


def by_whom(reading: Reading, at: int) -> Actor:
    """The public actor by whom something is done ("gan y Comisiynydd"), or nobody."""
    for match in _BY.finditer(reading.text, at, at + NEAR):
        if match.start() > at and _GIVEN.search(reading.low, at, match.start()):
            continue
        actor, _ = actor_after(reading, match.end())
        if actor.who is Who.PUBLIC:
            return actor
    return Actor("", Who.OTHER)


def named(text: str) -> Actor:
    """The first public actor that a printed text names, or nobody."""
    for word in WORD.finditer(text):
        actor = classify(" ".join(text[word.start() : word.start() + 90].split()[:5]), Lang.CY)
        if actor.who is Who.PUBLIC:
            return replace(actor, text=text[word.start() : name_end(text, word.start())])
    return Actor("", Who.OTHER)


def whole(who: str) -> Actor:
    """A whole noun phrase as an actor, its words cut to the name and its article when it is public."""
    who = who.strip(" ,'’").removeprefix("r ").strip()
    actor = classify(who, Lang.CY)
    if actor.who is not Who.PUBLIC:
        return actor
    the = _THE.match(who)
    end = name_end(who, the.end() if the else 0)
    return replace(classify(who[:end], Lang.CY), text=who[:end])


def subject_before(reading: Reading, hit: Hit) -> Actor:
    """The subject of "mae X wedi …", or the "we" of "rydym yn …"."""
    said = hit.said.split()[0]
    if said in _FIRST or said.endswith(("wn", "af")) or hit.said.endswith((" gennym", " gennyf", " gen i")):
        return Actor(reading.text[hit.start : hit.end], Who.SELF, reading.context.we_key)
    floor = max(0, hit.start - 150)
    which = _WHICH.search(reading.text, floor, hit.start)
    if which is not None:
        return whole(which["who"])
    match = _BEFORE.search(reading.low[floor : hit.start])
    if match is None:
        return Actor("", Who.OTHER)
    who = reading.text[floor + match.start("who") : hit.start].strip(" ,'’")
    if match["be"] not in _THIRD and match["be"] != "ein":
        return Actor(
            reading.text[floor + match.start("be") : floor + match.end("be")], Who.SELF, reading.context.we_key
        )
    inner = _WITH.search(who)
    who = inner["who"] if inner else who
    who = who.removeprefix("ar ") if hit.rule.name == "bound" else who
    return Actor("", Who.OTHER) if match["be"] == "ein" or not who else whole(who)
