"""Printing the status that the program suggests: as what it is, nobody's judgement."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.types import SuggestedStatus


def told(statuses: "Iterable[SuggestedStatus]") -> Iterator[str]:
    """The lines, with a blank line before them; none where nothing is suggested."""
    for number, status in enumerate(statuses):
        if number == 0:
            yield "\nSuggested by the program, decided by nobody"
        mark = " (self-reported)" if status.self_reported else ""
        yield f"  {status.judgement}: {f'{status.value}{mark}, {status.score:.2f}' if status.value else 'nothing'}"
        yield from (f"      {reason}" for reason in status.reasons)
        if status.do:
            yield f"      {status.do}"
