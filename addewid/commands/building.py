"""Taking a response away as a document: ``draft build``."""

from datetime import date
from pathlib import Path

import click

from addewid.commands.draft_files import path_of
from addewid.commands.output import count_of
from addewid.workspace import opened
from publish.document import FORMATS


@click.command("build", epilog="Example: addewid draft build response.en.md --to docx --style harvard")
@click.argument("draft", metavar="FILE")
@click.option("--to", type=click.Choice(FORMATS), default="docx", show_default=True, help="Format of the document.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.  [default: beside FILE]"
)
@click.option(
    "--style", default="", metavar="NAME", help="Style of citations: oscola, harvard, or any that is packaged."
)
@click.option("--reference", type=click.Path(path_type=Path, dir_okay=False), help="DOCX or ODT whose look to take.")
@click.option("--despite", is_flag=True, help="Build what the check finds fault with, and list that in an annex.")
def build_command(draft: str, to: str, output: Path | None, style: str, reference: Path | None, despite: bool) -> None:
    """Write a response as a document, its citations printed in a style.

    FILE is the response's file, or the key of its consultation. It is checked first, and not built while the check
    finds anything wrong.
    """
    from publish.responses import building
    from publish.rights import rights

    with opened() as workspace:
        at = path_of(workspace, draft)
        with workspace.corpus.read() as session:
            built = building.build(
                session,
                at,
                to,
                output,
                style=style,
                reference=reference,
                despite=despite,
                on=date.today(),
                rights=rights(session, workspace.settings.short_quotations),
            )
        if built.problems:
            found = count_of(len(built.problems), "problem")
            workspace.narrator.warn(f"{built.path} written, marked as not verified; its annex tells of {found}.")
        else:
            workspace.narrator.say(f"{built.path} written.")
