"""What an export says of itself: when and from what it was made, how much is decided, whose words are in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from corpus.language import plural, tr
from corpus.taken.sources import TakenDocument
from publish.export.chosen import Chosen
from publish.export.text import plain
from publish.stamp import Stamp

TITLE = "Commitments of Welsh public policy"

RIGHTS = (
    "The words of documents are their publishers', under the licence of each source; where it forbids to hand them on, "
    "there are short quotations only. What was decided is the work of the people who are named with it."
)

LICENCE = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}
"""That of the codebook, which is Addewid's own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of documents, with the address that most of them are at."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class About:
    """What goes with every export. ``short`` counts documents of which there are short quotations only.

    ``part`` says that it is of a part of the corpus, ``suggested`` that it holds evidence which only the program
    suggests. The stamp is of the whole corpus.
    """

    stamp: Stamp
    sources: tuple[Source, ...]
    short: int
    part: bool
    suggested: bool

    def facts(self) -> Mapping[str, Any]:
        """The same for programs."""
        told = asdict(self.stamp) | {"on": self.stamp.on.isoformat()}
        return told | {"part": self.part, "suggested": self.suggested, "short_quotations": self.short}

    def lines(self) -> tuple[str, ...]:
        """The same for people, in the language in use, a sentence a line."""
        return (*self.stamp.lines(), *self._more())

    def _more(self) -> Iterable[str]:
        if self.part:
            yield tr("This is a part of the corpus; the numbers above are of the whole.")
        if self.suggested:
            yield tr("Evidence that is marked suggested is what the program thinks; nobody has decided about it.")
        if self.short:
            yield plural(
                "{count} document gives short quotations only, as its licence forbids more.",
                "{count} documents give short quotations only, as their licences forbid more.",
                self.short,
            )
        yield tr("Only what people decided is told as decided; that words stand in a source does not prove a claim.")


def about(chosen: Chosen, stamp: Stamp) -> About:
    """What is to be said of an export of what is chosen."""
    documents = chosen.documents
    return About(
        stamp=stamp,
        sources=_sources(documents),
        short=len({each.row.key for each in documents if not chosen.rights.whole(each.row.key)}),
        part=not chosen.wanted.whole,
        suggested=chosen.wanted.suggested,
    )


def _sources(documents: Iterable[TakenDocument]) -> tuple[Source, ...]:
    """Publishers by name, each with the address that most of its documents are at."""
    hosts: dict[str, Counter[str]] = {}
    for each in documents:
        if name := " ".join(plain(each.row.publisher).split()):
            hosts.setdefault(name, Counter()).update(_host(each.row.url))
    return tuple(
        Source(name, min(held, key=lambda host: (-held[host], host), default=""))
        for name, held in sorted(hosts.items())
    )


def _host(url: str) -> list[str]:
    """The beginning of a web address, if it is one."""
    try:
        split = urlsplit(url)
        host = split.hostname or ""
    except ValueError:
        return []
    plain_host = host.isascii() and host.replace("-", "").replace(".", "").isalnum()
    return [f"{split.scheme}://{host}/"] if split.scheme in {"http", "https"} and plain_host else []
