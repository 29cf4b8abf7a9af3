"""``same``, which says that two commitments are one, or are not. Nothing is removed."""

from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, dump, json_option, shorten
from addewid.workspace import opened
from corpus.codebook import LinkState
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.rows import PairRow, StatementRow

DECISIONS = {"yes": LinkState.ACCEPTED, "no": LinkState.REJECTED, "undo": LinkState.SUGGESTED}


@click.command(
    "same",
    epilog="Example: addewid same c-4k7m2x9 c-7h2k9qa --yes",
)
@click.argument("refs", nargs=-1)
@click.option("--yes", "decision", flag_value="yes", help="They are one commitment.")
@click.option("--no", "decision", flag_value="no", help="They are not; it is not suggested again.")
@click.option("--undo", "decision", flag_value="undo", help="Leave it open again; a pair that you named is forgotten.")
@click.option("--because", default="", metavar="TEXT", help="Why, in a sentence.")
@click.option("--document", default="", metavar="KEY", help="List only those of this document, by its key.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many to list.")
@json_option
def same_command(
    refs: tuple[str, ...], decision: str | None, because: str, document: str, limit: int, as_json: bool
) -> None:
    """List commitments that may be one, stated twice, and say that they are, or are not.

    A Bill and its Act, English and Welsh, a strategy and its annual report. Pairs are named by their own names, or two
    commitments by theirs. One of them then stands for both in lists and counts: the one judged last, else the earlier.
    What was judged of either, its evidence and its deadline are then those of both.
    """
    if decision and not refs:
        raise UsageProblem("Nothing to decide about; name a pair, or two commitments: addewid same lists pairs.")
    if because and not decision:
        raise UsageProblem("A reason is for a decision; give --yes, --no or --undo with it.")
    with opened(quiet=as_json) as workspace:
        if decision:
            rows, waiting = _decide(workspace, refs, DECISIONS[decision], because), 0
        else:
            rows, waiting = _listed(workspace, refs, document, limit)
    if as_json:
        dump(rows)
        return
    for row in rows:
        if decision:
            click.echo(f"{row.ref} {_said(row)}: {row.one.ref} and {row.other.ref}{_standing(row)}")
        else:
            _print_pair(row)
    if not decision and not refs:
        more = f", the likeliest {len(rows):,} listed" if len(rows) < waiting else ""
        click.echo(f"{count_of(waiting, 'pair')} may be one commitment{more}.")


def _listed(workspace: Any, refs: tuple[str, ...], document: str, limit: int) -> "tuple[list[PairRow], int]":
    from corpus import commitments
    from corpus.same import pairs

    with workspace.corpus.read() as session:
        if not refs:
            return pairs.listing(session, document=document, limit=limit), pairs.count(session, document=document)
        rows = []
        for ref in refs:
            if ref.startswith("c-"):
                rows += pairs.of_commitment(session, commitments.find_ref(session, ref))
            else:
                rows += pairs.rows_of(session, [pairs.find(session, ref)])
        return rows, len(rows)


def _decide(workspace: Any, refs: tuple[str, ...], state: LinkState, because: str) -> "list[PairRow]":
    from corpus import commitments
    from corpus.same import deciding, pairs

    who = workspace.settings.name
    with workspace.corpus.write() as session:
        named = [ref for ref in refs if ref.startswith("c-")]
        if (named and len(refs) != 2) or len(named) == 1:
            raise UsageProblem("Name pairs, or two commitments.")
        if named:
            one, other = (commitments.find_ref(session, ref) for ref in named)
            if state is LinkState.SUGGESTED and pairs.between(session, one, other) is None:
                raise UsageProblem(f"Nobody has said anything of {one} and {other}, so there is nothing to undo.")
            refs = (deciding.between(session, one, other, who),)
        return [deciding.decide(session, ref, state, who, because) for ref in refs]


def _said(row: "PairRow") -> str:
    from corpus.carrying import PROGRAM

    if row.state is not LinkState.SUGGESTED:
        return row.state
    return "is open again" if row.made_by == PROGRAM else "is taken back"


def _standing(row: "PairRow") -> str:
    if row.state is not LinkState.ACCEPTED:
        return ""
    stands = next((one.ref for one in (row.one, row.other) if one.stands), "")
    return f"; {stands} stands for both" if stands else ""


def _print_pair(row: "PairRow") -> None:
    by = f", by {row.decided_by}{': ' + row.because if row.because else ''}" if row.decided_by else ""
    click.echo(f"{row.ref}  {row.state}{by} · {row.score:.2f} · {'; '.join(row.reasons) or f'named by {row.made_by}'}")
    for one in (row.one, row.other):
        _print_statement(one)
    click.echo("")


def _print_statement(one: "StatementRow") -> None:
    click.echo(f"    {one.ref}  “{shorten(one.quote, 220)}”")
    click.echo(f"    {'':<{len(one.ref)}}  {one.stands_in}, {one.place}, {one.when or 'undated'}, {one.lang}")
