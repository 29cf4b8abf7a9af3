"""Saying why some words are taken for a commitment, or are not, and for what else they are taken: ``explain``."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import dump, json_option, plain, shorten, values_of
from addewid.commands.reasons import in_words
from addewid.workspace import opened
from corpus.codebook import DocumentKind, Lang

if TYPE_CHECKING:
    from addewid.pipeline.explaining import Asked, Told
    from corpus.types import AnyFinding
    from nlp.explain import Explanation, Reason
    from nlp.grounds import Grounds

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
    """Say why words are taken for a commitment, or are not, and what else is found in them.

    REF is a commitment, evidence or a passage, some characters of a document (asc-2025-1/en:120-260), or a sentence in
    quotation marks. Reads the words again by today's rules, and compares what they say with what is kept. For a passage
    it lists all that is found in it: each with its rule, and the words that it rests on.
    """
    from addewid.pipeline import explaining

    with opened(quiet=as_json) as workspace:
        about = explaining.asked(workspace, ref, Lang(lang), DocumentKind(kind))
        today = explaining.told(workspace, about)
        fingerprint = workspace.tagger.fingerprint
    changes = explaining.differences(about.kept, today) if about.kept else []
    made_by = {"rules": fingerprint, **explaining.versions()}
    if as_json:
        dump(_data(about, today, changes, made_by))
        return
    for line in _lines(about, today):
        click.echo(line)
    click.echo("")
    for line in _compared(about, changes, fingerprint):
        click.echo(line)
    click.echo(f"Read by {', '.join(f'{name} {what}' for name, what in made_by.items())}.")


def _data(about: "Asked", today: "Told", changes: list[str], made_by: dict[str, str]) -> dict[str, Any]:
    return {
        "words": about.words,
        "ref": about.kept.ref if about.kept else about.link.ref if about.link else "",
        "passage": about.passage.ref if about.passage else "",
        "tagged_with": about.tagged_with,
        "made_by": made_by,
        "readings": [plain(each) for each in today.readings],
        "beside": today.beside,
        "others": [{"finding": _sort(each.finding), "rests_on": each.words, **_plain(each)} for each in today.others],
        "reasons": about.link.reasons if about.link else [],
        "changed": changes,
    }


def _plain(found: "Grounds") -> dict[str, Any]:
    held = plain(found.finding)
    assert isinstance(held, dict)  # noqa: S101
    return held


def _sort(finding: "AnyFinding") -> str:
    from addewid.pipeline.loose import NAMES

    return NAMES[type(finding)]


def _lines(about: "Asked", today: "Told") -> Iterator[str]:
    """What is asked about, each reading of it, and what else is found."""
    yield from _sentence(f"“{shorten(about.words, _LONGEST)}”")
    if about.passage:
        at = about.passage
        yield f"{at.document_title}, {at.place}, {at.when or 'undated'}  [{at.ref}]"
    if about.link:
        link = about.link
        yield ""
        said = f"{link.state}: {link.relation}, for {link.commitment_ref}, score {link.score:.2f}"
        yield from _fact("Evidence", said)
        yield from _fact("Because", "; ".join(link.reasons) or f"{link.made_by} said so")
    if not today.readings:
        yield "\nNothing in these words is a cue for a commitment, so their grammar was not read."
    if about.whole:
        yield from _in_short(about, today)
        return
    if today.beside:
        yield "\nNo reading is of these very words; these are of the rest of their sentence."
    for number, reading in enumerate(today.readings, 1):
        yield f"\nReading {number} of {len(today.readings)}" if len(today.readings) > 1 else ""
        yield from _reading(reading)
    if today.others:
        yield "\nAlso found in these words"
    for other in today.others:
        yield from _other(other)


def _in_short(about: "Asked", today: "Told") -> Iterator[str]:
    """All that is found in a passage, and what is not believed, each in a line or two."""
    if today.readings or today.others:
        yield ""
    for reading in sorted(today.readings, key=lambda each: each.start):
        sure = f"probability {reading.probability:.2f} of at least {reading.threshold:.2f}, rule {reading.rule}"
        verdict = f"{reading.kind}, {sure}" if reading.finding else f"none: {sure}" if reading.rule else "none: no rule"
        yield from _fact("Commitment", verdict)
        words = reading.finding.quote if reading.finding else reading.unit
        yield from _fact("", _resting(reading.cues, words), hanging=2)
    for other in today.others:
        yield from _other(other)
    if about.passage and today.readings:
        first = today.readings[0]
        words = f"{about.passage.document_key}/{about.passage.lang}:{first.start}-{first.end}"
        yield from _sentence(f"More about the first: addewid explain {words}")


def _other(found: "Grounds") -> Iterator[str]:
    """A finding that is no commitment: what it is, its rule, and the words that it rests on."""
    finding = found.finding
    named = ", ".join(filter(None, (_value(finding), f"confidence {finding.confidence:.2f}", f"rule {finding.rule}")))
    yield from _fact(_sort(finding).replace("-", " ").capitalize(), named)
    yield from _fact("", _resting(found.words, finding.quote), hanging=2)


def _value(finding: "AnyFinding") -> str:
    """What a finding says, in a word or two."""
    from corpus.types import CaseStudyFinding, ProgressFinding, QuestionFinding, ResponseFinding, ThemeFinding

    match finding:
        case ProgressFinding():
            return f"{finding.state}{f' ({finding.dated})' if finding.dated else ''}"
        case ResponseFinding():
            number = finding.recommendation
            return f"{finding.response}{f' (recommendation {number})' if number else ''}"
        case ThemeFinding():
            return finding.theme
        case CaseStudyFinding():
            return f"“{finding.name}”"
        case QuestionFinding():
            return finding.number
    return ""


def _resting(words: tuple[str, ...], quote: str) -> str:
    """The words that made a finding, and the words that it is, where these are others."""
    named = ", ".join(f"“{shorten(each, _LONGEST)}”" for each in dict.fromkeys(words))
    return f"by {named}" if quote in words else f"by {named} in “{shorten(quote, _LONGEST)}”"


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


def _sentence(said: str) -> list[str]:
    return wrap(said, _WIDTH, break_on_hyphens=False)


def _fact(name: str, value: str, hanging: int = 0) -> Iterator[str]:
    """A named value, wrapped under itself; nothing for no value."""
    lines = wrap(value, _WIDTH - _NAME, subsequent_indent=" " * hanging, break_on_hyphens=False)
    for number, line in enumerate(lines):
        yield f"{name if number == 0 else '':<{_NAME}}{line}"


def _compared(about: "Asked", changes: list[str], fingerprint: str) -> Iterator[str]:
    """Whether what is kept is still what today's rules say."""
    if about.passage and about.tagged_with != fingerprint:
        by = f"by other rules ({about.tagged_with})" if about.tagged_with else "by no rules yet"
        yield from _sentence(f"Its document was read {by}: addewid tag reads it by today’s.")
    if about.kept is None:
        return
    if about.kept.origin == "person":
        yield from _sentence("A person added or confirmed this commitment; no rule changes it.")
    if not changes:
        yield "Today’s rules say the same of it."
    for change in changes:
        yield from _sentence(change)
