"""Keeping a corpus safe: ``backup``, ``restore``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, dump, json_option
from addewid.narrator import Narrator
from addewid.workspace import opened
from corpus.errors import CorpusDamaged

if TYPE_CHECKING:
    from addewid.pipeline.keeping.packed import Manifest

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("backup", epilog="Example: addewid backup addewid-2026-11-22.zip")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@json_option
def backup_command(file: Path, replace: bool, as_json: bool) -> None:
    """Write everything that cannot be made again into one file: the corpus, the archive, the settings.

    The corpus is copied as it is at one moment, wherever it is kept; others may go on working. The address of its
    database is never in a backup. Put it back with: addewid restore FILE. Exit status 2 when the file is there already,
    7 when the account does not hold: it is backed up all the same, as it is.
    """
    from addewid.pipeline.keeping.making import make

    with opened(quiet=as_json) as workspace:
        made = make(workspace, file, replace=replace)
        narrator = workspace.narrator
    if made.missing:
        narrator.warn(
            f"{count_of(len(made.missing), 'file')} of the archive stand in no whole copy in this home, so not in the "
            f"backup either: {', '.join(made.missing)}. Whoever fetched what is in them can back that up."
        )
    if as_json:
        dump({"file": str(file), "bytes": made.size, **_plain(made.manifest), "missing": made.missing})
    else:
        narrator.say(f"{file}: {made.size:,} bytes, {_told(made.manifest)}.")
        if made.address_left:
            narrator.say("The address of the database is not in it: write that down elsewhere.")
    _end(narrator, made.manifest)


@click.command("restore", epilog="Example: addewid restore addewid-2026-11-22.zip")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Move a corpus that is there aside; nothing is deleted.")
@json_option
def restore_command(file: Path, replace: bool, as_json: bool) -> None:
    """Put a backup in its place: into this home, and into the database of ADDEWID_DATABASE where that is set.

    The whole file is checked before anything is changed. Where there is a corpus already it is refused, saying what
    that holds and the backup does not; with --replace what is there is first moved aside, under the date. If it is
    interrupted, run it again. Exit status 2 when there is a corpus already or the file is no backup, 6 when the corpus
    is open somewhere, 7 when the backup is damaged, was made by a newer version or holds an account that is broken.
    """
    from addewid.pipeline.keeping.restoring import restore

    with opened(quiet=as_json) as workspace:
        done = restore(workspace, file, over=replace)
        narrator = workspace.narrator
    if as_json:
        dump(
            {
                "into": done.into,
                "aside": done.aside,
                "lacking": done.lacking,
                "archive_left": done.archive_left,
                "settings_left": done.settings_left,
                **_plain(done.manifest),
            }
        )
    else:
        narrator.say(
            f"{'The restoration that was interrupted is finished' if done.resumed else 'Restored'} "
            f"into {done.into}: {_told(done.manifest)}."
        )
    if done.aside:
        more = f" That held {done.lacking} which the backup lacks." if done.lacking else ""
        narrator.warn(f"What was there is now in {' and '.join(done.aside)}.{more}")
    if done.archive_left:
        narrator.say("The archive here was left as it is: it begins with all of the backup's. Perhaps: addewid rebuild")
    if done.settings_left:
        narrator.say("settings.toml was left as it is.")
    elif "settings.toml" in done.manifest.members and not done.resumed:
        narrator.say("settings.toml came from the backup: see that its name, which signs decisions, is yours.")
    _end(narrator, done.manifest)


def _plain(manifest: "Manifest") -> dict[str, Any]:
    facts = manifest.facts
    return {
        "made_at": manifest.made_at,
        "edition": manifest.edition,
        "schema": manifest.schema,
        "identity": facts.identity,
        "revision": facts.revision,
        "judgements": facts.judgements,
        "decisions": facts.decisions,
        "head": facts.head,
        "faults": facts.faults,
        "files": manifest.members,
    }


def _told(manifest: "Manifest") -> str:
    facts = manifest.facts
    counts = [
        count_of(facts.judgements, "judgement"),
        count_of(facts.decisions, "decision"),
        count_of(len(manifest.archive), "archive file"),
    ]
    return f"revision {facts.revision:,}, {', '.join(counts)}, as of {manifest.made_at}"


def _end(narrator: Narrator, manifest: "Manifest") -> None:
    if manifest.facts.faults:
        narrator.warn(f"Its account does not hold: {manifest.facts.faults[0]} was changed. Look at: addewid audit")
        raise click.exceptions.Exit(CorpusDamaged.exit_status)
