"""A site of generated pages for the crawl benchmark, quick enough not to be what is measured.

    python -m benchmarks.crawl_server PAGES

It prints its address and serves until its standard input is closed. ``/-/times`` answers how many pages and lists were
asked for since it was last asked, and the seconds between the first and the last.
"""

import asyncio
import json
import sys
import time
from functools import cache

HOST = "bench.example.wales"
A_LIST = 250
"""Pages of one sitemap."""
_PARAGRAPH = (
    "The council will publish its plan for {subject} by {year}, after listening to the people who use it, and will "
    "report each spring on what was done. Officers are to meet community groups in every ward before the budget is set."
)
_NAVIGATION = "".join(f'<li><a href="/section-{number}">Section {number}</a></li>' for number in range(40))


@cache
def filler() -> str:
    """The part of a page that all share: as much as usual pages carry."""
    return f"<nav><ul>{_NAVIGATION}</ul></nav>" + "<!-- layout -->" * 150


def page(number: int) -> str:
    """A page of about 10 kB, unlike any other."""
    words = "".join(f"<p>{_PARAGRAPH.format(subject=f'service {number}.{at}', year=2027 + at)}</p>" for at in range(14))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Plan {number}</title></head><body>'
        f"{filler()}<main><h1>Plan {number} of the council</h1>{words}</main></body></html>"
    )


def sitemap(first: int, last: int) -> str:
    """The addresses of some pages."""
    rows = "".join(
        f"<url><loc>https://{HOST}/plans/{number}</loc><lastmod>2026-09-01</lastmod></url>"
        for number in range(first, last)
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


class Site:
    """The pages, and what was asked of them."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.asked: list[float] = []

    def answer(self, path: str) -> tuple[str, str]:
        """Media type and body for a path; an empty body where there is none."""
        if path == "/-/times":
            times, self.asked = self.asked, []
            return "application/json", json.dumps([len(times), times[-1] - times[0] if times else 0.0])
        kind, _, last = path.removeprefix(f"/{HOST}/").rpartition("/")
        self.asked.append(time.monotonic())
        if last == "sitemap.xml":
            rows = "".join(
                f"<sitemap><loc>https://{HOST}/list/{at}</loc></sitemap>" for at in range(0, self.pages, A_LIST)
            )
            return (
                "application/xml",
                f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>',
            )
        if kind == "list":
            return "application/xml", sitemap(int(last), min(int(last) + A_LIST, self.pages))
        if kind == "plans":
            return "text/html; charset=utf-8", page(int(last))
        self.asked.pop()
        return "text/plain", ""


class Connection(asyncio.Protocol):
    """HTTP as far as a crawler needs it: GET, one after another."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while b"\r\n\r\n" in self._heard:
            head, _, self._heard = self._heard.partition(b"\r\n\r\n")
            media_type, body = self._site.answer(head.split(b" ", 2)[1].decode("ascii"))
            payload = body.encode()
            status = "200 OK" if payload else "404 Not Found"
            self._transport.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(payload)}\r\n"
                f"Last-Modified: Tue, 01 Sep 2026 09:00:00 GMT\r\n\r\n".encode()
                + payload
            )


async def serve(pages: int) -> None:
    """Serve until nobody holds the other end of standard input."""
    site = Site(pages)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(site), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
