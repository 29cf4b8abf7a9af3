"""The commands, by name and in the order of their help. Each is imported only when it is run."""

import importlib
import sys

import click

EPILOG = """
Exit status: 0 done · 1 some input could not be read or tagged, or a quotation is lost · 2 wrong usage ·
3 a site refused · 4 a site has changed or shrunk · 5 evidence is missing · 6 another process is writing ·
7 the corpus is damaged · 70 something unforeseen · 130 stopped.
"""

COMMANDS: dict[str, tuple[str, str]] = {
    "starter": ("collecting", "Build the corpus that comes with Addewid."),
    "add": ("collecting", "Add documents, or folders of documents, to the corpus."),
    "crawl": ("crawling", "Collect documents from the sites that publish them."),
    "sources": ("sources", "List the sites that can be crawled, and how they fare."),
    "update": ("working", "Do everything that is due: tag, pair, index, link."),
    "tag": ("working", "Find commitments, themes, case studies and questions."),
    "index": ("working", "Bring the search index up to date."),
    "link": ("working", "Suggest evidence for each commitment."),
    "search": ("searching", "Search the corpus."),
    "searches": ("watching", "List the saved searches."),
    "watch": ("watching", "List what is new in saved searches."),
    "overview": ("overview", "Tell how many commitments there are, and what became of them."),
    "unmet": ("looking", "List the commitments that are unmet."),
    "show": ("showing", "Show a commitment, a document, a passage or a search."),
    "timeline": ("timeline", "Show by date what became of a commitment."),
    "documents": ("looking", "List the documents of the corpus."),
    "cases": ("looking", "List the case studies."),
    "cite": ("deciding", "Link words of a passage to a commitment as evidence."),
    "accept": ("deciding", "Accept suggested evidence."),
    "reject": ("deciding", "Reject suggested evidence."),
    "same": ("same", "Say which commitments are one, stated twice."),
    "review": ("reviewing", "List what waits for you, and why."),
    "confirm": ("reviewing", "Say that something is a commitment."),
    "refuse": ("reviewing", "Say that something is no commitment."),
    "edit": ("reviewing", "Change what is said of a commitment."),
    "add-commitment": ("reviewing", "Make a commitment of words of a passage."),
    "import": ("importing", "Import commitments from a spreadsheet."),
    "code": ("coding", "Say what words are, apart from everybody else."),
    "agreement": ("coding", "Tell how far coders agree, and where they differ."),
    "settle": ("coding", "Decide what coders said differently."),
    "status": ("deciding", "Record what became of a commitment."),
    "correct": ("auditing", "Put another judgement in the place of a wrong one."),
    "undo": ("auditing", "Take back your last decision."),
    "audit": ("auditing", "Check that nothing in the account was changed; tell the history of anything."),
    "draft": ("drafting", "Write, check and build responses to consultations."),
    "export": ("taking", "Write commitments and what they rest on as data for other tools."),
    "publish": ("publishing", "Write the public tracker: a site of pages for everybody."),
    "report": ("reporting", "Print or write a briefing of what is unmet."),
    "crate": ("crating", "Write a slice that others can check and repeat, or check one."),
    "rebuild": ("archiving", "Read everything in the archive again."),
    "explain": ("explaining", "Say which rule and words made a finding, or why there is none."),
    "evaluate": ("evaluating", "Measure what is found against what people marked."),
    "archive": ("archiving", "Look after the archive of what was added and fetched."),
    "backup": ("keeping", "Write everything that cannot be made again into one file."),
    "restore": ("keeping", "Put a backup in its place."),
    "lost": ("caring", "List what was decided about words that are gone."),
    "verify": ("caring", "Re-read every quotation at its source."),
    "doctor": ("caring", "Check that everything is in order."),
    "locate": ("caring", "Say where the corpus is kept."),
    "open": ("opening", "Open the app."),
    "serve": ("serving", "Open the app in a browser."),
}


class Commands(click.Group):
    """Lists commands without importing them, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"addewid.commands.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from their one-line descriptions here."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


@click.group(cls=Commands, invoke_without_command=True, epilog=EPILOG)
@click.version_option(package_name="addewid", message="Addewid %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Addewid finds what Welsh public policy promised, and tracks what is still unmet.

    With no command: opens the app in a terminal, prints an overview otherwise.
    """
    if ctx.invoked_subcommand is None:
        name = "open" if sys.stdin.isatty() and sys.stdout.isatty() else "overview"
        command = cli.get_command(ctx, name)
        assert command is not None  # noqa: S101
        ctx.invoke(command)
