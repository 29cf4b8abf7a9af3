"""Measuring the tagger against what people marked: ``evaluate``."""

from pathlib import Path

import click

from addewid.commands.output import dump, json_option
from addewid.workspace import opened


@click.command("evaluate", epilog="Example: addewid evaluate --gold mine.jsonl --all")
@click.option("--gold", multiple=True, type=click.Path(path_type=Path), help="A file of gold data; may be repeated.")
@click.option("--held-out", "part", flag_value="held-out", default="held-out", help="Documents kept for measuring.")
@click.option("--development", "part", flag_value="development", help="The documents that rules were written by.")
@click.option("--all", "part", flag_value="all", help="All documents.")
@json_option
def evaluate_command(gold: tuple[Path, ...], part: str, as_json: bool) -> None:
    """Measure what is found against gold data: sentences that people marked by the codebook.

    Without --gold: against Addewid's own, which come with its source. Half of all documents, chosen by their names, are
    held out: no rule was written by them, and only these are measured unless others are asked for.
    """
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
