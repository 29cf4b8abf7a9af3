"""What the grammar of an English clause tells the scorer: how it hangs, what its subject is, how its verb stands.

Each trait is a few words that a person can read, since ``addewid explain`` shows those that counted.
"""

import re
from collections.abc import Iterator

from nlp.actors import Who
from nlp.english.cue_in_clause import Case, listed
from nlp.english.scene import Scene
from nlp.english.weak import dated
from nlp.phrases import even

_LAST_WORDS = re.compile(r"(?:^|[^\w'])([\w']+|[,;:])\s*[“\"‘'(]?$")
_SUPPOSED = re.compile(r"^(?:if|unless|without|should|were|had|where|when|whatever|however|whether)\b")
_CLASSES = ("effects", "acts", "done", "happens", "never", "receive", "official", "official-active", "soft", "able")
_REACH = 60


def of_clause(case: Case) -> tuple[str, ...]:
    """The traits of a clause with a modal cue."""
    return tuple(_of_clause(case))


def of_scene(scene: Scene) -> tuple[str, ...]:
    """The traits of a cue of another shape."""
    joint = _joint(scene.before)
    return (
        f"cue {scene.hit.said}",
        f"clause {scene.mood}",
        f"subject {scene.subject.who.value}",
        f"{scene.hit.rule.name} of {scene.subject.who.value} {scene.context.voice.value}",
        f"cue after {joint}",
    )


def _of_clause(case: Case) -> Iterator[str]:
    clause, name, who = case.clause, case.hit.rule.name, case.who.value
    manner = _manner(case)
    yield f"cue {case.hit.said}"
    yield f"clause {clause.mood}"
    yield f"clause {clause.mood} {name}"
    if clause.governor:
        yield f"{clause.mood} under {clause.governor}"
    yield f"manner {manner}"
    yield f"subject {who}"
    yield f"{name} of {who} {manner}"
    yield f"{manner} of {who} {case.context.voice.value}"
    if clause.negative:
        yield f"denied {name}"
    if clause.perfect:
        yield f"perfect {name}"
    if clause.agent is not None:
        yield f"done by {clause.agent.who.value}"
    if dated(case):
        yield f"dated {name} {manner} of {who}"
    yield from _of_subject(case)
    yield f"verb {clause.verb}"
    for group in _CLASSES:
        if clause.verb in listed(group):
            yield f"verb {group}"
            yield f"verb {group} {manner} of {who}"
    if _SUPPOSED.match(even(case.text[:_REACH])):
        yield f"supposed {name}"


def _of_subject(case: Case) -> Iterator[str]:
    """Its head and first word, whether it is a name, and what joins it to the words before it."""
    said = case.clause.subject.text
    words = even(said).split()
    if words and case.who not in (Who.SELF, Who.PRONOUN):
        yield f"subject ends {words[-1]}"
        yield f"subject begins {words[0] if words[0] in _DETERMINERS else 'a name' if said[:1].isupper() else 'bare'}"
    if len(words) == 1 and case.who is Who.PRONOUN:
        yield f"subject is {words[0]}"
    start = case.clause.subject_start
    joint = _joint(case.text[:start] if 0 <= start < case.hit.start else case.text[: case.hit.start])
    yield f"joined by {joint}"
    yield f"{case.hit.rule.name} of {case.who.value} joined by {joint}"


_DETERMINERS = frozenset(
    {"the", "a", "an", "each", "every", "any", "all", "no", "this", "that", "these", "those", "our", "my", "its",
     "their", "his", "her", "some", "many", "most", "such", "both", "other", "more"}
)  # fmt: skip


def _joint(before: str) -> str:
    """The last word or mark before a place, or "nothing" at the start."""
    match = _LAST_WORDS.search(even(before[-_REACH:]).rstrip())
    return match[1] if match else "nothing"


def _manner(case: Case) -> str:
    if case.clause.passive:
        return "done"
    return "state" if case.clause.state else "act"
