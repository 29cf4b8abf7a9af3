"""The drafts, with how far each has come; or one of them, by its file, with its questions."""

from collections.abc import Iterator
from pathlib import Path

from corpus.language import plural, tr
from tui import words
from tui.desk import drafts
from tui.desk.drafts import Listed
from tui.drafting import on_disk
from tui.plain.asked import Asked, facts
from tui.widgets.draft_list import LANGUAGES, answered, due, words_of


def lines(asked: Asked) -> Iterator[str]:
    """All drafts; or the questions of one."""
    if asked.words:
        yield from _one(asked, Path(asked.text))
        return
    window = drafts.listing(asked.desk)
    yield plural("{count} draft", "{count} drafts", window.total)
    for row in window.rows:
        yield ""
        yield from _draft(asked, row)


def _draft(asked: Asked, row: Listed) -> Iterator[str]:
    file = row.file
    yield file.title or file.path.name
    yield from facts(
        (tr("Answer to"), row.consultation),
        (tr("Language"), tr(LANGUAGES[file.lang])),
        (tr("Questions"), answered(file.answered, file.questions) if file.questions else ""),
        (tr("Length"), words_of(file.words, file.budget)),
        (tr("Deadline"), due(file.deadline, asked.desk.today()) if file.deadline else ""),
        (tr("Not saved since"), words.moment(row.since) if row.since else ""),
        (tr("File"), str(file.path)),
    )


def _one(asked: Asked, path: Path) -> Iterator[str]:
    """A draft's questions, each with its line, and whether it is answered."""
    draft = drafts.read(on_disk.read(path.expanduser().absolute()).file.text)
    yield draft.meta.title or path.name
    for question in draft.questions:
        yield ""
        yield question.heading or tr("Question {number}", number=question.number)
        yield from facts(
            (tr("Line"), str(question.line)),
            (tr("Length"), words_of(question.words, question.budget) if question.answered else tr("not answered")),
        )
