"""Options that choose commitments, which several commands share, and the filter that they come to."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from addewid.commands.output import day, values_of
from corpus.codebook import CommitmentKind, Delivery, Theme
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.rows import CommitmentFilter

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--kind", "kinds", multiple=True, type=values_of(CommitmentKind), help="Only this kind."),
    click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only on this theme."),
    click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only promised by this body, by name or key."),
    click.option("--document", default="", metavar="KEY", help="Only from, or inserted into, this one."),
    click.option("--delivery", "deliveries", multiple=True, type=values_of(Delivery), help="Exactly these."),
    click.option("--text", default="", help="Only those holding these words."),
    click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only stated on this day or later."),
    click.option("--until", callback=day, metavar="YYYY-MM-DD", help="Only stated on this day or earlier."),
    click.option(
        "--term", type=int, metavar="N", help="Only stated in this term of the Senedd; the first began in 1999."
    ),
    click.option("--under", default="", metavar="NAME", help="Only stated while this First Minister was in office."),
    click.option("--overdue", is_flag=True, help="Only those whose deadline has passed."),
    click.option("--on", callback=day, metavar="YYYY-MM-DD", help="As things stood on this day."),
)


def choosing(command: Command) -> Command:
    """The options, in the order of the help; ``wanted`` takes what they give."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def wanted(
    kinds: tuple[str, ...],
    themes: tuple[str, ...],
    bodies: tuple[str, ...],
    deliveries: tuple[str, ...],
    since: date | None,
    until: date | None,
    term: int | None,
    under: str,
    **more: Any,
) -> "CommitmentFilter":
    """The filter that the options come to. Raises UsageProblem for what there is none of."""
    from corpus.naming import named
    from corpus.rows import CommitmentFilter

    first, last = between(since, until, term, under)
    return CommitmentFilter(
        deliveries=frozenset(Delivery(value) for value in deliveries),
        kinds=frozenset(CommitmentKind(kind) for kind in kinds),
        themes=frozenset(Theme(theme) for theme in themes),
        bodies=frozenset(named(name).key for name in bodies),
        since=first,
        until=last,
        **more,
    )


def between(since: date | None, until: date | None, term: int | None, under: str) -> tuple[date | None, date | None]:
    """The days that all of these allow. Raises UsageProblem for a term or a First Minister that there was none of."""
    from corpus import terms

    spans = [(since, until)]
    if term is not None:
        found = terms.term_numbered(term)
        if found is None:
            known = ", ".join(f"{each.number} ({each.name_en})" for each in terms.terms() if not each.planned)
            raise UsageProblem(f"There is no term {term}; there are: {known}.")
        spans.append((found.elected, found.last))
    if under:
        held = [each for each in terms.administrations() if under.casefold() in each.first_minister.casefold()]
        if len(held) != 1:
            names = ", ".join(each.first_minister for each in terms.administrations())
            raise UsageProblem(f"{under} is not the name of one First Minister; there were: {names}.")
        spans.append((held[0].began, held[0].last))
    first = max((begun for begun, _ in spans if begun), default=None)
    last = min((ended for _, ended in spans if ended), default=None)
    return first, last
