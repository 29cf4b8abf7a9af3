"""``draft edit``: a response in the app, with its questions and the evidence for them beside the text."""

import click

from addewid.commands.draft_files import path_of
from addewid.commands.opening import show_app
from addewid.workspace import opened


@click.command("edit", epilog="Example: addewid draft edit climate-2026")
@click.argument("draft")
def edit_command(draft: str) -> None:
    """Write a response in the app: its questions, its text, and what each question may be answered with.

    It is named by its file, or by the key of its consultation. Any other editor may be used on the file beside the app.
    """
    with opened(quiet=True) as workspace:
        path = path_of(workspace, draft)
    show_app(draft=path.absolute())
