"""Saying why some words are taken for a commitment, or are not: ``explain``."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import dump, json_option, plain, shorten, values_of
from addewid.commands.reasons import in_words
from addewid.workspace import opened
from corpus.codebook import DocumentKind, Lang

if TYPE_CHECKING:
    from addewid.pipeline.explaining import Asked
    from nlp.explain import Explanation, Reason

_WIDTH = 80
_NAME = 12
_REASONS = 5
_LONGEST = 600
"""Characters of a sentence that are shown."""


@click.command("explain", epilog="Example: addewid explain c-4k7m2x9")
@click.argument("ref")
@click.option("--lang", type=values_of(Lang), default="en", help="Of a sentence: its language.")
@click.option("--kind", type=values_of(DocumentKind), default="other", help="Of a sentence: what it is taken from.")
@json_option
def explain_command(ref: str, lang: str, kind: str, as_json: bool) -> None:
    """Say why words are taken for a commitment, or are not.

    REF is a commitment or a passage, some characters of a document (asc-2025-1/en:120-260), or a sentence in quotation
    marks. Reads the words again by today's rules, and compares what they say with what is kept.
    """
    from addewid.pipeline import explaining

    with opened(quiet=as_json) as workspace:
        about = explaining.asked(workspace, ref, Lang(lang), DocumentKind(kind))
        readings = explaining.readings(workspace, about)
        fingerprint = workspace.tagger.fingerprint
    changes = explaining.differences(about.kept, readings) if about.kept else []
    made_by = {"rules": fingerprint, **explaining.versions()}
    if as_json:
        dump(_data(about, readings, changes, made_by))
        return
    for line in _lines(about, readings):
        click.echo(line)
    click.echo("")
    for line in _compared(about, changes, fingerprint):
        click.echo(line)
    click.echo(f"Read by {', '.join(f'{name} {what}' for name, what in made_by.items())}.")


def _data(about: "Asked", readings: "list[Explanation]", changes: list[str], made_by: dict[str, str]) -> dict[str, Any]:
    return {
        "words": about.words,
        "ref": about.kept.ref if about.kept else "",
        "passage": about.passage.ref if about.passage else "",
        "tagged_with": about.tagged_with,
        "made_by": made_by,
        "readings": [plain(each) for each in readings],
        "changed": changes,
    }


def _lines(about: "Asked", readings: "list[Explanation]") -> Iterator[str]:
    """What is asked about, and each reading of it."""
    yield from wrap(f"“{shorten(about.words, _LONGEST)}”", _WIDTH)
    if about.passage:
        at = about.passage
        yield f"{at.document_title}, {at.place}, {at.when or 'undated'}  [{at.ref}]"
    if not readings:
        yield "\nNothing in these words is a cue for a commitment, so their grammar was not read."
    for number, reading in enumerate(readings, 1):
        yield f"\nReading {number} of {len(readings)}" if len(readings) > 1 else ""
        yield from _reading(reading)


def _reading(reading: "Explanation") -> Iterator[str]:
    found = reading.finding
    yield from _fact("Sentence", shorten(reading.unit, _LONGEST))
    yield from _fact("Under", shorten(reading.lead, _LONGEST))
    yield from _fact("Cues", ", ".join(f"“{cue}”" for cue in reading.cues))
    yield from _fact("Speaker", " ".join(filter(None, (in_words(f"voice {reading.voice}"), _we(reading)))))
    if not reading.rule:
        yield from _fact("Verdict", "not a commitment: the grammar makes none of these cues")
        return
    yield from _fact("Rule", reading.rule)
    yield from _fact("Kind", str(reading.kind))
    yield from _fact("Actor", _named(reading.actor, reading.actor_body))
    if found:
        yield from _fact("Quotation", found.quote)
        yield from _fact("Action", found.action)
        yield from _fact("For", found.beneficiary)
        due = f", which is {found.deadline}" if found.deadline else ", which names no day"
        yield from _fact("Deadline", f"“{found.deadline_text}”{due}" if found.deadline_text else "")
        yield from _fact("Condition", found.condition)
        yield from _fact("Themes", ", ".join(found.themes))
        yield from _fact("Amends", found.amends)
    verdict = "a commitment" if found else "not a commitment"
    yield from _fact(
        "Verdict", f"{verdict}: probability {reading.probability:.2f}, from {reading.threshold:.2f} it is one"
    )
    yield from _reasons("For it", [each for each in reading.reasons if each.weight > 0])
    yield from _reasons("Against it", [each for each in reading.reasons if each.weight < 0])


def _we(reading: "Explanation") -> str:
    return f"(“we” is {reading.we})" if reading.we else ""


def _named(words: str, key: str) -> str:
    from corpus import bodies

    body = bodies.by_key()[key].name_en if key else "no body that is known"
    return f"“{words}”: {body}" if words else body


def _reasons(name: str, reasons: "Iterable[Reason]") -> Iterator[str]:
    """The heaviest reasons, each with its weight in the scorer's units."""
    for number, reason in enumerate(list(reasons)[:_REASONS]):
        words = in_words(reason.words) or reason.words
        yield from _fact("" if number else name, f"{reason.weight:+.1f}  {words}", hanging=6)


def _fact(name: str, value: str, hanging: int = 0) -> Iterator[str]:
    """A named value, wrapped under itself; nothing for no value."""
    lines = wrap(value, _WIDTH - _NAME, subsequent_indent=" " * hanging)
    for number, line in enumerate(lines):
        yield f"{name if number == 0 else '':<{_NAME}}{line}"


def _compared(about: "Asked", changes: list[str], fingerprint: str) -> Iterator[str]:
    """Whether what is kept is still what today's rules say."""
    if about.kept is None:
        return
    if about.kept.origin == "person":
        yield from wrap("A person added or confirmed this commitment; no rule changes it.", _WIDTH)
    if about.tagged_with != fingerprint:
        yield from wrap(f"Its document was read by other rules ({about.tagged_with or 'not at all'}).", _WIDTH)
    if not changes:
        yield "Today’s rules say the same of it."
    for change in changes:
        yield from wrap(change, _WIDTH)
