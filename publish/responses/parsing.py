"""Putting a response together from its blocks: whose answer words are, and which citation each quotation has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.language import msg
from publish.responses.apart import quotations_apart
from publish.responses.attributes import Attributes
from publish.responses.blocks import Block, Kind, blocks
from publish.responses.citing import Pending, cited, quoted
from publish.responses.form import Cited, Draft, Question, StatusSaid
from publish.responses.front import MOST_WORDS, Fault, Meta
from publish.responses.inline import scan
from publish.responses.quotations import between
from publish.responses.scanned import Scanned, Stretch

_QUESTION = re.compile(r"q(?P<number>[A-Z]?\d[\w.:-]*|_\d+)")
_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s^]{1,80})\]:[ \t]*", re.MULTILINE)
_JUDGEMENTS = ("delivery", "response", "verifiability")
_VIEWS = ("unmet", "overdue")


@dataclass(slots=True)
class _Division:
    line: int
    is_question: bool


@dataclass(slots=True)
class _Answer:
    """A question and what has been read of its answer."""

    question: Question
    text: list[str] = field(default_factory=list)
    words: int = 0


class Reading:
    """One response being read."""

    def __init__(self, meta: Meta, faults: Sequence[Fault]) -> None:
        self._meta = meta
        self._faults = list(faults)
        self._answers: list[_Answer] = []
        self._here: _Answer | None = None
        self._above: list[Question] = []
        self._names: set[str] = set()
        self._divisions: list[_Division] = []
        self._pending: list[Pending] = []
        self._citations: list[Cited] = []
        self._statuses: list[StatusSaid] = []
        self._notes: dict[str, tuple[Cited, ...]] = {}
        self._apart: list[Scanned] = []
        self._apart_number = 0
        self._words = 0

    def read(self, body: str, before: int) -> Draft:
        """The whole response; ``before`` are the lines above its body."""
        for block in blocks(body, before):
            if block.quoted != self._apart_number:
                self._end_apart()
            self._apart_number = block.quoted
            match block.kind:
                case Kind.HEADING:
                    self._heading(block)
                case Kind.OPENS:
                    self._divisions.append(_Division(block.line, "question" in block.attributes.classes))
                case Kind.CLOSES:
                    self._close(block)
                case Kind.TEXT:
                    self._text(block)
        self._end_apart()
        self._unclosed()
        self._end_answer(before + body.count("\n") + 1)
        return Draft(
            meta=self._meta,
            questions=self._questions(),
            quotations=tuple(sorted((one.resolved(self._notes) for one in self._pending), key=lambda one: one.line)),
            citations=tuple(sorted(self._citations, key=lambda one: one.line)),
            statuses=tuple(self._statuses),
            words=self._words,
            faults=tuple(sorted(self._faults, key=lambda fault: fault.line)),
        )

    def _fault(self, line: int, message: str, **values: object) -> None:
        self._faults.append(Fault(line, message, values))

    def _heading(self, block: Block) -> None:
        told = _QUESTION.fullmatch(block.attributes.id)
        if told:
            self._unclosed()
            self._end_answer(block.line - 1)
            self._begin(block, told["number"])
            return
        if self._here and block.level <= self._here.question.level:
            self._end_answer(block.line - 1)
        self._scanned(scan(block.text, block.line))

    def _begin(self, block: Block, number: str) -> None:
        name = block.attributes.id
        if name in self._names:
            self._fault(block.line, msg("There are two questions {name}; give one another name."), name=f"#{name}")
        self._names.add(name)
        while self._above and self._above[-1].level >= block.level:
            self._above.pop()
        question = Question(
            id=name,
            number=printed(number),
            heading=" ".join(scan(block.text, block.line).words.split()),
            text="",
            line=block.line,
            budget=self._budget(block),
            words=0,
            answered=False,
            level=block.level,
            first=block.line + 1,
            last=block.line,
            under=self._above[-1].id if self._above else "",
        )
        self._above.append(question)
        self._here = _Answer(question)
        self._answers.append(self._here)

    def _budget(self, block: Block) -> int | None:
        told = block.attributes.values.get("words")
        if told is None:
            return None
        if told.isascii() and told.isdecimal() and len(told) < 9 and 0 < int(told) <= MOST_WORDS:
            return int(told)
        self._fault(block.line, msg("The question's word budget is not a whole number; write it as in words=300."))
        return None

    def _end_answer(self, line: int) -> None:
        if self._here:
            self._here.question = replace(self._here.question, last=max(line, self._here.question.line))
        self._here = None

    def _close(self, block: Block) -> None:
        if not self._divisions:
            self._fault(block.line, msg("There is nothing that this line of ::: could close; take it out."))
            return
        ended = self._divisions.pop()
        if ended.is_question and self._here and not self._in_question():
            self._here.question = replace(self._here.question, first=block.line + 1)

    def _in_question(self) -> bool:
        return any(one.is_question for one in self._divisions)

    def _unclosed(self) -> None:
        for one in self._divisions:
            self._fault(one.line, msg("What begins with ::: here never ends; close it with a line of :::."))
        self._divisions.clear()

    def _text(self, block: Block) -> None:
        if self._in_question():
            if self._here:
                self._here.text.append(" ".join(scan(block.text, block.line).words.split()))
            return
        for name, text, line in _notes(block):
            scanned = scan(text, line)
            if name:
                self._notes.setdefault(name, tuple(cited(one) for one in scanned.citations))
            self._count(scanned)
            self._scanned(scanned, apart=block.quoted > 0)

    def _count(self, scanned: Scanned) -> None:
        many = sum(any(map(str.isalnum, word)) for word in scanned.words.split())
        self._words += many
        if self._here:
            self._here.words += many

    def _scanned(self, scanned: Scanned, *, apart: bool = False) -> None:
        self._citations += (cited(one) for one in scanned.citations)
        for span in scanned.spans:
            self._span(scanned, span)
        for at in scanned.open_at:
            self._fault(
                scanned.line_of_source(at),
                msg("A bracket, a citation or attributes that begin here never end; close them."),
            )
        for at in scanned.marked_up:
            self._fault(
                scanned.line_of_source(at),
                msg("A quotation in HTML cannot be checked; write “…”, or begin each of its lines with >."),
            )
        for at in scanned.unmade:
            self._fault(
                scanned.line_of_source(at),
                msg("What is said of a promise stands in square brackets, directly before {attributes}."),
                attributes="{.status …}",
            )
        if apart:
            self._apart.append(scanned)
            return
        found_here, alone = between(scanned.words, scanned.cited_at)
        self._pending += (quoted(scanned, one.start, one.end) for one in found_here)
        for at in alone:
            self._fault(
                scanned.line(at),
                msg(
                    "A quotation mark has no partner in its paragraph; close the quotation, or set it apart with > "
                    "before each of its lines."
                ),
            )

    def _end_apart(self) -> None:
        self._pending += quotations_apart(self._apart)
        self._apart = []

    def _span(self, scanned: Scanned, span: Stretch) -> None:
        attributes = span.attributes or Attributes()
        if "status" not in attributes.classes:
            return
        ref = attributes.values.get("promise", "")
        said = [(name, attributes.values[name]) for name in _JUDGEMENTS if name in attributes.values]
        said += [("delivery", view) for view in _VIEWS if view in attributes.classes or view in attributes.values]
        if not ref or not said:
            self._fault(
                span.line, msg("A .status names a promise and what became of it, as in promise=c-4k7m2x9 delivery=met.")
            )
        words = " ".join(scanned.words[span.start : span.end].split())
        self._statuses += (StatusSaid(ref, name, value, words, span.line) for name, value in said if ref)

    def _questions(self) -> tuple[Question, ...]:
        told = [
            replace(answer.question, text="\n\n".join(answer.text), words=answer.words, answered=answer.words > 0)
            for answer in self._answers
        ]
        answered: set[str] = set()
        for question in reversed(told):  # a part answers what it is a part of
            if question.answered or question.id in answered:
                answered.add(question.under)
        return tuple(replace(question, answered=question.answered or question.id in answered) for question in told)


def printed(number: str) -> str:
    """The number of a question as the paper prints it, from its name here: "4-a" is "4(a)"; "_2" is none."""
    first, *parts = re.sub(r"_\d+$", "", number).split("-")  # what tells it from others of its number
    return first + "".join(f"({part})" for part in parts if part)


def _notes(block: Block) -> list[tuple[str, str, int]]:
    """The pieces of a block with their lines: its text, and the footnotes that are defined in it with their names."""
    found = list(_DEFINED.finditer(block.text))
    ends = [one.start() for one in found] + [len(block.text)]
    pieces = [("", block.text[: ends[0]], block.line)] if ends[0] else []
    for number, one in enumerate(found):
        line = block.line + block.text.count("\n", 0, one.end())
        pieces.append((one[1], block.text[one.end() : ends[number + 1]], line))
    return pieces
