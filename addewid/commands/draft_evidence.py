"""What responses stand on: ``draft suggest`` and ``draft quote``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.draft_files import path_of
from addewid.commands.output import dump, json_option, shorten, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import Lang
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from corpus.rows import CommitmentRow, Quotation
    from publish.responses.form import Draft, Question
    from publish.responses.suggesting import Suggestions


@click.command("suggest", epilog="Example: addewid draft suggest climate-2026 --question 4")
@click.argument("draft")
@click.option("--question", metavar="NUMBER", help="Only for this question, by its number.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="How many of each.")
@json_option
def suggest_command(draft: str, question: str | None, limit: int, as_json: bool) -> None:
    """Suggest promises, with what people decided of them, and case studies for each question of a response.

    They are found by the words of the question: nobody has said that they bear on it. addewid draft quote makes a
    quotation of one, by its name.
    """
    from publish.responses import folder, form
    from publish.responses.suggesting import suggest

    with opened(quiet=as_json) as workspace:
        read = form.parse(folder.read(path_of(workspace, draft)))
        asked = [find_question(read, question)] if question else list(read.questions)
        with workspace.corpus.read() as session:
            found = [
                suggest(
                    session,
                    workspace.index,
                    one.text or one.heading,
                    read.meta.lang,
                    on=date.today(),
                    limit=limit,
                    consultation=read.meta.consultation,
                )
                for one in asked
            ]
    if as_json:
        dump([_plain(one, told) for one, told in zip(asked, found, strict=True)])
        return
    for one, told in zip(asked, found, strict=True):
        _print(one, told)


def find_question(draft: "Draft", named: str) -> "Question":
    """The question of a number or name. Raises UsageProblem."""
    wanted = named.strip().lstrip("#")
    fitting = [one for one in draft.questions if wanted in {one.number, one.id}]
    if len(fitting) != 1:
        there = ", ".join(one.number or f"#{one.id}" for one in draft.questions)
        raise UsageProblem("No question is called {named}; there are: {there}.", named=named, there=there)
    return fitting[0]


def _plain(question: "Question", told: "Suggestions") -> dict[str, object]:
    return {
        "question": question.number,
        "id": question.id,
        "heading": question.heading,
        "promises": [
            {"promise": each.row, "passage": each.quotation.passage.ref, "shared": each.shared, "own": each.own}
            for each in told.promises
        ],
        "case_studies": list(told.studies),
    }


def _print(question: "Question", told: "Suggestions") -> None:
    click.echo(f"{question.heading}\n    {shorten(question.text, 200)}")
    for each in told.promises:
        row = each.row
        mark = ", of this consultation" if each.own else ""
        click.echo(f"  {row.ref}  {row.delivery}{' (overdue)' if row.overdue else ''} · {', '.join(each.shared)}{mark}")
        click.echo(
            f"      “{shorten(row.quote, 240)}”\n      {row.document_title}, {row.place}, {row.when or 'undated'}"
        )
    for study in told.studies:
        place = f", {study.place}" if study.place else ""
        click.echo(f"  {study.passage.ref}  case study: {study.name}{place}")
        click.echo(f"      “{shorten(study.passage.text[study.start : study.end], 240)}”")
    if not (told.promises or told.studies):
        click.echo("  Nothing near was found; addewid search looks for words of yours.")
    click.echo("")


@click.command("quote", epilog="Example: addewid draft quote c-4k7m2x9 --into climate-2026 --question 4")
@click.argument("ref")
@click.option("--words", default="", metavar="WORDS", help="Of a passage, which words.  [default: all of it]")
@click.option("--number", type=int, metavar="N", help="Which of them, where they stand there several times; from 1.")
@click.option("--status", is_flag=True, help="With what people decided became of a promise, where they did.")
@click.option("--lang", type=values_of(Lang), help="Language of the response.  [default: that of --into, else en]")
@click.option("--into", "draft", metavar="DRAFT", help="Put it at the end of an answer, instead of printing it.")
@click.option("--question", metavar="NUMBER", help="The question whose answer that is.")
@json_option
def quote_command(ref: str, draft: str | None, question: str | None, as_json: bool, **given: Any) -> None:
    """Print a promise, a piece of evidence or a passage, by its name, as a quotation with its citation.

    Nothing is said of it but where it stands; with --status, what people decided, and nothing where nobody did.
    """
    from publish.responses import folder, form
    from publish.responses.inserting import quotation_markdown, status_markdown

    if (draft is None) != (question is None):
        raise UsageProblem("--into and --question go together: a quotation is put at the end of an answer.")
    with opened(quiet=as_json) as workspace:
        path = path_of(workspace, draft) if draft is not None else None
        text = folder.read(path) if path else ""
        read = form.parse(text)
        lang = Lang(given["lang"]) if given["lang"] else read.meta.lang
        with workspace.corpus.read() as session:
            quotation, promise = _quotation(session, ref, given["words"], given["number"])
            quoted = quotation_markdown(session, quotation, lang)
        status = status_markdown(promise, lang) if given["status"] and promise else ""
        if given["status"] and not status:
            workspace.narrator.say("Nobody has decided what became of it, so nothing is said of that.")
        if path is not None and question is not None:
            _put(workspace, path, text, find_question(read, question), [quoted, status])
    if as_json:
        dump(
            {"markdown": quoted, "status": status, "path": str(path) if path else "", "passage": quotation.passage.ref}
        )
    elif path is None:
        click.echo(" ".join(filter(None, (quoted, status))) if not quoted.startswith(">") else quoted)
        if status and quoted.startswith(">"):
            click.echo(f"\n{status}")


def _quotation(
    session: "Session", ref: str, words: str, number: int | None
) -> "tuple[Quotation, CommitmentRow | None]":
    """The words of a promise, of evidence or of a passage. Raises UsageProblem."""
    from corpus import commitments, documents, evidence
    from corpus.quoting import locate
    from publish.responses.inserting import of_passage

    if ref.startswith("e-"):
        anchor = evidence.find(session, ref).anchor
        (passage,) = documents.passages_by_id(session, [anchor.passage_id])
        return of_passage(passage, anchor.start - passage.start, anchor.end - passage.start), None
    if ref.startswith("c-"):
        detail = commitments.get(session, ref)
        return detail.quotation, detail.row
    passage = documents.passage(session, ref)
    start, end = locate(words, passage.text, ref, number) if words else (0, len(passage.text))
    return of_passage(passage, start, end), None


def _put(workspace: Workspace, path: Path, text: str, question: "Question", parts: list[str]) -> None:
    """Put paragraphs at the end of an answer, its line ends as they are."""
    from corpus import files

    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ending)
    at = min(question.last, len(lines))
    while at >= question.first and not lines[at - 1].strip():
        at -= 1
    block = [line for part in parts if part for line in ("", part)]
    after = [""] if at == len(lines) or lines[at].strip() else []
    files.replace(path, ending.join([*lines[:at], *block, *after, *lines[at:]]))
    workspace.narrator.say(f"Put into {path.name} at line {at + 2}, under {shorten(question.heading, 60)}.")
