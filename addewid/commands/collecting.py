"""Getting documents in: ``add`` and ``starter``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, day, dump, json_option, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import DocumentKind, Lang

if TYPE_CHECKING:
    from addewid.pipeline.adding import Outcome


@click.command("add", epilog='Example: addewid add papers/ "Report 2024.pdf" --publisher "Audit Wales"')
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=values_of(DocumentKind), help="What the documents are.")
@click.option("--lang", type=values_of(Lang), help="Their language.")
@click.option("--title", default="", help="Title, for a single document.")
@click.option("--date", "issued", callback=day, metavar="YYYY-MM-DD", help="The documents' own date.")
@click.option("--publisher", default="", help="Whose documents they are.")
@click.option("--url", default="", help="Address they are published at.")
@json_option
def add_command(paths: tuple[Path, ...], kind: str | None, lang: str | None, as_json: bool, **given: object) -> None:
    """Add documents, or folders of documents, to the corpus.

    Reads plain text, Markdown, HTML, PDF, DOCX, ODT, legislation (CLML, Akoma Ntoso), the Senedd Record's XML, CSV and
    JSONL. A file that cannot be read is named and the others go in. The same file twice changes nothing; a changed
    file becomes a new version of its document. Follow with: addewid update.
    """
    from addewid.pipeline import adding
    from corpus.readers import Given
    from corpus.versions import Novelty

    with opened(quiet=as_json) as workspace:
        told = Given(kind=DocumentKind(kind) if kind else None, lang=Lang(lang) if lang else None, **given)  # type: ignore[arg-type]
        outcome = adding.add(workspace, paths, told)
        if as_json:
            dump({"added": outcome.added, "problems": outcome.problems, "warnings": outcome.warnings})
        else:
            for added in outcome.added:
                if added.novelty is not Novelty.SAME:
                    click.echo(f"{added.novelty}: {added.key} ({added.lang}) {added.title}, {added.passages} passages")
            for warning in outcome.warnings:
                workspace.narrator.warn(warning)
            workspace.narrator.say(_summary(outcome))
            _tell(workspace, outcome)
    if outcome.problems:
        raise click.exceptions.Exit(1)


def _tell(workspace: Workspace, outcome: "Outcome") -> None:
    """Tell an attendant what adding came to."""
    from corpus.versions import Novelty

    fresh = sum(added.novelty is not Novelty.SAME for added in outcome.added)
    workspace.narrator.tell(
        "added",
        documents=fresh,
        same=outcome.count(Novelty.SAME),
        problems=len(outcome.problems),
        left=outcome.left_out,
    )


def _summary(outcome: "Outcome") -> str:
    from corpus.versions import Novelty

    counts = (
        (outcome.count(Novelty.NEW), "new document", ""),
        (outcome.count(Novelty.TWIN), "twin in the other language", "twins in the other language"),
        (outcome.count(Novelty.VERSION), "new version", ""),
        (outcome.count(Novelty.SAME), "already there", "already there"),
        (len(outcome.problems), "file not read whole", "files not read whole"),
        (outcome.left_out, "file of another kind left out", "files of other kinds left out"),
    )
    return ", ".join(count_of(number, one, many) for number, one, many in counts if number) + "."


@click.command("starter", epilog="Example: addewid starter")
@click.option("--if-empty", is_flag=True, help="Leave a corpus alone that holds documents of your own.")
def starter_command(if_empty: bool) -> None:
    """Build the corpus that comes with Addewid.

    Briefings of ours on real Welsh policy, from 2010 to 2026, in English and partly in Welsh, with some promises
    already decided on evidence. It is a beginning to look at, not the whole account of anything.
    """
    from addewid.pipeline import starter

    with opened() as workspace:
        if if_empty and starter.has_other_documents(workspace):
            workspace.narrator.say("The corpus holds documents of your own, so the starter was not added.")
            return
        outcome = starter.build(workspace)
        workspace.narrator.say(_summary(outcome))
        _tell(workspace, outcome)
    if outcome.problems:
        raise click.exceptions.Exit(1)
