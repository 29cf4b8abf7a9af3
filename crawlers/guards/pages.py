"""Pages that are not the page: a login, "not found" with a status of 200, a gatekeeper's challenge."""

import re
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from crawlers.guards.trouble import Blocked, Failed

_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_MISSING = re.compile(
    r"(?:error )?404(?: error)?(?:$| ?[-–|:.]| (?:page )?not found)"
    r"|(?:the |this |that )?page (?:was |could |can)?(?:not|n.t) (?:be )?found"
    r"|not found(?:$| ?[-–|])"
    r"|(?:heb ganfod|ni chafwyd hyd i|ni ellir dod o hyd i|methu dod o hyd i)(?:['’]r| y| ['’]r)? dudalen"
    r"|tudalen heb ei chanfod",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"(?:just a moment\.\.\.|attention required! \| cloudflare|access denied|request rejected|are you a robot\??)$",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
_LOGIN_WORDS = re.compile(r"\b(?:log[ -]?in|log[ -]?on|sign[ -]?in|mewngofnodi|password|cyfrinair)\b", re.IGNORECASE)
_LITTLE = 1500
_HEAD = 64 * 1024


def check_page(page: TextResponse) -> None:
    """Raises Blocked for a gatekeeper's page, Failed for a page of "not found" or a login."""
    found = _TITLE.search(page.text[:_HEAD])
    title = " ".join(found[1].split()) if found else ""
    if _GATE.match(title):
        host = urlsplit(page.url).hostname or ""
        raise Blocked(host, f"{host} answered with a gatekeeper's page: it is left alone and the last copies are kept.")
    if _MISSING.match(title):
        raise Failed(f"The page says of itself that it was not found (“{title[:80]}”), with status 200.")
    if _PASSWORD.search(page.body) and _is_login(page, title):
        raise Failed("The server answered with a login page.")


def _is_login(page: TextResponse, title: str) -> bool:
    """A form that asks for a password, on a page that is about that or holds little else."""
    if not page.css("form input[type='password' i]"):
        return False
    heading = " ".join(page.css("h1 ::text").getall()[:5])
    if _LOGIN_WORDS.search(f"{title} {heading}"):
        return True
    words = page.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::nav or ancestor::footer)]")
    return sum(len(part.strip()) for part in words.getall()) < _LITTLE
