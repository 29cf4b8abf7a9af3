"""From an archived answer to documents: the same spider and readers, whether it has just come or is read again.

No network and no database; what is wrong with an answer is an AddewidError that names its address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from scrapy.http import Headers, Response

from corpus import readers
from corpus.errors import AddewidError, CorpusDamaged, UnreadableDocument
from corpus.readers import Given
from corpus.readers.draft import Draft, Source
from corpus.readers.finish import finished
from corpus.types import ReadDocument
from crawlers import scratch
from crawlers.archive.records import Record
from crawlers.guards import response_of, safe_name
from crawlers.items import Item
from crawlers.spiders import load

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}


def read(record: Record, body: bytes) -> Iterator[ReadDocument]:
    """The documents that an archived answer holds; none for a listing. Raises AddewidError."""
    with _named(record.address):
        response = answer(record, body)
        items, publisher = _items(record, response)
        for item in items:
            given = _given(item, record, publisher)
            documents = _passages(item, given, record) if item.passages else _whole(response, given)
            yield from (replace(document, url=document.url or record.address) for document in documents)


def answer(record: Record, body: bytes) -> Response:
    """The response that an archived answer was."""
    headers = Headers()
    for name, value in record.headers:
        headers.appendlist(name.encode("latin-1"), value.encode("latin-1"))
    headers.setdefault(b"Content-Type", record.media_type.encode("latin-1"))
    return response_of(record.address, 200, headers, body)


def _items(record: Record, response: Response) -> tuple[list[Item], str]:
    if not record.facts or not isinstance(record.facts.get("read"), str):
        raise CorpusDamaged("the archive does not say how to read it")
    spider = load(record.source)()
    found = spider.answer(record.facts["read"], response, record.facts.get("context") or {})
    return [item for item in found if isinstance(item, Item)], spider.publisher


def _given(item: Item, record: Record, publisher: str) -> Given:
    """What is known of a document. A format that names its work also names the page at which people read it."""
    seen = {"status_seen": record.at.date().isoformat()} if "status" in item.facts else {}
    return Given(
        kind=item.kind,
        lang=item.lang,
        title=item.title,
        issued=item.issued,
        issued_text=item.issued_text,
        publisher=item.publisher or publisher,
        url=record.address if item.work else "",
        work=item.work,
        part_of=item.part_of,
        content=item.content,
        without=item.without,
        facts={**item.facts, **seen},
    )


def _passages(item: Item, given: Given, record: Record) -> Iterator[ReadDocument]:
    """A document of which the spider itself has made the passages."""
    draft = Draft(reader=record.source.partition(":")[0], passages=list(item.passages))
    yield finished(Source(Path("answer"), b"", 0, given), draft)


def _whole(response: Response, given: Given) -> Iterator[ReadDocument]:
    """The documents that the reader of its format finds in an answer."""
    with scratch.folder() as folder:
        file = folder / f"answer{_suffix(response)}"
        file.write_bytes(response.body)
        found = 0
        for document in readers.read(file, given):
            found += 1
            yield document
        if not found:
            raise UnreadableDocument(file, "nothing in it could be read", "check that it holds text")


def _suffix(response: Response) -> str:
    """The end of a file name that tells the format, as far as the answer's address or headers do."""
    named = Path(safe_name(response))
    if readers.can_read(named):
        return named.suffix
    media_type = (response.headers.get(b"Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
    return _SUFFIXES.get(media_type, ".xml" if media_type.endswith(("/xml", "+xml")) else "")


@contextmanager
def _named(address: str) -> Iterator[None]:
    """Every error as one that names the address in place of a temporary file."""
    try:
        yield
    except UnreadableDocument as problem:
        raise AddewidError(f"{address}: {str(problem).partition(': ')[2]}") from problem
    except AddewidError as problem:
        if address in str(problem):
            raise
        raise AddewidError(f"{address}: {problem}") from problem
    except Exception as fault:
        raise AddewidError(f"{address}: it could not be read ({type(fault).__name__}: {fault}).") from fault
