"""English commitments that stand so plainly on the page that no parser is needed: "The Board will publish a plan …".

One cue, its subject straight before it at the beginning of the sentence, its verb straight after it, no second clause.
The same rules then judge the clause. What is not so plain is left to the parser.
"""

import re

from corpus.codebook import Lang
from nlp.actors import Actor, classify
from nlp.candidates import Candidate
from nlp.clauses import Clause
from nlp.cues import Hit, even, hits
from nlp.drafts import Draft
from nlp.english_case import Case
from nlp.english_gate import asks
from nlp.english_rules import judge

_WIDEST = 9
_OPENS = re.compile(
    r"(?:(?:and|but|so|however|therefore|also|moreover|furthermore|finally|firstly|secondly|instead|meanwhile"
    r"|consequently|accordingly|additionally|similarly|then|now)\b,?\s*)?"
    r"(?:(?:as (?:part of|a result|well as)|in|by|from|during|over|at|on|after|before|following|within|for|through"
    r"|under|throughout|alongside|with|until|later|this|next|to (?:support|help|ensure|deliver))\s[^,;:()]{2,90},\s)?"
)
_HELD = re.compile(
    r"\b(?:we|i|he|she|it|they|you|is|are|was|were|has|have|had|will|would|can|could|may|must|should|that|which|who|if"
    r"|when|where|whether|because|although|unless|do|does|did)\b"
)
_HELD_INSIDE = re.compile(
    r"[,(“\"]|\w\s(?:we|i|he|she|it|they|you|is|are|was|were|has|have|had|can|could|that|which|who|if|when|where|whether"
    r"|because|although|unless|do|does|did|say|says|said|believe|think|hope|know|there|what|how|why)\b|\w(?:ing|ed)\s"
)
_NOT_SUBJECT = frozenset({"that", "which", "who", "if", "when", "where", "whether", "because", "while", "as", "and", "there", "what", "how", "in", "by", "from", "for", "at", "on", "to", "before", "after", "under", "or", "but", "so", "not", "no", "with", "of", "this", "it", "they", "these", "those"})
_VERB = re.compile(
    r"\s+(?P<adverbs>(?:(?:[a-z]+ly|also|then|now|not|therefore|always|never|soon)\s+)*)(?P<verb>[a-z]+(?:-[a-z]+)*)\b"
)
_ADVERB = re.compile(r"(?:[a-z]+ly|also|then|now|not|therefore|always|never|soon)$")
_NEXT = re.compile(r"\s+(?P<word>[a-z]+(?:-[a-z]+)*)\b")
_PARTICIPLE = re.compile(
    r"(?:.*ed|.*[^aeiou]en|.*own|.*ought|.*aught|made|set|put|done|built|held|led|kept|paid|laid|spent|sent|met|found|told"
    r"|read|brought|begun|run|won|cut|heard|left|lost|sold|drawn|seen|given)$"
)
_LEFT_TO_THE_PARSER = frozenset({"have", "has", "a", "an", "the", "in", "on", "at", "of", "for", "it", "we", "to", "only"})
_SECOND = re.compile(
    r"[;:—–\"“”]|\s(?:and|but|or|so|while|whilst)\s+(?:also\s)?(?:we|i|it|they|he|she|there|this|these|you)\b"
    r"|\s(?:and|but|or|so|while|whilst)\s[^,;]{2,60}?\s(?:is|are|was|were|will|has|have|must|can|should|may|shall)\b"
)
_WORD = re.compile(r"\w+|[^\w\s]")
_PHRASE = 5


def plainly(candidate: Candidate) -> list[Draft] | None:
    """The commitments of a candidate that is plain, offsets in the unit; nothing at all when it needs the parser."""
    text, base = candidate.text, candidate.base
    found = hits(even(text), Lang.EN)
    if len(found) != 1 or found[0].rule.shape != "modal" or asks(text) or (base and found[0].end != base - 1):
        return None
    clause = _clause(text, found[0])
    if clause is None:
        return None
    judged = judge(Case(found[0], clause, text, candidate.context))
    if judged is None:
        return []
    verdict, actor = judged
    rule = f"{verdict.rule}-lead" if base else verdict.rule
    return [Draft(verdict.kind, rule, verdict.strength, actor, 0, len(text) - base, clause.verb_at - base)]


def _clause(text: str, hit: Hit) -> Clause | None:
    """The clause of a plain sentence; nothing when its subject, its verb or what follows is not plain."""
    subject = _subject(text[: hit.start])
    first = _VERB.match(text, hit.end)
    if subject is None or first is None or first["verb"] in _LEFT_TO_THE_PARSER or _SECOND.search(text, first.end()):
        return None
    verb = _passive_or_state(text, first) if first["verb"] == "be" else (first.start("verb"), first["verb"], False, False)
    if verb is None:
        return None
    at, word, passive, state = verb
    actor, start = subject
    return Clause(
        subject=actor,
        subject_start=start,
        verb=word,
        verb_at=at,
        passive=passive,
        state=state,
        negative="not" in first["adverbs"] or "never" in first["adverbs"],
        mood="main",
        governor="",
        phrase=_phrase(text, at),
        token=0,
    )


def _subject(before: str) -> tuple[Actor, int] | None:
    """Who stands straight before the cue, and where, when nothing but an adverbial goes before."""
    opening = _OPENS.match(before.lower())
    start = opening.end() if opening else 0
    words = before[start:].split()
    if not 0 < len(words) <= _WIDEST or words[0].lower() in _NOT_SUBJECT or _HELD.search(before[:start].lower()):
        return None
    while words and _ADVERB.match(words[-1].lower()):
        words.pop()
    said = " ".join(words)
    return None if not words or _HELD_INSIDE.search(said.lower()) else (classify(said, Lang.EN), start)


def _passive_or_state(text: str, first: re.Match[str]) -> tuple[int, str, bool, bool] | None:
    """The word after "be", past adverbs: its place, itself, whether passive, whether a mere state."""
    at = first.end()
    while (found := _NEXT.match(text, at)) is not None:
        if not _ADVERB.match(found["word"]):
            break
        at = found.end()
    if found is None:
        return None
    word = found["word"]
    passive = _PARTICIPLE.match(word) is not None
    if passive and " by " in text[found.end() :]:
        return None
    return found.start("word"), word, passive, not (passive or word.endswith("ing"))


def _phrase(text: str, at: int) -> str:
    """The verb and the few words after it, in lower case."""
    words = []
    for match in _WORD.finditer(text, at):
        words.append(match)
        if len(words) == _PHRASE:
            break
    return text[at : words[-1].end()].lower() if words else ""
