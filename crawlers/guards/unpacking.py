"""Compressed answers: unpacked whole or not at all, and never to more than a page may be."""

import zlib
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.guards.trouble import Failed

_GZIP, _ZLIB, _RAW = 31, 15, -15
_ASKED = "gzip, deflate"
_MEMBERS = 1000


class Unpacking:
    """Downloader middleware: asks for gzip or deflate, and unpacks them.

    In place of Scrapy's, which takes a compressed answer that was cut short for a whole one.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Ask for what can be unpacked."""
        request.headers[b"Accept-Encoding"] = _ASKED

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises Failed for an answer that cannot be unpacked, breaks off, or would be too large."""
        said = b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1").lower()
        names = [name.strip() for name in said.split(",") if name.strip() not in {"", "identity"}]
        if not names or not response.body:
            return response
        if len(names) > 1 or names[0] not in {"gzip", "x-gzip", "deflate"}:
            raise Failed(f"The answer is packed in a way that was not asked for ({', '.join(names)[:60]}).")
        body = unpacked(response.body, gzip=names[0] != "deflate", limit=self._limit)
        headers = response.headers.copy()
        del headers[b"Content-Encoding"]
        return response.replace(body=body, headers=headers)


def unpacked(body: bytes, *, gzip: bool, limit: int) -> bytes:
    """The unpacked bytes, ``limit`` of them at most. Raises Failed."""
    out = bytearray()
    form = _GZIP if gzip else (_ZLIB if body[:1] and body[0] & 0x0F == 8 else _RAW)
    for _ in range(_MEMBERS):
        inflating = zlib.decompressobj(wbits=form)
        try:
            out += inflating.decompress(body, limit + 1 - len(out))
        except zlib.error as error:
            raise Failed("The answer is damaged: it could not be unpacked.") from error
        if len(out) > limit:
            raise Failed(f"The answer unpacks to more than {limit // 1024**2} MB.")
        if not inflating.eof:
            raise Failed("The answer broke off before its end.")
        body = inflating.unused_data
        if not (gzip and body.startswith(b"\x1f\x8b")):
            return bytes(out)
    raise Failed("The answer is packed in too many pieces.")
