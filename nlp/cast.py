"""Who is who in an English document: the bodies that "the Board", "the Committee" or "you" stand for in it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from corpus import bodies
from corpus.codebook import DocumentKind, Lang
from corpus.types import TaggedSource
from nlp.actors import Who, classify
from nlp.english.short_names import HEADS, definitions, mentioned, names_of, of_title, singular
from nlp.resources import table, words
from nlp.welsh import cast as welsh_cast

_AND = re.compile(r",?\s(?:and|or|&)\s|,\s")
_ADDRESSED = re.compile(r"\b[Ll]etter (?:from .{3,120}? )?to (?P<whom>.{3,160})")
_ARTICLE = re.compile(
    r"^(?:the|a|an|each|every|any|all|both|our|my|its|their|this|these|that|such|your|said|new|next)\s+"
)
_OF_PLACE = re.compile(r"\b(?:leader|cabinet|council) of (?P<place>[A-Z][\w' ]{3,30})")
_LONGEST = 200
_LAWS = frozenset({DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STATUTORY_INSTRUMENT})
_THE_STAFF = frozenset({"the cabinet", "the executive", "the leader", "the chair", "the chief executive", "officers"})
_WITH_STAFF = frozenset({"council", "health-board", "nhs-trust", "statutory-body", "commissioner", "class"})
_OF_COUNCILS = frozenset(
    {
        "cabinet", "executive", "authority", "local authority", "council", "county council", "full council",
        "executive board", "county borough", "county borough council", "city council", "county",
    }
)  # fmt: skip
"""What a council calls itself in its own papers."""
_LONGEST_PLACE = 30
_ANY = ("a ", "an ", "any ", "each ", "every ", "all ")


@dataclass(frozen=True, slots=True)
class Cast:
    """The bodies of one document: its publisher's key, whom it addresses, and what short names stand for.

    ``defined`` are the names it gives them; ``named`` those that the full names in it end in, and under "class …"
    those of classes ("corporate joint committees").
    """

    publisher: str = ""
    addressee: str = ""
    title: str = ""
    issued: date | None = None
    law: bool = False
    defined: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def key(self, phrase: str, ours: str = "") -> str:
        """The key of the body that a phrase stands for, or nothing; ``ours`` is the key of the body speaking."""
        ours = "" if self.law else ours
        said = " ".join(phrase[:_LONGEST].split()).replace("’", "'").lower().strip(" ,'")
        owned = said.startswith(("our ", "my ")) and bool(ours)
        bare = said
        while match := _ARTICLE.match(bare):
            bare = bare[match.end() :]
        full = bodies.find(phrase[:_LONGEST], Lang.EN, self.issued)
        first = _first(phrase, full)
        if first:
            return self.key(first, ours)
        if full is not None and full.kind != "class":
            return full.key
        if bare == "assembly":
            return "senedd"
        if said in _THE_STAFF and ours and bodies.by_key()[ours].kind in _WITH_STAFF:
            return ours
        if bare in _OF_COUNCILS and ours and bodies.by_key()[ours].kind == "council" and _definite(said, phrase):
            return ours
        return (
            _office(bare, ("uk-government",))
            or self._short(bare, definite=_definite(said, phrase), ours=ours)
            or self._placed(phrase)
            or self.named_place(phrase)
            or (full.key if full is not None else "")
            or _office(bare, tuple(table("actors", Lang.EN)["stands"]))
            or (ours if owned or (is_staff(bare) and not said.startswith(_ANY)) else "")
        )

    def _short(self, bare: str, *, definite: bool, ours: str) -> str:
        """What a short name stands for: one that the document defines, its publisher, or a body it names."""
        if bare in self.defined:
            return self.defined[bare]
        of_class = self.named.get(f"class {singular(bare)}", "")
        if (bare.split()[-1:] != [] and bare.rsplit(maxsplit=1)[-1] not in HEADS) or not definite:
            return of_class
        titled = of_title(bare, self.title, self.issued)
        for key in () if titled or self.law else (ours, self.publisher):
            if key and any(f" {name.lower()}".endswith(f" {bare}") for name in names_of(key)):
                return key
        return titled or self.named.get(bare, "") or of_class

    def named_place(self, phrase: str) -> str:
        """The council that a place's bare name stands for ("Powys has agreed to"), or nothing."""
        if len(phrase) > _LONGEST_PLACE or not phrase[:1].isupper():
            return ""
        body = bodies.find(f"{phrase} Council", Lang.EN)
        return body.key if body is not None and body.kind == "council" and body.name_en.startswith(phrase) else ""

    def _placed(self, phrase: str) -> str:
        match = _OF_PLACE.search(phrase)
        body = bodies.find(f"{match['place']} Council", Lang.EN) if match else None
        return body.key if body is not None and body.kind != "class" else ""


def _definite(said: str, phrase: str) -> bool:
    """Whether a name is of one body that is known: "the Board", "Cabinet"; not "a council", "Each council"."""
    return said.startswith("the ") or (phrase[:1].isupper() and not said.startswith(_ANY))


def _first(phrase: str, full: bodies.Body | None) -> str:
    """The first of several actors ("the board and the council"), unless they are together the name of one."""
    parts = _AND.split(phrase[:_LONGEST], maxsplit=1)
    if len(parts) == 1 or classify(parts[0], Lang.EN).who is not Who.PUBLIC:
        return ""
    said = phrase.lower()
    whole = full is not None and any(_AND.search(name) and name.lower() in said for name in full.names(Lang.EN))
    return "" if whole else parts[0]


def cast_of(source: TaggedSource, publisher: str) -> Cast:
    """The cast of a version: read off its title, its definitions, and the full names in its text."""
    if source.lang is not Lang.EN:
        return Cast(publisher=publisher, title=source.title, issued=source.issued, named=welsh_cast.named(source))
    defined: dict[str, str] = {}
    counted: Counter[tuple[str, str]] = Counter()
    texts = [source.title, *(passage.text for passage in source.passages)]
    for text in texts:
        defined.update(definitions(text, source.issued))
    counted.update(mentioned(texts, source.issued))
    named: dict[str, str] = {}
    for (short, key), _ in counted.most_common():
        named.setdefault(short, key)
    law = source.kind in _LAWS
    return Cast(publisher, _addressee(source), source.title, source.issued, law, defined, named)


def _addressee(source: TaggedSource) -> str:
    """Whom a letter is to, by its title, and whom the standards of a regulation bind; nothing for other documents."""
    if source.kind in _LAWS and "Standards" in source.title:
        return "public-bodies"  # whom the "you" of standards is: those on whom they are imposed
    match = _ADDRESSED.search(source.title)
    return Cast().key(match["whom"].split(" on ")[0]) if match else ""


@cache
def _offices() -> dict[str, str]:
    return {phrase: key for key, said in table("actors", Lang.EN)["stands"].items() for phrase in said}


def _office(bare: str, keys: tuple[str, ...]) -> str:
    """The body whose office or class a phrase ends in or, before "for" or "of", begins with: longest words first."""
    head = re.split(r"\s(?:for|of|in|with|at|to|who|which|responsible)\s", bare, maxsplit=1)[0]
    for said in dict.fromkeys((bare, head)):
        parts = said.split()
        for width in range(min(4, len(parts)), 0, -1):
            key = _offices().get(" ".join(parts[-width:]), "")
            if key in keys:
                return key
    return ""


def is_staff(bare: str) -> bool:
    """Whether a phrase without its article names an officer or part of the body that speaks, by its office."""
    head = re.split(r"\s(?:for|of|in)\s", bare, maxsplit=1)[0]
    return any(f" {head}".endswith(f" {said}") for said in words("actors", Lang.EN, "staff"))
