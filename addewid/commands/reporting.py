"""``report``: a briefing of the unmet, on the terminal or as a document."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from addewid.commands.choosing import choosing, wanted
from addewid.commands.output import WELCOME, dump, json_option, values_of
from addewid.settings import spoken
from addewid.workspace import opened
from corpus import language
from corpus.codebook import Lang
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from addewid.workspace import Workspace
    from corpus.rows import CommitmentFilter
    from publish.briefing import Briefing

BY = ("body", "theme", "deadline")
FORMS = ("terminal", "markdown", "docx")

_BY_ENDING = {".md": "markdown", ".docx": "docx"}


@click.command("report", epilog="Example: addewid report --by deadline --body welsh-government --output unmet.docx")
@click.option("--by", type=click.Choice(BY), default="body", show_default=True, help="What to group the promises by.")
@click.option("--format", "form", type=click.Choice(FORMS), help="[default: by the ending of --output, else terminal]")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; Markdown has its pictures beside."
)
@click.option("--lang", type=values_of(Lang), help="Language of the briefing.  [default: that of the app]")
@choosing
@json_option
def report_command(
    by: str, form: str | None, output: Path | None, lang: str | None, as_json: bool, **given: Any
) -> None:
    """Print or write a briefing of the promises that are unmet: whose, on what, until when, and by whose judgement.

    Only what people decided is called unmet; how many nobody has assessed is told beside. The options choose promises
    as those of unmet do.
    """
    asked = wanted(**given)
    form = form or (_BY_ENDING.get(output.suffix.lower(), "") if output else "terminal")
    if not form:
        raise UsageProblem("{path} says no format; add --format markdown or --format docx.", path=output)
    if output is None and form == "docx":
        raise UsageProblem("A DOCX is a file; name it with --output, as in --output unmet.docx.")
    if as_json and output:
        raise UsageProblem("--json prints to the terminal; leave --output out.")
    with opened(quiet=as_json) as workspace:
        # data for programs is the same whatever language a person speaks
        language.use(Lang.EN if as_json else Lang(lang) if lang else spoken(workspace.settings))
        with workspace.corpus.read() as session:
            told = _gathered(workspace, session, asked, by)
        if as_json:
            dump(_as_data(told))
        elif told is None:
            click.echo(WELCOME)
        elif output is not None:
            _write(told, form, output)
            workspace.narrator.say(f"{told.total:,} promises written to {output}.")
        else:
            _print(told, form)


def _gathered(workspace: "Workspace", session: "Session", asked: "CommitmentFilter", by: str) -> "Briefing | None":
    """The briefing; None where there is no document yet."""
    from corpus import documents
    from publish.briefing import By, gather
    from publish.rights import rights

    if not documents.listing(session, limit=1):
        return None
    return gather(session, asked, By(by), rights(session, workspace.settings.short_quotations))


def _as_data(told: "Briefing | None") -> dict[str, Any]:
    if told is None:
        return {"total": 0, "overdue": 0, "waiting": 0, "groups": []}
    names = ("stamp", "by", "asked", "total", "overdue", "waiting", "groups")
    return {name: getattr(told, name) for name in names}


def _print(told: "Briefing", form: str) -> None:
    from addewid.commands.tabled import print_briefing
    from publish.briefing import as_markdown

    if form == "markdown":
        click.echo(as_markdown(told), nl=False)
    else:
        print_briefing(told)


def _write(told: "Briefing", form: str, output: Path) -> None:
    """Write a file, whole or not at all; pictures before the text that shows them."""
    from publish.briefing import as_docx, as_markdown
    from publish.charts import as_png
    from publish.export.writing import whole_file

    if form == "docx":
        content = as_docx(told)
    elif form == "markdown":
        pictures = {chart: output.with_name(f"{output.stem}-{at}.png") for at, chart in enumerate(told.charts, 1)}
        for chart, path in pictures.items():
            with whole_file(path) as draft:
                draft.write_bytes(as_png(chart, titled=False))
        content = as_markdown(told, {chart: quote(path.name) for chart, path in pictures.items()}).encode()
    else:
        raise UsageProblem("A table for the terminal is not written to a file; choose --format markdown or docx.")
    with whole_file(output) as draft:
        draft.write_bytes(content)
