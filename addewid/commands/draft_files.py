"""The files of responses: ``draft new``, ``draft list``, ``draft references``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, day, dump, json_option, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import Lang
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from publish.responses.folder import DraftFile


def folder_of(workspace: Workspace) -> Path:
    """The folder of responses."""
    from publish.responses import folder

    return folder.home(workspace.settings.drafts, workspace.paths.responses)


def path_of(workspace: Workspace, named: str) -> Path:
    """The file of the response that was named. Raises UsageProblem."""
    from publish.responses import folder

    return folder.find(folder_of(workspace), named)


@click.command("new", epilog="Example: addewid draft new climate-2026 --words 3000 --twin")
@click.argument("consultation")
@click.option("--lang", type=values_of(Lang), help="Language of the response.  [default: the consultation's]")
@click.option("--twin", is_flag=True, help="Begin it in the other language too.")
@click.option("--words", type=click.IntRange(1, 1_000_000), metavar="N", help="The most words that it may have.")
@click.option("--deadline", callback=day, metavar="YYYY-MM-DD", help="When it is due.  [default: when its page says]")
@json_option
def new_command(
    consultation: str, lang: str | None, twin: bool, words: int | None, deadline: date | None, as_json: bool
) -> None:
    """Begin a response to a consultation, by its key: a folder with a file that asks its questions.

    Nothing is written over. addewid documents lists consultations with their keys.
    """
    from publish.responses import form, making

    with opened(quiet=as_json) as workspace:
        with workspace.corpus.read() as session:
            paths = making.new(
                session,
                consultation,
                folder_of(workspace),
                lang=Lang(lang) if lang else None,
                words=words,
                deadline=deadline,
                twin=twin,
            )
        drafts = [form.parse(path.read_text(encoding="utf-8")) for path in paths]
        asked = [sum(bool(question.text) for question in draft.questions) for draft in drafts]
        for path, draft, many in zip(paths, drafts, asked, strict=True):
            due = f", due on {draft.meta.deadline}" if draft.meta.deadline else ""
            found = count_of(many, "question") if many else "no question was found in the paper, so one section"
            workspace.narrator.say(f"{path.name}: {found}{due}.")
    if as_json:
        told = zip(paths, drafts, asked, strict=True)
        dump([{"path": str(path), "questions": many, "deadline": draft.meta.deadline} for path, draft, many in told])
        return
    for path in paths:
        click.echo(str(path))


@click.command("list", epilog="Example: addewid draft list")
@json_option
def list_command(as_json: bool) -> None:
    """List the responses that there are, and how far each has come."""
    from publish.responses import folder

    with opened(quiet=as_json) as workspace:
        home = folder_of(workspace)
    rows = folder.listing(home)
    if as_json:
        dump([{**_plain(row), "path": str(row.path)} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.path.relative_to(home)}  {_told(row)}\n    {row.title}")
    click.echo(f"{count_of(len(rows), 'response')} in {home}.")


def _plain(row: "DraftFile") -> dict[str, object]:
    names = ("title", "consultation", "lang", "deadline", "words", "budget", "questions", "answered", "fault")
    return {name: getattr(row, name) for name in names}


def _told(row: "DraftFile") -> str:
    if row.fault:
        return row.fault
    budget = f" of {row.budget:,}" if row.budget else ""
    due = f" · due {row.deadline}{' (passed)' if row.deadline < date.today() else ''}" if row.deadline else ""
    answered = f"{row.answered} of {count_of(row.questions, 'question')} answered"
    return f"{row.lang} · {answered} · {row.words:,}{budget} words{due}"


@click.command("references", epilog="Example: addewid draft references climate-2026 zotero.json")
@click.argument("draft")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def references_command(draft: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Take references of your own into references.json beside a response, to be cited by their ids.

    Files may be CSL-JSON, RIS or Zotero's JSON. One of the same id takes the place of the one before. Quotations from
    your own references are not checked: what they quote is not in the corpus.
    """
    import json

    from corpus import files as writing
    from corpus.errors import NotFound
    from publish.citations import keys, taken_in
    from publish.responses import folder

    with opened(quiet=as_json) as workspace:
        path = path_of(workspace, draft)
        held = folder.references(path)
        taken = {item["id"]: item for file in files for item in taken_in.read(file)}
        with workspace.corpus.read() as session:
            for key in taken:
                try:
                    keys.resolve(session, key)
                except NotFound:
                    continue
                raise UsageProblem(
                    "{key} is the key of a document of the corpus; give your reference another id, and take it in "
                    "again.",
                    key=key,
                )
        target = path.with_name(folder.REFERENCES)
        items = sorted({**held, **taken}.values(), key=lambda item: str(item["id"]))
        writing.replace(target, json.dumps(items, ensure_ascii=False, indent=2) + "\n")
        workspace.narrator.say(f"{count_of(len(taken), 'reference')} taken into {target}.")
    if as_json:
        dump({"path": str(target), "taken": sorted(taken), "references": len(items)})
        return
    for key in sorted(taken):
        click.echo(f"@{key}")
