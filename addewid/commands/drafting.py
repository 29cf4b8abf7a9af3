"""``draft``: the commands for consultation responses, by name and in the order of their help."""

import importlib

import click

DRAFT_COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("draft_files", "Begin a response to a consultation."),
    "list": ("draft_files", "List the responses that there are."),
    "edit": ("draft_editing", "Write a response in the app."),
    "suggest": ("draft_evidence", "Suggest promises and case studies for each question."),
    "quote": ("draft_evidence", "Print a quotation with its citation, or put it into a response."),
    "check": ("draft_checking", "Check every quotation, citation and statement of a response."),
    "references": ("draft_files", "Take in references of your own."),
    "build": ("building", "Make a document of a response."),
}


class DraftCommands(click.Group):
    """Lists commands without importing them, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        return list(DRAFT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in DRAFT_COMMANDS:
            return None
        module = importlib.import_module(f"addewid.commands.{DRAFT_COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from their one-line descriptions here."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in DRAFT_COMMANDS.items()])


@click.group("draft", cls=DraftCommands, epilog="Example: addewid draft new climate-2026 --words 3000")
def draft_command() -> None:
    """Write responses to consultations in which every quotation can be checked.

    A response is a Markdown file, written in any program, in the folder that settings.toml sets as drafts. It is named
    by its file, or by the key of its consultation, with its language where there are two: climate-2026/cy.
    """
