"""Reviewing what was found: ``review``, ``confirm``, ``refuse``, ``edit``, ``add-commitment``."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from addewid.commands.output import count_of, dump, json_option, shorten, values_of
from addewid.workspace import opened
from corpus.codebook import CommitmentKind, ReviewReason, Theme
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.editing import Edit
    from corpus.rows import DecisionRow

Command = TypeVar("Command", bound=Callable[..., Any])

_SEEN = click.option("--seen", metavar="DECISION", help="Refuse if somebody has decided since this decision, by name.")


@click.command("review", epilog="Example: addewid review --reason overdue")
@click.option("--reason", "reasons", multiple=True, type=values_of(ReviewReason), help="Only what waits for this.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many to list.")
@click.option("--offset", default=0, type=click.IntRange(0), help="How many to pass over.")
@json_option
def review_command(reasons: tuple[str, ...], limit: int, offset: int, as_json: bool) -> None:
    """List what waits for you, and why: changed sources, disputes, old judgements, deadlines, and what is new."""
    from corpus import commitments, review

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        wanted = [ReviewReason(reason) for reason in reasons]
        weeks = workspace.settings.response_weeks
        waiting = review.queue(session, reasons=wanted, weeks=weeks, limit=limit, offset=offset)
        rows = commitments.rows(session, [each.ref for each in waiting.items])
    if as_json:
        items = [{**each._asdict(), "commitment": rows[each.ref]} for each in waiting.items]
        dump({"waiting": waiting.counts, "items": items})
        return
    for each in waiting.items:
        row = rows[each.ref]
        click.echo(f"{each.reason}: {each.ref}{f' ({each.about})' if each.about != each.ref else ''}, {each.why}")
        click.echo(f"    “{shorten(row.quote, 200)}”")
        click.echo(f"    {row.delivery} · {row.kind} · {row.body or 'actor unknown'} · {row.stands_in}, {row.place}\n")
    told = ", ".join(f"{many:,} {reason}" for reason, many in waiting.counts.items() if many)
    listed = f", {len(waiting.items):,} listed" if len(waiting.items) < waiting.total else ""
    click.echo(f"{count_of(waiting.total, 'thing')} to look at{': ' + told if told else ''}{listed}.")


@click.command("confirm", epilog="Example: addewid confirm c-4k7m2x9")
@click.argument("refs", nargs=-1, required=True)
@click.option("--because", default="", metavar="TEXT", help="Why, in a sentence.")
@_SEEN
@json_option
def confirm_command(refs: tuple[str, ...], because: str, seen: str | None, as_json: bool) -> None:
    """Say that these are commitments, and say what they are said to say; no later tagging changes them."""
    from corpus import editing

    _each(refs, seen, as_json, lambda session, ref, who: editing.confirm(session, ref, who, because, seen))


@click.command("refuse", epilog="Example: addewid refuse c-4k7m2x9 --because 'It only describes the Act.'")
@click.argument("refs", nargs=-1, required=True)
@click.option("--because", required=True, metavar="TEXT", help="Why, in a sentence.")
@_SEEN
@json_option
def refuse_command(refs: tuple[str, ...], because: str, seen: str | None, as_json: bool) -> None:
    """Say that these are no commitments. They leave every list, are not found again, and confirm brings them back."""
    from corpus import editing

    _each(refs, seen, as_json, lambda session, ref, who: editing.refuse(session, ref, who, because, seen))


def fields_of_edit(command: Command) -> Command:
    """The options that say what a commitment says from now on."""
    for option in reversed(
        (
            click.option("--kind", type=values_of(CommitmentKind), help="What it is."),
            click.option("--body", metavar="NAME", help='The public body that is bound; "" for none that is known.'),
            click.option("--actor", metavar="WORDS", help="Who is bound, in the words of the document."),
            click.option("--action", metavar="WORDS", help="What is to be done."),
            click.option("--beneficiary", metavar="WORDS", help="For whom."),
            click.option("--deadline", metavar="YYYY-MM-DD", help='By when; "" for no day.'),
            click.option("--deadline-text", metavar="WORDS", help="By when, in the words of the document."),
            click.option("--condition", metavar="WORDS", help="On what condition."),
            click.option(
                "--theme", "themes", multiple=True, type=values_of(Theme), help="On what; replaces the themes."
            ),
            click.option("--quote", metavar="WORDS", help="The words that make it, a stretch of its passage."),
        )
    ):
        command = option(command)
    return command


def edit_of(given: dict[str, Any]) -> "Edit":
    """What was typed, as an edit. Raises UsageProblem for a day that is none or a body that nobody knows."""
    from corpus.editing import Edit
    from corpus.naming import named

    told = {name: value for name, value in given.items() if value not in (None, ())}
    if told.get("deadline"):
        try:
            told["deadline"] = date.fromisoformat(told["deadline"])
        except ValueError as error:
            raise UsageProblem(f"{told['deadline']} is not a date; write it as 2026-05-01.") from error
    if told.get("body"):
        told["body"] = named(told["body"]).key
    if "kind" in told:
        told["kind"] = CommitmentKind(told["kind"])
    if "themes" in told:
        told["themes"] = tuple(Theme(theme) for theme in told["themes"])
    return Edit(**told)


@click.command("edit", epilog="Example: addewid edit c-4k7m2x9 --kind pledge --deadline 2027-03-31")
@click.argument("ref")
@fields_of_edit
@click.option("--because", default="", metavar="TEXT", help="Why, in a sentence.")
@_SEEN
@json_option
def edit_command(ref: str, because: str, seen: str | None, as_json: bool, **given: Any) -> None:
    """Change what is said of a commitment. It is yours from then on: no later tagging changes it."""
    from corpus import editing

    wanted = edit_of(given)
    if wanted == editing.Edit():
        raise UsageProblem("Nothing to change; addewid edit --help lists what can be.")
    _each((ref,), seen, as_json, lambda session, whole, who: editing.edit(session, whole, wanted, who, because, seen))


@click.command(
    "add-commitment", epilog="Example: addewid add-commitment plan-2021/en/14 --quote 'We will …' --kind pledge"
)
@click.argument("passage")
@click.option("--quote", required=True, metavar="WORDS", help="The words that make it, as printed there.")
@click.option("--number", type=int, metavar="N", help="Which of them, where they stand there several times; from 1.")
@click.option("--kind", required=True, type=values_of(CommitmentKind), help="What it is.")
@click.option("--body", default="", metavar="NAME", help="The public body that is bound.")
@click.option("--because", default="", metavar="TEXT", help="Why, in a sentence.")
@json_option
def add_commitment_command(
    passage: str, quote: str, number: int | None, kind: str, body: str, because: str, as_json: bool
) -> None:
    """Make a commitment of words of a passage that the program did not find.

    PASSAGE is a name such as addewid search and addewid show KEY print in brackets.
    """
    from corpus import documents, editing
    from corpus.naming import named
    from corpus.quoting import locate

    if len(quote.split()) < 2:
        raise UsageProblem("A commitment needs more than one word: quote who is to do what.")
    key = named(body).key if body else ""
    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        found = documents.passage(session, passage)
        start, end = locate(quote, found.text, passage, number)
        row = editing.add(session, found.id, start, end, CommitmentKind(kind), workspace.settings.name, key, because)
    if as_json:
        dump([row])
    else:
        click.echo(f"{row.subject} added: “{row.after['quote']}”; addewid edit {row.subject} says more of it.")


def _each(refs: tuple[str, ...], seen: str | None, as_json: bool, decide: "Callable[..., DecisionRow]") -> None:
    """Decide about some commitments, about all or about none."""
    from corpus import commitments

    if seen is not None and len(refs) > 1:
        raise UsageProblem("--seen is of one commitment; name one.")
    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        rows = [decide(session, commitments.find_ref(session, ref), workspace.settings.name) for ref in refs]
    _print(rows, as_json)


def _print(rows: "list[DecisionRow]", as_json: bool) -> None:
    if as_json:
        dump(rows)
        return
    for row in rows:
        click.echo(f"{row.name}  {row.told}")
