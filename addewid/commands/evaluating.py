"""Measuring against what people marked: ``evaluate`` the tagger, ``evaluate search`` the search."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.evaluating_links import links_command
from addewid.commands.output import dump, json_option
from addewid.workspace import Workspace, opened
from corpus.errors import UsageProblem

if TYPE_CHECKING:  # slow to load
    from index.language.measuring import Figures
    from index.meaning.model import Model
    from index.relevance import Ranked

    _Figures = Mapping[str, Ranked]


@click.group("evaluate", invoke_without_command=True, epilog="Example: addewid evaluate --gold mine.jsonl --all")
@click.option("--gold", multiple=True, type=click.Path(path_type=Path), help="A file of gold data; may be repeated.")
@click.option("--held-out", "part", flag_value="held-out", default="held-out", help="Documents kept for measuring.")
@click.option("--development", "part", flag_value="development", help="The documents that rules were written by.")
@click.option("--all", "part", flag_value="all", help="All documents.")
@json_option
@click.pass_context
def evaluate_command(context: click.Context, gold: tuple[Path, ...], part: str, as_json: bool) -> None:
    """Measure what is found against gold data: sentences that people marked by the codebook.

    Without --gold: against Addewid's own, which come with its source. Half of all documents, chosen by their names, are
    held out: no rule was written by them, and only these are measured unless others are asked for.
    """
    if context.invoked_subcommand is None:
        _evaluate_tagger(gold, part, as_json)
    elif gold or as_json or part != "held-out":
        raise UsageProblem(
            f"Options go after the name: addewid evaluate {context.invoked_subcommand} --help lists them."
        )


evaluate_command.add_command(links_command)


def _evaluate_tagger(gold: tuple[Path, ...], part: str, as_json: bool) -> None:
    from addewid.commands.measured import table
    from addewid.pipeline import evaluating
    from nlp.measuring.measures import as_data

    paths = gold or evaluating.usual_gold()
    documents = evaluating.documents(paths, evaluating.Part(part))
    with opened(quiet=as_json) as workspace:
        tagger = workspace.tagger
        with workspace.narrator.task("Tagging", len(documents), "documents") as task:
            measured = evaluating.evaluate(documents, tagger, task.advance)
    names = [path.name for path in paths]
    if as_json:
        told = {name: as_data(each) for name, each in measured.items()}
        dump({"gold": names, "documents": part, "rules": tagger.fingerprint, "measures": told})
    else:
        click.echo(f"Gold data: {', '.join(names)}; {_PARTS[part]}")
        for line in table(measured):
            click.echo(line)
        click.echo(f"\nRules {tagger.fingerprint}.")


_PARTS = {
    "held-out": "held-out documents, by which no rule was written.",
    "development": "development documents: scores flatter, as rules were written by them.",
    "all": "all documents, also those that rules were written by: scores flatter.",
}


@evaluate_command.command("search", epilog="Example: addewid evaluate search --cranfield ~/cranfield")
@click.option("--cranfield", type=click.Path(path_type=Path), help="The folder of the Cranfield collection.")
@click.option("--treebank", type=click.Path(path_type=Path), help="The folder of a Welsh treebank (CoNLL-U).")
@json_option
def search_command(cranfield: Path | None, treebank: Path | None, as_json: bool) -> None:
    """Measure how well search ranks and finds.

    Our own 60 questions are asked of the starter corpus in a temporary folder. Cranfield's questions and the words of
    a Welsh treebank are measured where these are beside the source, or in the folders given. Where addewid[semantic] is
    installed, questions are asked by meaning too, which takes some minutes.
    """
    from addewid.pipeline import relevance

    with opened(quiet=as_json) as workspace:
        model = relevance.packaged_model()
        gold, fused_gold = _of_gold(workspace, model)
        ranked, fused = _of_cranfield(workspace, cranfield or relevance.CRANFIELD, model, given=cranfield is not None)
    words = relevance.of_treebank(treebank or relevance.TREEBANK) if treebank or relevance.TREEBANK.is_dir() else None
    if as_json:
        dump(
            {
                "gold": {kind: asdict(each) for kind, each in gold.items()},
                "gold_fused": fused_gold and {kind: asdict(each) for kind, each in fused_gold.items()},
                "cranfield": ranked and asdict(ranked),
                "cranfield_fused": fused and asdict(fused),
                "treebank": words and asdict(words),
            }
        )
        return
    click.echo(f"{'':<38}{'queries':>10}{'recall@10':>12}{'nDCG@10':>10}")
    lines = [*_gold_lines(gold), *_gold_lines(fused_gold or {}, " fused"), *_cranfield_lines(ranked, fused)]
    for line in (*lines, *([] if model else [_NO_MODEL]), *_treebank_lines(words)):
        click.echo(line)


_NO_MODEL = "Nothing was ranked by meaning: addewid[semantic] is not installed."


def _of_gold(workspace: Workspace, model: "Model | None") -> "tuple[_Figures, _Figures | None]":
    """By words alone, and by meaning too where there is a model."""
    from addewid.pipeline import relevance

    questions = relevance.usual_questions()
    with relevance.starter_index(model) as index:
        with workspace.narrator.task("Asking", len(questions), "questions") as task:
            by_words = relevance.of_gold(questions, index, task.advance)
        if model is None:
            return by_words, None
        with workspace.narrator.task("Asking by meaning", len(questions), "questions") as task:
            return by_words, relevance.of_gold(questions, index, task.advance, meaning=True)


def _of_cranfield(
    workspace: Workspace, folder: Path, model: "Model | None", *, given: bool
) -> "tuple[Ranked | None, Ranked | None]":
    """The same of Cranfield, where it is there."""
    from addewid.pipeline import relevance

    try:
        with workspace.narrator.task("Asking Cranfield", None, "questions") as task:
            by_words = relevance.of_cranfield(folder, task.advance)
        if model is None:
            return by_words, None
        with workspace.narrator.task("Reading and asking Cranfield", None, "papers and questions") as task:
            return by_words, relevance.of_cranfield(folder, task.advance, model)
    except FileNotFoundError as missing:
        if given:
            raise UsageProblem(
                f"{folder} does not hold the Cranfield collection: there is no {missing.filename}."
            ) from None
        return None, None


def _gold_lines(measured: "_Figures", how: str = "") -> Iterator[str]:
    names = {"en": "in English", "cy": "in Welsh", "across": "across languages", "all": "all"}
    for name, each in measured.items():
        yield _ranked_line(f"Our questions{how}, {names[name]}", each)


def _cranfield_lines(by_words: "Ranked | None", fused: "Ranked | None") -> Iterator[str]:
    if by_words is None:
        yield "Cranfield was not measured: give its folder with --cranfield."
    else:
        yield _ranked_line("Cranfield, words alone", by_words)
    if fused is not None:
        yield _ranked_line("Cranfield, words and meaning fused", fused)


def _ranked_line(name: str, each: "Ranked") -> str:
    return f"{name:<38}{each.queries:>10,}{each.recall:>12.3f}{each.ndcg:>10.3f}"


def _treebank_lines(words: "Figures | None") -> Iterator[str]:
    if words is None:
        yield "Welsh words were not measured: give the folder of a treebank with --treebank."
        return
    yield f"\n{'Welsh words on the treebank':<50}{'words':>10}"
    for name, of, share in (
        ("mutated, found by their radical", words.mutated, f"{words.found_share:.3f}"),
        ("inflected, found by their dictionary form", words.inflected, f"{words.by_lemma_share:.3f}"),
        ("taken for another's mutation, of 1,000", words.unmutated, f"{words.damaged_per_thousand:.2f}"),
        ("found by another's dictionary form, of 1,000", words.unmutated, f"{words.misled_per_thousand:.2f}"),
    ):
        yield f"  {name:<48}{of:>10,}{share:>12}"
