"""What a plain view is asked for, and the lines that all views are made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.errors import UsageProblem
from corpus.language import number, tr
from tui.desk import Desk
from tui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after the view, and which part of a long list: at most ``limit`` after the first ``skip``."""

    desk: Desk
    words: tuple[str, ...] = ()
    preferences: Preferences = Preferences()  # noqa: RUF009  frozen
    limit: int = 20
    skip: int = 0

    @property
    def text(self) -> str:
        """The words as they were typed."""
        return " ".join(self.words)

    def one(self, what: str) -> str:
        """The one word that a view needs; ``what`` says how it is called. Raises UsageProblem."""
        if len(self.words) != 1:
            raise UsageProblem("Say which: addewid open --plain {what}", what=what)
        return self.words[0]


def facts(*pairs: tuple[str, str]) -> Iterator[str]:
    """Each fact on its line; those that nothing is known of are left out."""
    return (f"{name}: {said}" for name, said in pairs if said)


def part(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading, and below it these lines; nothing where there are none."""
    told = list(lines)
    if told:
        yield ""
        yield title
        yield from told


def window(asked: Asked, listed: int, total: int) -> Iterator[str]:
    """Which part of a list this was, where it was not all of it."""
    last = asked.skip + listed
    if listed and (asked.skip or last < total):
        said = tr("Listed: {first} to {last} of {total}.")
        yield ""
        yield said.format(first=number(asked.skip + 1), last=number(last), total=number(total))
    if listed and last < total:
        yield tr("For the next, add: --skip {last}", last=str(last))
