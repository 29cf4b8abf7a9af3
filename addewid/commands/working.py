"""The work between adding and looking: ``tag``, ``index``, ``link`` and ``update``, which does it all."""

from pathlib import Path

import click

from addewid.commands.output import count_of, dump_line
from addewid.workspace import Workspace, opened

processes_option = click.option(
    "--processes",
    type=click.IntRange(0),
    metavar="N",
    help="How many processes tag at a time; 0: one a core.  [default: the setting of that name, or 1]",
)


@click.command("tag", epilog="Example: addewid tag report.pdf --json")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@processes_option
@click.option("--json", "as_json", is_flag=True, help="With paths: print one JSON object a line (always so).")
def tag_command(paths: tuple[Path, ...], processes: int | None, as_json: bool) -> None:
    """Find commitments, themes, case studies and questions.

    Without paths: in every document of the corpus that is new or that today's rules have not read. With paths: prints
    what is found in those files, one JSON object a line, and leaves the corpus alone. Exit status 1 when the tagger
    failed on a document, or a file could not be read; the others are done.
    """
    with opened(quiet=as_json) as workspace:
        whole = _tag_files(workspace, paths) if paths else _tag_corpus(workspace, processes)
    if not whole:
        raise click.exceptions.Exit(1)


def _tag_corpus(workspace: Workspace, processes: int | None) -> bool:
    """Tag what is due; returns whether that went well with every document."""
    from addewid.pipeline import tagging

    outcome = tagging.tag(workspace, processes)
    workspace.narrator.say(
        f"{count_of(outcome.versions, 'document')} tagged: {count_of(outcome.commitments, 'commitment')}, "
        f"{count_of(outcome.progress, 'progress statement')}, {count_of(outcome.responses, 'response')}, "
        f"{count_of(outcome.themes, 'theme')}, {count_of(outcome.case_studies, 'case study', 'case studies')}, "
        f"{count_of(outcome.questions, 'question')}."
    )
    workspace.narrator.tell(
        "tagged", documents=outcome.versions, promises=outcome.commitments, problems=len(outcome.failed)
    )
    return not outcome.failed


def _tag_files(workspace: Workspace, paths: tuple[Path, ...]) -> bool:
    """Print what is found in files; returns whether all could be read."""
    from addewid.pipeline.loose import findings_of

    whole = True
    for line in findings_of(workspace, paths):
        if isinstance(line, str):
            whole = False
            workspace.narrator.warn(line)
        else:
            dump_line(line)
    return whole


@click.command("index", epilog="Example: addewid index --meaning")
@click.option("--meaning", is_flag=True, help="Also read what is new for searches by meaning (addewid[semantic]).")
def index_command(meaning: bool) -> None:
    """Bring the search index up to date. It is rebuilt by itself when it is missing or damaged."""
    from addewid.pipeline.indexing import read_meaning

    with opened() as workspace:
        if meaning:
            workspace.index.meaning.ready()
        _index(workspace)
        if meaning:
            read_meaning(workspace)


def _index(workspace: Workspace) -> None:
    from addewid.pipeline.indexing import update

    update(workspace)


@click.command("link", epilog="Example: addewid link")
def link_command() -> None:
    """Suggest evidence for each commitment. A suggestion counts for nothing until a person accepts it."""
    with opened() as workspace:
        _link(workspace)


def _link(workspace: Workspace) -> None:
    from addewid.pipeline import linking

    outcome = linking.link(workspace)
    workspace.narrator.say(
        f"{count_of(outcome.commitments, 'commitment')} looked at, {count_of(outcome.suggestions, 'new suggestion')}."
    )
    workspace.narrator.tell("linked", promises=outcome.commitments, suggestions=outcome.suggestions)


def _pair(workspace: Workspace) -> None:
    from addewid.pipeline import same

    new = same.suggest(workspace)
    if new:
        workspace.narrator.say(
            f"{count_of(new, 'new pair')} of commitments may be one, stated twice: addewid same lists them."
        )


@click.command("update", epilog="Example: addewid update")
@processes_option
def update_command(processes: int | None) -> None:
    """Do everything that is due: tag, pair, index, link. Running it twice changes nothing.

    Pairing looks for commitments that are stated twice; a person says whether they are one, with: addewid same. Exit
    status 1 when the tagger failed on a document; all the rest is done.
    """
    with opened() as workspace:
        whole = _tag_corpus(workspace, processes)
        _pair(workspace)
        _index(workspace)
        _link(workspace)
    if not whole:
        raise click.exceptions.Exit(1)
