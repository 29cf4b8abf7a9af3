"""The form of a response: a Markdown file with front matter, questions, and quotations with their citations.

Reading one never fails, whatever is in it: what is wrong with it is among its ``faults``.
"""

from dataclasses import dataclass

from corpus.language import msg
from publish.responses import front
from publish.responses.front import Fault, Meta

LARGEST = 2_000_000
"""Characters of a response that are read."""

GAP = "\x00"
"""Stands in the words of a quotation for a bracket: for words left out, or put in by whoever quotes."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: the key, its locator as written ("s. 16(1)", "" for none) and its line, from 1."""

    key: str
    locator: str
    line: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its ``words`` without markup, with ``GAP`` for each bracket, where it begins, and what it cites.

    ``inserted`` are the brackets' own words, in order. ``apart`` says that it is set apart, not within a sentence.
    """

    words: str
    line: int
    citations: tuple[Cited, ...] = ()
    inserted: tuple[str, ...] = ()
    apart: bool = False

    @property
    def citation(self) -> Cited | None:
        """The first of its citations."""
        return self.citations[0] if self.citations else None

    @property
    def shown(self) -> str:
        """Its words with their brackets, on one line."""
        told = self.words
        for words in self.inserted:
            told = told.replace(GAP, f"[{words}]", 1)
        return " ".join(told.split())


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """What is said of a commitment: ``judgement`` is that of the codebook, and ``value`` as written.

    For "unmet" and "overdue", which follow from a judgement and a deadline, ``judgement`` is "delivery".
    """

    ref: str
    judgement: str
    value: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer. ``number`` is as the paper prints it, "" where it prints none; ``id`` names it here.

    ``text`` are the question's own words, ``budget`` the most words of the answer, ``words`` how many it has.
    ``first`` and ``last`` are the lines of the answer, from 1; ``under`` is the id of the question it is a part of.
    """

    id: str
    number: str
    heading: str
    text: str
    line: int
    budget: int | None
    words: int
    answered: bool
    level: int = 2
    first: int = 0
    last: int = 0
    under: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole response; ``words`` are those of the writer, quotations among them and headings and questions not."""

    meta: Meta
    questions: tuple[Question, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    citations: tuple[Cited, ...] = ()
    statuses: tuple[StatusSaid, ...] = ()
    words: int = 0
    faults: tuple[Fault, ...] = ()


def parse(text: str) -> Draft:
    """The response that a text is."""
    from publish.responses.parsing import Reading  # loads markdown-it

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LARGEST:
        fault = Fault(1, msg("The response is longer than {most} characters; divide it."), {"most": f"{LARGEST:,}"})
        return Draft(Meta(), faults=(fault,))
    matter, body, before = front.divided(text)
    if matter is not None:
        meta, faults = front.read(matter)
    elif front.begins(text):
        meta, faults = Meta(), [Fault(1, msg("The front matter never ends; close it with a line of ---."))]
    else:
        meta, faults = Meta(), []
    return Reading(meta, faults).read(body, before)
