"""What the scorer goes by, in words: each of its features as a phrase that a person can check in the text."""

import re
from collections.abc import Callable, Mapping

_KINDS = {
    "duty": "a duty",
    "pledge": "a pledge",
    "recommendation": "a recommendation",
    "aspiration": "an aspiration",
}
_VOICES = {
    "government": "the government speaks",
    "public": "a public body speaks",
    "member": "a member speaks who is no minister",
    "outside": "somebody outside the public bodies speaks",
    "unknown": "it is not known who speaks",
}
_ACTORS = {
    "self": "whoever speaks would act",
    "public": "a public body would act",
    "private": "a private person or business would act",
    "foreign": "a body outside the tracked administration would act",
    "document": "a document is named as what would act",
    "programme": "a programme is named as what would act",
    "pronoun": "only a pronoun says who would act",
    "other": "something else is named as what would act",
    "qualifier": "what is named as acting only qualifies something",
}
_SUBJECTS = {
    "self": "whoever speaks",
    "public": "a public body",
    "private": "a private person or business",
    "foreign": "a body outside the tracked administration",
    "document": "a document",
    "programme": "a programme",
    "pronoun": "a mere pronoun",
    "other": "something else",
    "qualifier": "a qualifying word",
}
_MANNERS = {"act": "acts", "done": "is acted upon", "state": "is in a state"}
_MOODS = {"main": "a main clause", "relative": "a relative clause", "reported": "a reported clause"}
_FACTS = {
    "listed": "it is an item of a list",
    "led": "words above it govern it",
    "presiding": "the Presiding Officer speaks",
    "asks": "there is a question mark",
    "quoted": "it begins with a quotation mark",
    "year": "a year is named",
    "money": "a sum of money is named",
    "actor body True": "the body that would act is known",
    "actor body False": "it is not known which body would act",
}
_PLACES = {"first": "first in its sentence", "later": "later in its sentence"}
_MANY = {"1": "alone", "2": "with another", "3": "with several others"}
_WORDS = {"0": "a number", "2000": "a year"}


def _one_of(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: names.get(name, name)


def _said(words: str) -> str:
    """Words of the text in quotation marks; figures and years stand for any."""
    return _WORDS.get(words, f"“{words}”")


def _length(words: str) -> str:
    return "more than 60 words" if words == "more" else f"at most {words} words"


def _plain(words: str) -> str:
    return words


def _joint(words: str) -> str:
    """What stands before something: a word or mark, or nothing."""
    return words if words == "nothing" else _said(words)


_KIND, _VOICE, _ACTOR = _one_of(_KINDS), _one_of(_VOICES), _one_of(_ACTORS)
_WHO, _MANNER, _MOOD = _one_of(_SUBJECTS), _one_of(_MANNERS), _one_of(_MOODS)
_DOES, _SPEAKS = f"({'|'.join(_MANNERS)})", f"({'|'.join(_VOICES)})"
_FORMS: tuple[tuple[str, str, tuple[Callable[[str], str], ...]], ...] = (
    (rf"{_DOES} of (\w+) {_SPEAKS}", "its subject {}, is {}, and {}", (_MANNER, _WHO, _VOICE)),
    (rf"dated (\S+) {_DOES} of (\w+)", "with a day, by “{}”, its subject {} and is {}", (_plain, _MANNER, _WHO)),
    (
        rf"verb (.+) {_DOES} of (\w+)",
        "its verb is of the group “{}”, its subject {} and is {}",
        (_plain, _MANNER, _WHO),
    ),
    (r"verb (.+)", "its verb is of the group, or is, {}", (_said,)),
    (r"cue after (.+)", "{} stands before its clause", (_joint,)),
    (r"cue (.+)", "its cue is {}", (_said,)),
    (r"clause (\S+) (\S+)", "the cue, of the sort “{1}”, is in {0}", (_MOOD, _plain)),
    (r"clause (\S+)", "the cue is in {}", (_MOOD,)),
    (r"(\S+) under (.+)", "the cue is in {} under {}", (_MOOD, _said)),
    (r"manner (\w+)", "its subject {}", (_MANNER,)),
    (r"subject ends (.+)", "its subject ends in {}", (_said,)),
    (r"subject begins (.+)", "its subject begins with {}", (_said,)),
    (r"subject is (.+)", "its subject is {}", (_said,)),
    (r"subject (\w+)", "its subject is {}", (_WHO,)),
    (r"denied (\S+)", "a “not” goes with a cue of the sort “{}”", (_plain,)),
    (r"perfect (\S+)", "a “have” follows a cue of the sort “{}”", (_plain,)),
    (r"supposed (\S+)", "its sentence, with a cue of the sort “{}”, begins by supposing", (_plain,)),
    (r"done by (\w+)", "it would be done by {}", (_WHO,)),
    (r"joined by (.+)", "{} stands before its subject", (_joint,)),
    (r"(\S+) of (\w+) joined by (.+)", "by “{}”, its subject is {}, after {}", (_plain, _WHO, _joint)),
    (rf"(\S+) of (\w+) {_DOES}", "by “{}”, its subject is {} and {}", (_plain, _WHO, _MANNER)),
    (rf"(\S+) of (\w+) {_SPEAKS}", "by “{}”, its subject is {}, and {}", (_plain, _WHO, _VOICE)),
    (r"rule (\S+) voice (\w+)", "the rule “{}” found it, and {}", (_plain, _VOICE)),
    (r"rule part (.+)", "its rule is of the family “{}”", (_plain,)),
    (r"rule (.+)", "the rule “{}” found it", (_plain,)),
    (r"kind (\w+)", "it reads as {}", (_KIND,)),
    (r"sure ([\d.]+)", "its rule is sure of itself: {} of 1", (_plain,)),
    (r"(\w+) in document (\S+)", "it reads as {} and the document is of the kind “{}”", (_KIND, _plain)),
    (r"(\w+) in voice (\w+)", "it reads as {} and {}", (_KIND, _VOICE)),
    (r"document (\S+)", "the document is of the kind “{}”", (_plain,)),
    (r"voice (\w+)", "{}", (_VOICE,)),
    (r"actor (\w+) voice (\w+)", "{}, and {}", (_ACTOR, _VOICE)),
    (r"actor ends (.+)", "the actor’s name ends in {}", (_said,)),
    (r"actor begins (.+)", "the actor’s name begins with {}", (_said,)),
    (r"actor (\w+)", "{}", (_ACTOR,)),
    (r"length (\w+)", "its sentence has {}", (_length,)),
    (r"place (\w+) of (\d)", "it stands {}, {}", (_one_of(_PLACES), _one_of(_MANY))),
    (r"just before (.+)", "{} stands just before the act", (_said,)),
    (r"before (.+)", "{} stands before the act", (_said,)),
    (r"after (.+)", "{} follows the act’s beginning", (_said,)),
    (r"act (.+)", "the act begins with {}", (_said,)),
    (r"lead (.+)", "{} stands in the words above it", (_said,)),
    (r"opens (.+)", "it opens with {}", (_said,)),
    (r"pair (.+)", "{} stands near the act", (_said,)),
    (r"word (.+)", "{} stands near the act", (_said,)),
    (r"stem (.+)", "a word that begins with {} stands near the act", (_said,)),
)


def in_words(feature: str) -> str | None:
    """A feature of the scorer as a phrase; None for one that is not known here."""
    if feature in _FACTS:
        return _FACTS[feature]
    for pattern, phrase, shown in _FORMS:
        if match := re.fullmatch(pattern, feature):
            return phrase.format(*(show(words) for show, words in zip(shown, match.groups(), strict=True)))
    return None
