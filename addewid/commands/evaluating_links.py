"""Measuring links: ``evaluate links``, how good suggested evidence is, and how well answers are found."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.output import dump, json_option
from addewid.workspace import Workspace, opened

if TYPE_CHECKING:  # slow to load
    from addewid.pipeline.evidence_gold import Suggested
    from addewid.pipeline.inquiries import Pair, Ranked, Told

    Measured = Mapping[Told, Mapping[str, Ranked]]


@click.command("links", epilog="Example: addewid evaluate links --inquiries ~/inquiries")
@click.option("--inquiries", type=click.Path(path_type=Path), help="The folder of workbooks of inquiries (.xlsx).")
@json_option
def links_command(inquiries: Path | None, as_json: bool) -> None:
    """Measure how good suggested evidence is, and how well answers to recommendations are found.

    Suggestions over the starter corpus, made in a temporary folder, are held against what was judged true. Of the
    recommendations of UK inquiries, where their workbooks are beside the source or in the folder given, the right
    answer is looked for among all: with numbers and titles as printed, and without.
    """
    from addewid.pipeline import evidence_gold
    from addewid.pipeline import inquiries as measuring

    with opened(quiet=as_json) as workspace:
        parts, account = _of_starter(workspace)
        folder = inquiries or measuring.BESIDE
        found = measuring.pairs(folder) if inquiries or folder.is_dir() else []
        answered: Measured = {told: _of_inquiries(workspace, found, told) for told in measuring.Told} if found else {}
    if as_json:
        told = {part: asdict(each) | {"precision": each.precision} for part, each in parts.items()}
        ranks = {told: {name: asdict(each) for name, each in of.items()} for told, of in answered.items()}
        dump({"starter": told, "account": account, "inquiries": ranks})
        return
    click.echo(f"Judged: {evidence_gold.usual_gold().name}; half of the documents are held out.\n")
    for line in (*_starter_lines(parts), *_account_lines(account), *_answer_lines(answered)):
        click.echo(line)


def _of_starter(workspace: Workspace) -> "tuple[dict[str, Suggested], dict[str, int]]":
    from addewid.pipeline import evidence_gold
    from addewid.pipeline.evaluating import Part

    path = evidence_gold.usual_gold()
    with (
        workspace.narrator.task("Reading the starter corpus", 3, "steps") as task,
        evidence_gold.starter_suggestions(task.advance) as starter,
        starter.corpus.read() as session,
    ):
        parts = {str(part): evidence_gold.of_gold(session, evidence_gold.judged(path, part)) for part in Part}
        cited, found = evidence_gold.of_account(session)
    return parts, {"cited": cited, "suggested": found}


def _of_inquiries(workspace: Workspace, found: "list[Pair]", told: "Told") -> "Mapping[str, Ranked]":
    from addewid.pipeline import inquiries

    with workspace.narrator.task(f"Answers, {told}", len(found), "recommendations") as task:
        return inquiries.of_inquiries(found, told, task.advance)


def _starter_lines(parts: "Mapping[str, Suggested]") -> Iterator[str]:
    yield f"{'Evidence suggested over the starter corpus':<44}" + "".join(f"{name:>12}" for name in parts)
    rows = {
        "suggestions": [str(each.suggestions) for each in parts.values()],
        "right": [f"{each.precision:.2f}" for each in parts.values()],
        "right but for how it bears": [_share(each.right_place, each.suggestions) for each in parts.values()],
        "drawn commitments without evidence": [str(each.without) for each in parts.values()],
        "of them left empty": [f"{each.empty_share:.2f}" for each in parts.values()],
        "drawn commitments with evidence": [str(each.having) for each in parts.values()],
        "of them some found": [_share(each.found, each.having) for each in parts.values()],
        "judged commitments that are gone": [str(each.lost) for each in parts.values()],
    }
    for name, cells in rows.items():
        yield f"  {name:<42}" + "".join(f"{cell:>12}" for cell in cells)


def _account_lines(account: Mapping[str, int]) -> Iterator[str]:
    cited, suggested = account["cited"], account["suggested"]
    yield f"\nOf {cited} pieces of evidence that the shipped account cites {suggested} are suggested."


def _answer_lines(answered: "Measured") -> Iterator[str]:
    if not answered:
        yield "Answers were not measured: give the folder of the inquiries with --inquiries."
        return
    yield f"\n{'Answers to recommendations of inquiries':<44}{'pairs':>8}{'first':>10}{'in ten':>10}"
    for told, of in answered.items():
        yield f"  {told}"
        for name, each in of.items():
            first, ten = _share(each.first, each.pairs), _share(each.among_ten, each.pairs)
            yield f"    {name:<40}{each.pairs:>8}{first:>10}{ten:>10}"


def _share(number: int, of: int) -> str:
    return f"{number / of:.2f}" if of else "-"
