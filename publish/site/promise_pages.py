"""The page of each promise."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from corpus import standing
from corpus.codebook import JUDGEMENT_VALUES, LinkState
from corpus.grouping import Grouping
from corpus.language import day, language, msg, plural, tr
from corpus.rows import CommitmentDetail
from corpus.types import SuggestedStatus
from corpus.wording import name
from publish.site import addresses
from publish.site.lines import PERSON, body
from publish.site.making import Making
from publish.site.meanings import meaning
from publish.site.quoting import Quoter, beginning
from publish.site.rendering import upper_first
from publish.site.told import Told, told

TITLE = 60
"""Characters of a promise that stand in the title of its page."""
FACT = 600
"""Characters of one fact that a page shows."""

_NOBODY = msg("nobody that is named")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a fact: words, where they lead, and the language they are in where it is the document's."""

    words: str
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a promise says under a name."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """Another place where the promise is stated; ``href`` leads to its document."""

    words: str
    lang: str
    document: str
    href: str
    stated: str


class PromisePages:
    """Makes the pages of promises; ``listed`` are the keys of the documents that have a list of their own."""

    def __init__(self, making: Making, listed: Collection[str]) -> None:
        self._making = making
        self._listed = listed
        self._quoter = Quoter(making.session, making.asked.rights)

    def put(self, detail: CommitmentDetail) -> None:
        """The page of a promise, in both languages."""
        path = addresses.promise(detail.row.ref)
        guessed = self._suggested(detail)
        quoted = [detail.quotation, *(row.quotation for row in detail.evidence)]
        captured = [self._quoter.captured(quotation.passage.version_id) for quotation in quoted]
        rests_on = self._making.digest((detail, guessed, captured))
        self._making.put(path, rests_on, lambda: self._page(path, detail, guessed))

    def _page(self, path: str, detail: CommitmentDetail, guessed: tuple[SuggestedStatus, ...]) -> str:
        row, asked = detail.row, self._making.asked
        said = told(detail, self._quoter, asked.on, suggestions=asked.suggest is not None)
        called, body_lang = body(row, language())
        title = f"{upper_first(name(row.kind))}: {beginning(' '.join(said.quoted.words.split()), TITLE)}"
        return self._making.renderer.page(
            "promise.html",
            path,
            title=title,
            here="promises",
            told=said,
            body=beginning(called, FACT) or tr(_NOBODY),
            body_lang=body_lang,
            confirmed=row.origin == PERSON,
            outcome=meaning(said.quoted.outcome),
            facts=tuple(self._facts(detail)),
            shown=frozenset(each.ref for each in (*said.evidence, *said.suggested)),
            more_evidence=_more(said),
            suggestions=tuple(map(_suggestion, guessed)),
            also=tuple(self._also(detail)),
            contact=_contact(asked.contact, row.ref),
        )

    def _suggested(self, detail: CommitmentDetail) -> tuple[SuggestedStatus, ...]:
        """The status that the evidence points to, where suggestions are asked for."""
        suggest, on = self._making.asked.suggest, self._making.asked.on
        links = [row for row in detail.evidence if row.state is not LinkState.REJECTED]
        if suggest is None or not links:
            return ()
        found = standing.suggested(self._making.session, detail, links, (), suggest, on)
        return tuple(each for each in found if each.value)

    def _facts(self, detail: CommitmentDetail) -> Iterator[Fact]:
        row, lang = detail.row, detail.row.lang.value
        texts, home = self._making.renderer.texts, "../"
        called, body_lang = body(row, language())
        if called and row.body_key:
            whom = [Part(called, home + addresses.listing(Grouping.BODY, row.body_key), body_lang)]
            if row.actor and row.actor != called:
                whom.append(Part(beginning(row.actor, FACT), lang=lang))
            yield Fact(texts.who, tuple(whom))
        elif called:
            yield Fact(texts.who, (Part(beginning(called, FACT), lang=body_lang),))
        for label, words in (("what", row.action), ("for_whom", row.beneficiary)):
            if words:
                yield Fact(getattr(texts, label), (Part(beginning(words, FACT), lang=lang),))
        when = [Part(beginning(row.deadline_text, FACT), lang=lang)] if row.deadline_text else []
        when += [Part(day(row.deadline))] if row.deadline else []
        if when:
            yield Fact(texts.by_when, tuple(when))
        if row.condition:
            yield Fact(texts.on_condition, (Part(beginning(row.condition, FACT), lang=lang),))
        if row.themes:
            themes = [Part(name(theme), home + addresses.listing(Grouping.THEME, theme)) for theme in row.themes]
            yield Fact(texts.themes, tuple(themes))
        document = home + addresses.listing(Grouping.DOCUMENT, row.document_key)
        yield Fact(texts.document, (Part(beginning(row.stands_in, FACT), document, lang),))

    def _also(self, detail: CommitmentDetail) -> Iterator[Also]:
        rights = self._making.asked.rights
        for row in detail.statements:
            key = row.document_key
            href = f"../{addresses.listing(Grouping.DOCUMENT, key)}" if key in self._listed else ""
            words = beginning(rights.words(key, row.quote), FACT)
            yield Also(words, row.lang.value, beginning(row.stands_in, FACT), href, row.when)


def _more(said: Told) -> str:
    if not said.more_evidence:
        return ""
    return plural(
        "{count} more piece of evidence is in the data.",
        "{count} more pieces of evidence are in the data.",
        said.more_evidence,
    )


def _suggestion(status: SuggestedStatus) -> str:
    return f"{name(status.judgement)}: {name(JUDGEMENT_VALUES[status.judgement](status.value))}"


def _contact(contact: str, ref: str) -> Part | None:
    """Where to write to about a promise."""
    if not contact:
        return None
    return Part(contact, f"mailto:{quote(contact, safe='@')}?subject={quote(ref)}" if "@" in contact else contact)
