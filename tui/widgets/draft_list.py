"""The drafts of the folder: how far each has come, when it is due, and what it answers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.content import Content
from textual.message import Message

from corpus.codebook import Lang
from corpus.language import day, msg, number, plural, tr
from tui.desk.drafts import Listed
from tui.text import cell, plain
from tui.tones import Tone
from tui.widgets.paged import PagedList

LANGUAGES = {Lang.EN: msg("in English"), Lang.CY: msg("in Welsh")}


class DraftList(PagedList[Listed]):
    """All drafts."""

    row_height = 4
    gap = 1

    @dataclass
    class Opened(Message):
        """A draft is to be opened."""

        path: Path

    def __init__(self, today: date, *, id: str) -> None:
        super().__init__(id=id)
        self._today = today

    def draw(self, row: Listed, width: int) -> list[Content]:
        """Its title, how far it has come, and what it answers."""
        facts = Content(" · ").join(facts_of(row, self._today))
        answers = " · ".join(filter(None, (tr(LANGUAGES[row.file.lang]), row.consultation)))
        if row.file.fault:
            facts, answers = Content.styled(plain(row.file.fault), Tone.BAD), str(row.file.path)
        return [
            Content.assemble(" ", cell(row.file.title or row.file.path.name, max(1, width - 1), Tone.STRONG)),
            Content.assemble("   ", facts).truncate(max(1, width), ellipsis=True),
            Content.assemble("   ", cell(answers, max(1, width - 3), Tone.LABEL)),
        ]

    def opened(self, row: Listed) -> Message:
        """Open it."""
        return self.Opened(row.file.path)


def facts_of(row: Listed, today: date) -> list[Content]:
    """What is known of a draft: how far it has come, and when it is due; first that words of it are not saved."""
    file = row.file
    facts = [Content.styled(tr("! words not saved"), Tone.PART)] if row.since else []
    if file.questions:
        facts.append(Content(answered(file.answered, file.questions)))
    facts.append(Content(words_of(file.words, file.budget)))
    if file.deadline:
        facts.append(Content.styled(due(file.deadline, today), Tone.BAD if file.deadline < today else Tone.STRONG))
    return facts


def answered(some: int, questions: int) -> str:
    """How many questions have an answer."""
    return plural("{some} of {count} question answered", "{some} of {count} questions answered", questions, some=some)


def words_of(words: int, budget: int | None) -> str:
    """How long it is, and how long it may be."""
    if not budget:
        return plural("{count} word", "{count} words", words)
    return plural("{words} of {count} word", "{words} of {count} words", budget, words=number(words))


def over(words: int, budget: int | None) -> bool:
    """Whether it is longer than it may be."""
    return bool(budget) and words > (budget or 0)


def due(deadline: date, today: date) -> str:
    """When it is to be sent, and how long that is from today."""
    left = (deadline - today).days
    if left < 0:
        return plural("was due {day}, {count} day ago", "was due {day}, {count} days ago", -left, day=day(deadline))
    if left == 0:
        return tr("due today")
    return plural("due {day}, {count} day left", "due {day}, {count} days left", left, day=day(deadline))
