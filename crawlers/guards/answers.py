"""Last guard: what came is what was asked for, whole and readable, or one sentence says what it is instead."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Headers, Request, Response, TextResponse
from scrapy.utils.response import response_status_message

from crawlers.guards import content
from crawlers.guards.addresses import FOR_ROBOTS
from crawlers.guards.content import DOCUMENTS, MARKUP, MEDIA_TYPES, Kind
from crawlers.guards.encodings import declared_encoding, true_encoding
from crawlers.guards.hosts import Hosts
from crawlers.guards.pages import check_page
from crawlers.guards.trouble import Blocked, Failed, Refused

SAID_TYPE = "X-Original-Content-Type"
"""Header that keeps what the server said where ``Content-Type`` was put right."""

_PASSED = {304, 404, 410}
_NEEDS_LOGIN = {401, 407}
_ENDS = {Kind.PDF: b"%%EOF", Kind.OFFICE: b"PK\x05\x06", Kind.PAGE: b"</html"}
_END_WITHIN = 66_000


class Answers:
    """Downloader middleware: lets through 304, 404, 410 and good answers of status 200.

    ``request.meta["notes"]`` gets a sentence for everything that was put right.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises Trouble."""
        if FOR_ROBOTS in request.meta or response.status in _PASSED:
            return response
        if response.status in _NEEDS_LOGIN:
            raise Failed("The server asks for a name and a password.")
        if response.status == 451:
            raise Refused("The server may not show this for legal reasons (451).")
        if response.status != 200:
            raise Failed(f"The server answered {response_status_message(response.status)}.")
        if not response.body.strip():
            raise Failed("The server answered with nothing: the page is empty.")
        kind = _kind(request, response)
        _check_end(response, kind)
        answer = _labelled(request, response, kind)
        if isinstance(answer, TextResponse):
            answer = _readable(request, answer)
            if kind is Kind.PAGE:
                self._check_page(answer)
        return answer

    def _check_page(self, page: TextResponse) -> None:
        try:
            check_page(page)
        except Blocked as no:
            raise Hosts.of(self._crawler).leave(no.host, Blocked, no.what) from no


def _kind(request: Request, response: Response) -> Kind:
    """What the answer is. Raises Failed when that is not what was promised."""
    found, said = content.of_body(response.body), content.of_type(_content_type(response))
    by_name = content.of_address(request.url)
    promised = said if said in DOCUMENTS or said is Kind.JSON else by_name or said
    if found is Kind.TEXT and said in MARKUP and promised not in DOCUMENTS:
        found = said
    if found in MARKUP and promised in DOCUMENTS:
        raise Failed(f"The server answered with {found} where {promised} was promised.")
    if found is Kind.PAGE and promised in {Kind.XML, Kind.JSON}:
        raise Failed(f"The server answered with {found} where {promised} was promised.")
    if found in {Kind.OTHER, Kind.PICTURE} and (promised in MARKUP or promised in DOCUMENTS):
        raise Failed(f"The server answered with {found} where {promised} was promised.")
    return found


def _content_type(response: Response) -> str:
    return (response.headers.get(b"Content-Type") or b"").decode("latin-1")


def _check_end(response: Response, kind: Kind) -> None:
    """An answer of no stated length ends with the connection; then only its own end mark tells that it is whole."""
    mark = _ENDS.get(kind)
    if "partial" not in response.flags or mark is None or (kind is Kind.PAGE and b"<html" not in response.body.lower()):
        return
    if mark not in response.body[-_END_WITHIN:] and mark not in response.body[-_END_WITHIN:].lower():
        raise Failed("The answer broke off before its end.")


def _labelled(request: Request, response: Response, kind: Kind) -> Response:
    """The answer with the media type that it has."""
    said = content.of_type(_content_type(response))
    headers = response.headers
    if said is not kind and kind in MEDIA_TYPES:
        if said is not None:
            note(request, f"It is labelled as {said} but is {kind}, and was taken as that.")
        headers = _with_type(response, MEDIA_TYPES[kind])
    return content.response_of(response.url, 200, headers, response.body, response.flags)


def _readable(request: Request, response: TextResponse) -> TextResponse:
    """The answer with the encoding that it has."""
    said = declared_encoding(_content_type(response), response.body)
    true = true_encoding(response.body, said)
    if true in {said, response.encoding}:
        return response
    if said:
        note(request, f"It says that its encoding is {said} but it is {true}, and was read as that.")
    media_type = _content_type(response).partition(";")[0].strip()
    return response.replace(headers=_with_type(response, f"{media_type}; charset={true}"), encoding=true)


def _with_type(response: Response, content_type: str) -> Headers:
    headers = Headers(response.headers)
    if said := headers.get(b"Content-Type"):
        headers.setdefault(SAID_TYPE, said)
    headers[b"Content-Type"] = content_type
    return headers


def note(request: Request, sentence: str) -> None:
    """Keep a sentence for the report."""
    notes: list[str] = request.meta.setdefault("notes", [])
    if sentence not in notes:
        notes.append(sentence)
