"""What was asked for, in words, so that whoever reads a briefing knows what it leaves out."""

from collections.abc import Iterator

from corpus.bodies import by_key
from corpus.codebook import Lang
from corpus.language import day, language, tr
from corpus.rows import CommitmentFilter
from corpus.wording import name


def asked(wanted: CommitmentFilter) -> str:
    """A filter in words, in the language in use; "" where it asks for everything. Its day is told elsewhere."""
    return "; ".join(_parts(wanted))


def _parts(wanted: CommitmentFilter) -> Iterator[str]:
    if wanted.bodies:
        yield tr("body: {names}", names=", ".join(sorted(map(_body, wanted.bodies))))
    if wanted.themes:
        yield tr("theme: {names}", names=", ".join(sorted(map(name, wanted.themes))))
    if wanted.kinds:
        yield tr("kind: {names}", names=", ".join(sorted(map(name, wanted.kinds))))
    if wanted.deliveries:
        yield tr("delivery: {names}", names=", ".join(sorted(map(name, wanted.deliveries))))
    if wanted.document:
        yield tr("document: {key}", key=wanted.document)
    if wanted.text.strip():
        yield tr("words: “{words}”", words=wanted.text.strip())
    if wanted.since:
        yield tr("stated on {day} or later", day=day(wanted.since))
    if wanted.until:
        yield tr("stated on {day} or earlier", day=day(wanted.until))
    if wanted.overdue:
        yield tr("overdue only")


def _body(key: str) -> str:
    body = by_key()[key]
    return body.name_cy if language() is Lang.CY else body.name_en
