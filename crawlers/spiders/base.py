"""What all spiders are: class attributes, an entry point, and methods that read an answer.

A method that reads an answer is marked ``@reads``. It takes the response, and by keyword what was known when its
address was found, and yields what the answer holds; it asks no network, no database and no clock, for the same method
reads the answer again whenever it is taken from the archive.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, TypeVar, cast

import scrapy
from scrapy.http import Response

from corpus.errors import CorpusDamaged
from crawlers.items import Follow, Yielded

Reads = TypeVar("Reads", bound=Callable[..., Iterator[Yielded]])


def reads(method: Reads) -> Reads:
    """Mark a method of a spider as one that reads an answer; no other can be named by a page or an archive."""
    method.reads = True  # type: ignore[attr-defined]
    return method


class Source(scrapy.Spider):
    """A spider of ours; see the module.

    ``hosts`` are all it may be sent to. ``publisher`` is who publishes what it finds. ``fresh_for`` is the age at
    which a page that its listing does not stamp is looked at again. ``confirmed`` says that its selectors rest on
    pages that were seen. ``steady`` says that its listings show all there is, so that what they show no longer is
    missed; where they are a window or a feed, it is False, and neither their number nor what has left them tells.
    """

    hosts: ClassVar[tuple[str, ...]]
    entry: ClassVar[tuple[Follow, ...]] = ()
    publisher: ClassVar[str] = ""
    fresh_for: ClassVar[timedelta] = timedelta(days=30)
    confirmed: ClassVar[bool] = True
    steady: ClassVar[bool] = True

    since: date | None = None

    @property
    def key(self) -> str:
        """What its pages, captures and crawls are kept under: its name, and for ``website`` the host as well."""
        return self.name

    def begin(self) -> Iterable[Follow]:
        """Where a crawl begins."""
        return self.entry

    def answer(self, read: str, response: Response, context: Mapping[str, str]) -> Iterator[Yielded]:
        """What an answer holds, read by the method of that name. Raises PageChanged, and CorpusDamaged for a name
        that is no such method.
        """
        method: Any = getattr(type(self), read, None)
        if not getattr(method, "reads", False):
            raise CorpusDamaged(f"The spider {self.name} does not read {read!r}; the archive is of another version.")
        yield from cast("Callable[..., Iterator[Yielded]]", method)(self, response, **context)
