"""``draft check``: what of a response its writer can stand by, and what not yet."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.draft_files import path_of
from addewid.commands.output import count_of, day, dump, json_option
from addewid.workspace import opened

if TYPE_CHECKING:
    from publish.responses.checked import Checked


@click.command("check", epilog="Example: addewid draft check climate-2026")
@click.argument("draft")
@click.option("--on", callback=day, metavar="YYYY-MM-DD", help="The day of the account.  [default: today]")
@json_option
def check_command(draft: str, on: date | None, as_json: bool) -> None:
    """Check a response: every quotation against its source, every citation, every statement of a promise's status.

    Lists what fails by line. Exit status: 0 nothing fails · 1 something does · 2 there is no such response. That words
    are present in their source does not say that they support what is said of them; that is for you to judge.
    """
    from publish.responses import checking, folder, form, pictured
    from publish.rights import rights

    with opened(quiet=as_json) as workspace:
        path = path_of(workspace, draft)
        text, own = folder.read(path), folder.references(path)
        with workspace.corpus.read() as session:
            allowed = rights(session, workspace.settings.short_quotations)
            found = checking.check(session, form.parse(text), references=own, on=on or date.today(), rights=allowed)
        found = pictured.checked(found, text, path.parent)
    if as_json:
        dump(_plain(path, found))
    else:
        _print(path, found)
    if not found.fine:
        raise click.exceptions.Exit(1)


def _plain(path: Path, found: "Checked") -> dict[str, object]:
    return {
        "path": str(path),
        "fine": found.fine,
        "on": found.on,
        "problems": list(found.problems),
        "notes": list(found.notes),
        "quotations": found.quotations,
        "outcomes": dict(found.outcomes),
        "uncited": found.uncited,
        "unchecked": found.unchecked,
        "citations": found.citations,
        "statuses": found.statuses,
        "questions": found.questions,
        "answered": found.answered,
        "words": found.words,
        "budget": found.budget,
    }


def _print(path: Path, found: "Checked") -> None:
    for problem in found.problems:
        click.echo(f"{path.name}:{problem.line}: {problem.kind}: {problem.sentence}")
    for note in found.notes:
        click.echo(f"{path.name}:{note.line}: note: {note.sentence}")
    outcomes = ", ".join(f"{many} {outcome}" for outcome, many in found.outcomes.items() if many)
    others = [(found.uncited, "without a source"), (found.unchecked, "not checked")]
    told = ", ".join([*([outcomes] if outcomes else []), *(f"{many} {what}" for many, what in others if many)])
    click.echo(f"{count_of(found.quotations, 'quotation')}{': ' + told if told else ''}.")
    budget = f" of {found.budget:,}" if found.budget else ""
    answered = f"{found.answered} of {count_of(found.questions, 'question')} answered"
    cited = f"{count_of(found.citations, 'citation')}; {count_of(found.statuses, 'status statement')}"
    click.echo(f"{cited}; {answered}; {found.words:,}{budget} words.")
    if found.fine:
        click.echo("Nothing fails. Whether the words support what is said of them is for you to judge.")
    else:
        click.echo(f"{count_of(len(found.problems), 'problem')}.")
