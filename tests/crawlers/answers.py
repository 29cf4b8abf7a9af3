"""What spiders are tested on: the replica's own pages, without a server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.http.headers import Headers

from corpus.types import ReadDocument
from crawlers import taking
from crawlers.archive.records import Place, Record
from crawlers.guards import response_of
from crawlers.items import Follow, Item, Yielded
from crawlers.spiders import load
from tests.replica.asked import Asked, Fault
from tests.replica.stage import play


@dataclass(frozen=True, slots=True)
class Recorded:
    """A page of the replica, the spider's method that reads it, and all that it yields, in order."""

    read: str
    host: str
    path_and_query: str
    context: Mapping[str, str] = field(default_factory=dict)
    yields: tuple[Yielded, ...] = ()


def fetched(host: str, path_and_query: str, fault: Fault | None = None) -> Response:
    """The replica's answer as a spider is given it, under its canonical address."""
    answer = play(Asked.at(host, path_and_query, fault))
    headers = Headers({**answer.headers, "Content-Type": answer.media_type})
    return response_of(f"https://{host}{path_and_query}", answer.status, headers, answer.data)


def read(spider: str, method: str, response: Response, **context: str) -> list[Yielded]:
    """What a spider's method yields for a response."""
    return list(load(spider)().answer(method, response, context))


def altered(host: str, path_and_query: str, old: str, new: str) -> Response:
    """The replica's page with some words changed, which must be in it."""
    page = fetched(host, path_and_query)
    assert isinstance(page, TextResponse)
    assert old in page.text
    return HtmlResponse(page.url, body=page.text.replace(old, new), encoding="utf-8")


def page_of(spider: str, host: str, path: str) -> tuple[Item, list[Follow]]:
    """The document that a page of the replica holds, and what it points at."""
    found = read(spider, "page", fetched(host, path))
    return next(one for one in found if isinstance(one, Item)), [one for one in found if isinstance(one, Follow)]


def taken(source: str, host: str, path_and_query: str, method: str, **context: str) -> list[ReadDocument]:
    """The documents that an answer of the replica comes to, read as from the archive on 1 September 2026."""
    response = fetched(host, path_and_query)
    place = Place("captures-00001.warc.gz", 0, 1)
    record = Record(
        place=place,
        address=response.url,
        at=datetime(2026, 9, 1, tzinfo=UTC),
        media_type="",
        source=source,
        via="",
        facts={"read": method, "context": context},
        status="200 OK",
        headers=tuple((name.decode(), values[0].decode()) for name, values in response.headers.items()),
        digest="",
        sha256="",
        size=len(response.body),
        original=None,
        stands=place.name,
    )
    return list(taking.read(record, response.body))
