"""What stands around the pages: where a site begins, what is told of a missing page, and what machines look for."""

from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from publish.site.making import Making

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_LISTED = 50_000
"""Addresses that one sitemap may hold."""


def put(making: Making) -> None:
    """The page to begin with, the one for what is missing, and, where the site's address is known, the sitemap."""
    address = making.asked.address
    root = f"{urlsplit(address).path}/" if address else ""
    making.put_for_all("index.html", making.renderer.alone("start.html", root="", missing=False))
    making.put_for_all("404.html", making.renderer.alone("start.html", root=root, missing=True))
    lines = ["User-agent: *", "Allow: /"]
    if address:
        pages = sorted(name for name in making.site.names() if name.endswith(".html") and name != "404.html")
        parts = [pages[at : at + MOST_LISTED] for at in range(0, len(pages), MOST_LISTED)]
        for number, some in enumerate(parts, 1):
            making.put_for_all(f"sitemap-{number}.xml", _sitemap(address, some, making.asked.on.isoformat()))
            lines.append(f"Sitemap: {address}/sitemap-{number}.xml")
    making.put_for_all("robots.txt", "\n".join([*lines, ""]))


def _sitemap(address: str, pages: list[str], day: str) -> str:
    places = (f"<url><loc>{escape(f'{address}/{page}')}</loc><lastmod>{day}</lastmod></url>" for page in pages)
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{_SITEMAP}">'
    return "\n".join([head, *places, "</urlset>", ""])
