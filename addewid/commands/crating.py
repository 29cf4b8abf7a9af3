"""``crate``: a slice of the corpus that somebody else can check and repeat, and the checking of one."""

import shlex
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from addewid.commands.choosing import choosing, wanted
from addewid.commands.output import count_of, dump, json_option, shorten
from addewid.settings import spoken
from addewid.workspace import Workspace, opened
from corpus import language
from corpus.codebook import AnchorOutcome
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from publish.crate import Checked
    from publish.export.chosen import Slice

_MOST = 20
"""Lost quotations that people are told of; --json tells all."""


@click.command("crate", epilog="Example: addewid crate prevention.zip --theme prevention")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Check a crate against your corpus instead of writing one.")
@click.option("--search", default="", metavar="WORDS", help="Only from documents that this search finds.")
@click.option("--suggested", is_flag=True, help="Also evidence that only the program suggests, marked so.")
@choosing
@json_option
def crate_command(path: Path, check: bool, search: str, suggested: bool, as_json: bool, **given: Any) -> None:
    """Write a slice of the corpus so that somebody else can repeat a finding (an RO-Crate).

    PATH is a new folder, or a ZIP archive where it ends with .zip. It holds the commitments that the options choose,
    the documents' metadata, every quotation with its place, the account, the searches, and checksums; no document's
    text. With --check: whether a crate is as it was written, and whether its quotations stand in your documents.
    """
    if check:
        _check(path, as_json=as_json)
        return
    if as_json:
        raise UsageProblem("--json tells what --check finds; leave it out, or add --check.")
    from publish.crate import make
    from publish.crate.metadata import Making
    from publish.export.chosen import Chosen
    from publish.rights import rights
    from publish.stamp import stamp

    with opened() as workspace:
        language.use(spoken(workspace.settings))
        asked, said = _slice(workspace, given, search, suggested=suggested)
        with workspace.corpus.read() as session:
            chosen = Chosen(session, asked, rights(session, workspace.settings.short_quotations))
            told = stamp(session, chosen.on)
            made = make(chosen, told, path, Making(_command(path, chosen.on), said, _readers()))
        what = ", ".join(f"{many:,} {name}" for name, many in made.rows.items() if many)
        workspace.narrator.say(f"{what} written to {path}.")
        for line in told.lines():
            workspace.narrator.say(line)


def _slice(workspace: Workspace, given: dict[str, Any], search: str, *, suggested: bool) -> "tuple[Slice, str]":
    """What is asked for, and the same in words."""
    from corpus.rows import CommitmentSort
    from publish.briefing.asked import asked
    from publish.crate import found_in
    from publish.export.chosen import Slice

    filtered = replace(wanted(**given), sort=CommitmentSort.DOCUMENT)
    said = asked(filtered)
    keys = None
    if search.strip():
        passages, _ = workspace.index.passages(search)
        with workspace.corpus.read() as session:
            keys = found_in(session, passages)
        said = "; ".join(filter(None, [said, language.tr("documents found by: {query}", query=search)]))
    return Slice(filtered, keys, suggested), said


def _command(path: Path, on: date) -> str:
    """The command that makes the same crate again: the options as they were given, on the same day."""
    context = click.get_current_context()
    words = ["addewid", "crate", path.name]
    for option in context.command.params:
        name = option.name or ""
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if not isinstance(option, click.Option) or not given or name == "on":
            continue
        value = context.params[name]
        if option.is_flag:
            words.append(option.opts[0])
        for each in () if option.is_flag else value if option.multiple else (value,):
            words += [option.opts[0], str(each)]
    return shlex.join([*words, "--on", on.isoformat()])


def _readers() -> dict[str, str]:
    """What finds commitments today, by name and version."""
    from addewid.pipeline.explaining import versions
    from nlp.version import fingerprint

    return {"Rules and models": fingerprint(), **versions()}


def _check(path: Path, *, as_json: bool) -> None:
    from publish import crate

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        language.use(spoken(workspace.settings))
        with crate.opened(path) as held:
            found = crate.check(session, held)
    if as_json:
        dump({"holds": found.holds, **{name: getattr(found, name) for name in found.__slots__}})
    else:
        _tell(found)
    if not found.holds:
        sys.exit(1)


def _tell(found: "Checked") -> None:
    for what, names in (
        ("is not as it was written", found.altered),
        ("is missing", found.missing),
        ("does not belong to the crate", found.foreign),
    ):
        for name in names:
            click.echo(f"{shorten(name, 100)} {what}.")
    for lost in found.lost[:_MOST]:
        outcome = lost.outcome or "its document is not in this corpus"
        click.echo(f"{lost.owner}  {lost.document}: {outcome}\n    “{shorten(lost.words, 160)}”")
    if len(found.lost) > _MOST:
        click.echo(f"and {len(found.lost) - _MOST:,} more: addewid crate --check --json PATH")
    verified = sum(found.outcomes.get(outcome, 0) for outcome in (AnchorOutcome.FOUND, AnchorOutcome.MOVED))
    click.echo(f"{count_of(verified, 'quotation')} verified, {len(found.lost):,} not.")
    click.echo(
        f"{count_of(found.same, 'version')} read from the same bytes as yours, {found.other:,} from others, "
        f"{found.absent:,} not in this corpus."
    )
    click.echo(f"{found.known:,} of {count_of(found.judgements, 'judgement')} are in your own account.")
    click.echo("The crate holds." if found.holds else "The crate does not hold.")
