"""Plain content sites: Audit Wales, the Future Generations Commissioner, the Co-production Network, and one of no name.

What they publish is in ``plain.toml``. How their pages are built is assumed: Drupal as it comes for the first,
WordPress as it comes for the next two, and for the last a page from before there was a ``main`` element.
"""

import gzip
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from html import escape
from pathlib import Path

from tests.replica.asked import Answer, Asked, Fault
from tests.replica.build import ATOM, DOCX, PDF, RSS, XML, Entry, atom, page, pdf, rss, sitemap, sitemap_index, word

AUDIT, FUTURE, COPRONET, INFO, OTHER = (
    *("www.audit.wales", "www.futuregenerations.wales", "copronet.wales"),
    *("info.copronet.wales", "site.example.wales"),
)
HOSTS: tuple[str, ...] = (AUDIT, FUTURE, COPRONET, INFO, OTHER)
_WORDPRESS_ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
ROBOTS: dict[str, str] = {
    AUDIT: f"User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /search/\n\nSitemap: https://{AUDIT}/sitemap.xml\n",
    FUTURE: _WORDPRESS_ROBOTS,
    COPRONET: f"{_WORDPRESS_ROBOTS}\nsitemap:https://{COPRONET}/sitemap_index.xml\n",
    INFO: f"{_WORDPRESS_ROBOTS}\nSitemap: https://{INFO}/sitemap.xml.gz\n",
    OTHER: f"User-agent: *\nDisallow: /private/\nSitemap: https://{OTHER}/sitemap.xml\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A page of ``plain.toml``, in one language. ``twin`` is the path of its other language's."""

    host: str
    path: str
    title: str
    body: list[str]
    changed: str = ""
    date: str = ""
    file: str = ""
    file_link: str = ""
    file_body: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    twin: str = ""
    lang: str = "en"


@cache
def _published() -> dict[tuple[str, str], Published]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["page"]
    found = []
    for row in rows:
        welsh = {key.removeprefix("twin_"): row.pop(key) for key in list(row) if key.startswith("twin_")}
        english = Published(**row)
        found.append(english)
        if english.twin:
            found.append(replace(english, **welsh, lang="cy", path=english.twin, twin=english.path))
    return {(one.host, one.path): one for one in found}


def answer(asked: Asked) -> Answer | None:
    """The answer of one of these sites."""
    found = _published().get((asked.host, asked.path))
    if found is not None:
        return Answer(_THEMES[asked.host](found))
    return _listing(asked) or _file(asked) or _calendar(asked)


def _file(asked: Asked) -> Answer | None:
    one = next((one for one in _published().values() if (one.host, one.file) == (asked.host, asked.path)), None)
    if one is None:
        return None
    if one.file.endswith(".docx"):
        return Answer(word(*one.file_body, title=one.title), DOCX)
    return Answer(pdf(*one.file_body, title=one.title), PDF)


def _calendar(asked: Asked) -> Answer | None:
    """A calendar that goes on for ever, as calendars on websites do."""
    month = asked.query.get("month", "")
    if (asked.host, asked.path) != (OTHER, "/calendar") or not month.isdecimal():
        return None
    following = int(month) + 1
    return Answer(page(f"Month {month}", f'<p>Nothing on.</p><a href="/calendar?month={following}">Next month</a>'))


def _listing(asked: Asked) -> Answer | None:
    """Sitemaps and feeds."""
    rows = {one.path: one for one in _published().values() if one.host == asked.host}
    mapped = {f"https://{asked.host}{path}": one.changed for path, one in rows.items()}
    posts = {address: changed for address, changed in mapped.items() if "/work/" not in address}
    several = {f"https://{asked.host}/wp-sitemap-posts-{kind}-1.xml": "" for kind in ("post", "page")}
    where = (asked.host, asked.path)
    if where == (AUDIT, "/sitemap.xml"):
        if "page" in asked.query:
            return Answer(sitemap(_as_broken(asked, mapped)), XML)
        return Answer(sitemap_index({f"https://{AUDIT}/sitemap.xml?page=1": ""}), XML)
    if where == (FUTURE, "/wp-sitemap.xml"):
        return Answer(sitemap_index(several), XML)
    if where == (FUTURE, "/wp-sitemap-posts-post-1.xml"):
        return Answer(sitemap(_as_broken(asked, posts)), XML)
    if where == (FUTURE, "/wp-sitemap-posts-page-1.xml"):
        others = {address: changed for address, changed in mapped.items() if address not in posts}
        repeated = asked.fault is Fault.REPEATED_LISTING
        return Answer(sitemap(_as_broken(asked, posts if repeated else others)), XML)
    if where == (FUTURE, "/feed/"):
        return Answer(rss("Future Generations", f"https://{FUTURE}/", _entries([rows["/hello-world/"]])), RSS)
    if where == (COPRONET, "/sitemap_index.xml"):
        return Answer(sitemap_index({f"https://{COPRONET}/post-sitemap.xml": "2025-02-12T12:00:00+00:00"}), XML)
    if where == (COPRONET, "/post-sitemap.xml"):
        return Answer(sitemap(_as_broken(asked, mapped)), XML)
    if where == (INFO, "/sitemap.xml.gz"):
        return Answer(gzip.compress(sitemap(_as_broken(asked, mapped)).encode(), mtime=0), "application/gzip")
    if where == (OTHER, "/sitemap.xml"):
        return Answer(sitemap(_as_broken(asked, mapped)), XML)
    if where == (OTHER, "/feed.xml"):
        entries = _entries(one for one in rows.values() if one.path.startswith("/news/") and one.changed)
        return Answer(atom("Cwm Uchaf", f"https://{OTHER}/feed.xml", entries), ATOM)
    return None


def _as_broken(asked: Asked, addresses: dict[str, str]) -> dict[str, str]:
    """A sitemap's rows: none, the half, or all of them."""
    keep = {Fault.EMPTY_LISTING: 0, Fault.SHRUNK: len(addresses) // 2}
    return dict(list(addresses.items())[: keep.get(asked.fault, len(addresses)) if asked.fault else len(addresses)])


def _entries(published: Iterable[Published]) -> list[Entry]:
    return [
        Entry(
            f"https://{one.host}{one.path}",
            one.title,
            datetime.combine(date.fromisoformat((one.changed or one.date)[:10]), time(9), UTC),
            one.body[0],
        )
        for one in published
    ]


def _markup(texts: list[str]) -> str:
    """Paragraphs, headings and lists."""
    out = []
    for text in texts:
        if text.startswith("# "):
            out.append(f"<h2>{escape(text[2:])}</h2>")
        elif text.startswith("- "):
            out.append(f"<ul><li>{escape(text[2:])}</li></ul>")
        else:
            out.append(f"<p>{escape(text)}</p>")
    return "\n".join(out).replace("</ul>\n<ul>", "\n")


def _link(one: Published) -> str:
    return f'<a href="{one.file}">{escape(one.file_link)}</a>' if one.file else ""


def _drupal(one: Published) -> str:
    welsh = one.lang == "cy"
    switch = one.twin or ("/" if welsh else "/cy")
    other = '<a class="language-link" lang="en" hreflang="en"' if welsh else '<a class="language-link" hreflang="cy"'
    skip = "Neidio i'r prif gynnwys" if welsh else "Skip to main content"
    body = f"""<a href="#main-content" class="visually-hidden">{skip}</a>
<header><nav><a href="/publications">Publications</a> <a href="/news">News</a></nav>
{other} href="{switch}">{"English" if welsh else "Cymraeg"}</a></header>
<main role="main" id="main-content"><div class="breadcrumb"><a href="/">Home</a></div>
<div class="rs_skip rsbtn" id="readspeaker_button">Listen to this page using ReadSpeaker</div>
<article><h1>{escape(one.title)}</h1>
<div class="field field--name-field-date">{one.date}</div>
<div class="field field--name-body">
{_markup(one.body)}
</div>
<div class="field field--name-field-document">{_link(one)}</div></article>
<div class="feedback"><h2>We'd like your feedback</h2><form><textarea></textarea></form></div>
</main>
<aside><h2>Find documents</h2></aside>
<footer><a href="/sites/default/files/accessibility.pdf">Accessibility (PDF)</a></footer>"""
    return page(f"{one.title} | Audit Wales", body, lang=one.lang)


def _wordpress(one: Published) -> str:
    pair = {one.lang: one.path, ("en" if one.lang == "cy" else "cy"): one.twin}
    head = f'<meta property="article:published_time" content="{one.date}">\n' + "\n".join(
        f'<link rel="alternate" hreflang="{lang}" href="https://{one.host}{path}">'
        for lang, path in pair.items()
        if path
    )
    body = f"""<header class="site-header"><nav><ul class="menu"><li><a href="/news/">News</a></li></ul></nav></header>
<main id="content"><article class="post"><h1 class="entry-title">{escape(one.title)}</h1>
<time class="entry-date" datetime="{one.date}">{one.date[:10]}</time>
<div class="entry-content">
{_markup(one.body)}
<div class="wp-block-file">{_link(one)}</div>
</div></article></main>
<footer class="site-footer"><p>All rights reserved</p></footer>"""
    return page(f"{one.title} - {one.host}", body, lang=f"{one.lang}-GB", head=head)


def _old(one: Published) -> str:
    welsh = one.lang == "cy"
    links = "".join(f'<li><a href="{address}">{address.strip("/")}</a></li>' for address in one.links)
    switch = f'<a href="{one.twin}">{"English" if welsh else "Cymraeg"}</a>' if one.twin else ""
    body = f"""<div id="wrapper"><div id="menu"><a href="/">{"Hafan" if welsh else "Home"}</a> {switch}</div>
<div id="text">{_markup(one.body)}<ul>{links}</ul><p>{_link(one)}</p></div></div>"""
    return page(one.title, body, lang=one.lang)


_THEMES = {AUDIT: _drupal, FUTURE: _wordpress, COPRONET: _wordpress, INFO: _wordpress, OTHER: _old}
