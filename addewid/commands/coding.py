"""Several people over the same words: ``code``, ``agreement``, ``settle``."""

from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, dump, json_option, values_of
from addewid.commands.reviewing import edit_of, fields_of_edit
from addewid.workspace import opened
from corpus.codebook import CommitmentKind, Delivery, Question, Response, Verifiability
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.codings import Agreement
    from corpus.rows import CommitmentDetail


@click.command("code", epilog="Example: addewid code; addewid code c-4k7m2x9 --commitment yes --kind pledge")
@click.argument("ref", default="")
@click.option("--commitment", type=click.Choice(["yes", "no"]), help="Whether it is one.")
@click.option("--kind", type=values_of(CommitmentKind), help="What it is.")
@click.option("--response", type=values_of(Response), help="What the body addressed said.")
@click.option("--delivery", type=values_of(Delivery), help="What happened.")
@click.option("--verifiability", type=values_of(Verifiability), help="Whether anyone could tell.")
@json_option
def code_command(ref: str, as_json: bool, **given: str | None) -> None:
    """Code blind: without REF, print the next words to code, and nothing that anybody else said of them.

    With REF, keep what you say. What others coded comes first, so that agreement can be measured: addewid agreement.
    """
    answers = {Question(name): value for name, value in given.items() if value}
    if answers and not ref:
        raise UsageProblem("Name what you coded: addewid code REF --commitment yes …")
    with opened(quiet=as_json) as workspace:
        if ref and answers:
            _keep(workspace, ref, answers, as_json)
        else:
            _show(workspace, ref, as_json)


def _keep(workspace: Any, ref: str, answers: dict[Question, str], as_json: bool) -> None:
    from corpus import codings

    who = workspace.settings.name
    with workspace.corpus.write() as session:
        whole = codings.code(session, ref, answers, who)
        many = codings.coded(session, who)
    if as_json:
        dump({"ref": whole, "who": who, "answers": answers, "coded": many})
    else:
        said = ", ".join(f"{question}: {value}" for question, value in answers.items())
        click.echo(f"{whole} coded by {who}: {said} ({count_of(many, 'commitment')} so far).")


def _show(workspace: Any, ref: str, as_json: bool) -> None:
    """The words and what stands around them; no label of anybody's, the program's neither."""
    from corpus import codings, commitments

    with workspace.corpus.read() as session:
        wanted = commitments.find_ref(session, ref) if ref else codings.next_for(session, workspace.settings.name)
        found = commitments.get(session, wanted) if wanted else None
    if as_json:
        dump(_blind(found) if found else None)
        return
    if found is None:
        click.echo("You have coded everything there is.")
        return
    told = _blind(found)
    click.echo(f"{told['ref']}  {told['document']}, {told['place']}, {told['date'] or 'undated'}\n")
    for passage in found.context:
        click.echo(f"{'▶ ' if passage.id == found.quotation.passage.id else '  '}{passage.text}\n")
    click.echo(f"Asked about: “{found.row.quote}”")
    click.echo(f"Answer with: addewid code {told['ref']} --commitment yes|no --kind … --verifiability …")


def _blind(found: "CommitmentDetail") -> dict[str, Any]:
    return {
        "ref": found.row.ref,
        "quote": found.row.quote,
        "document": found.row.document_title,
        "place": found.row.place,
        "date": found.row.when,
        "context": [passage.text for passage in found.context],
    }


@click.command("agreement", epilog="Example: addewid agreement")
@json_option
def agreement_command(as_json: bool) -> None:
    """Tell how far coders agree (Cohen's kappa, Krippendorff's alpha), and list what they differ on."""
    from corpus import codings

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        agreed, differ = codings.agreements(session), codings.differences(session)
    if as_json:
        dump({"agreement": agreed, "differences": differ})
        return
    for each in agreed:
        click.echo(_line(each))
    for one in differ:
        said = ", ".join(f"{who}: {value}" for who, value in one.answers.items())
        click.echo(f"{one.ref}  {one.question}: {said}")
    if not agreed:
        click.echo("No two people have coded the same commitment yet; addewid code begins.")
    click.echo(f"{count_of(len(differ), 'difference')} to settle{', with addewid settle REF' if differ else ''}.")


def _line(each: "Agreement") -> str:
    figures = []
    if len(each.coders) == 2:
        figures.append(f"kappa {_figure(each.kappa)}")
    figures.append(f"alpha {_figure(each.alpha)}")
    same = f"{each.agreed} of {count_of(each.units, 'commitment')} coded the same"
    return f"{each.question:<14} {' and '.join(each.coders)}: {', '.join(figures)}; {same}"


def _figure(value: float | None) -> str:
    return "undefined (everybody always says the same)" if value is None else f"{value:.2f}"


@click.command(
    "settle", epilog="Example: addewid settle c-4k7m2x9 --kind pledge --because 'She commits herself to an act.'"
)
@click.argument("ref")
@click.option("--not-a-commitment", "refused", is_flag=True, help="It is none.")
@fields_of_edit
@click.option("--because", required=True, metavar="TEXT", help="Why, in a sentence.")
@json_option
def settle_command(ref: str, refused: bool, because: str, as_json: bool, **given: Any) -> None:
    """Decide what coders said differently. Differences about status are settled with: addewid status."""
    from corpus import commitments, editing

    wanted = edit_of(given)
    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        whole = commitments.find_ref(session, ref)
        row = editing.settle(session, whole, wanted, refused, workspace.settings.name, because)
    if as_json:
        dump(row)
    else:
        click.echo(f"{row.name}  {row.told}")
