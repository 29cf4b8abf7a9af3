"""www.gov.wales and www.llyw.cymru: listings of ten rows, a feed of announcements, pages, attachments.

What is published there is in the three data files beside this module.
"""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from corpus.codebook import Lang
from tests.replica import gov_wales_pages as pages
from tests.replica.asked import Answer, Asked, Fault
from tests.replica.build import DOCX, PDF, RSS, Entry, pdf, rss, word
from tests.replica.gov_wales_pages import Facts

HOSTS = ("www.gov.wales", "www.llyw.cymru")
_RULES = "User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /search/\nDisallow: /user/login\n"
ROBOTS = dict.fromkeys(HOSTS, _RULES)
PAGE_SIZE = 10

_LISTINGS = {
    "/consultations": ("Consultations", "consultations"),
    "/publications": ("Publications", "publications"),
    "/announcements/search": ("Announcements", "announcements"),
}
_FEED = "/announcements/rss"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def answer(asked: Asked) -> Answer | None:
    """Listings and the feed are played in English only."""
    lang = Lang.CY if asked.host == "www.llyw.cymru" else Lang.EN
    if lang is Lang.EN and asked.path in _LISTINGS:
        return _listing(asked)
    if lang is Lang.EN and asked.path == _FEED:
        return _feed(asked)
    return _pages().get((lang, asked.path.strip("/")))


@cache
def entries(section: str) -> tuple[Facts, ...]:
    """What a listing holds, by last update, the newest first."""
    data = tomllib.loads(Path(__file__).with_name(f"gov_wales_{section}.toml").read_text(encoding="utf-8"))
    found = [*data["page"], *_brief(section, data["brief"])]
    return tuple(sorted(found, key=lambda entry: str(entry["updated"]), reverse=True))


def _brief(section: str, brief: Facts) -> Iterator[Facts]:
    entry: Facts
    for one in brief["rows"]:
        if section == "announcements":
            slug, title, label, updated, sentence = one
            entry = {"slug": slug, "title": title, "label": label, "updated": updated, "first": updated[:10]}
            yield entry | {"summary": "The Welsh Government", "body": [sentence]}
            continue
        slug, title, subject, topic, *rest, cy_slug, cy_title, cy_subject = one
        entry = {"slug": slug, "title": title, "topic": topic, "summary": f"About {subject}."}
        if section == "consultations":
            entry |= dict(zip(("updated", "opens", "closes"), rest, strict=True))
            entry |= {"first": entry["opens"]}
            entry["label"] = "Open consultation" if entry["closes"] > "2026-09-01" else "Closed consultation"
        else:
            entry |= dict(zip(("label", "updated", "first"), rest, strict=True))
        entry["body"] = [line.format(subject=subject) for line in brief["en"]]
        if cy_slug:
            body = [line.format(subject=cy_subject) for line in brief["cy"]]
            entry["cy"] = {"slug": cy_slug, "title": cy_title, "label": "", "summary": cy_title, "body": body}
        yield entry


def _listing(asked: Asked) -> Answer:
    title, section = _LISTINGS[asked.path]
    found = list(entries(section))
    query = ""
    if section == "consultations" and asked.query.get("field_consultation_status") == "1":
        found = [entry for entry in found if entry["label"].startswith("Open")]
        query = "field_consultation_status=1&"
    if asked.fault is Fault.SHRUNK:
        found = found[: len(found) // 2]
    stated = asked.query.get("page", "0")
    here = int(stated) if stated.isdigit() else 0
    first = 0 if asked.fault is Fault.REPEATED_LISTING else here * PAGE_SIZE
    rows = [] if asked.fault is Fault.EMPTY_LISTING else found[first : first + PAGE_SIZE]
    last = (len(found) - 1) // PAGE_SIZE
    return Answer(pages.listing(title, rows, pages.pager(query, here, last) if here <= last else ""))


def _feed(asked: Asked) -> Answer:
    found = [] if asked.fault is Fault.EMPTY_LISTING else list(entries("announcements"))[:15]
    found = found[: len(found) // 2] if asked.fault is Fault.SHRUNK else found
    items = [
        Entry(f"https://www.gov.wales/{entry['slug']}", entry["title"], datetime.fromisoformat(entry["updated"]))
        for entry in found
    ]
    return Answer(rss("Announcements", "https://www.gov.wales/announcements", items), RSS)


@cache
def _pages() -> dict[tuple[Lang, str], Answer]:
    return {key: made for section in ("consultations", "publications", "announcements") for key, made in _made(section)}


def _made(section: str) -> Iterator[tuple[tuple[Lang, str], Answer]]:
    """All pages and files of a section, by language and path."""
    make = pages.announcement if section == "announcements" else pages.consultation
    for entry in entries(section):
        welsh: Facts | None = entry.get("cy")
        yield (Lang.EN, entry["slug"]), Answer(make(entry, Lang.EN, welsh["slug"] if welsh else ""))
        yield from _attached(entry, Lang.EN)
        if welsh:
            whole = {name: value for name, value in entry.items() if name not in {"cy", "document", "outcome"}} | welsh
            yield (Lang.CY, welsh["slug"]), Answer(make(whole, Lang.CY, entry["slug"]))
            yield from _attached(welsh, Lang.CY)


def _attached(entry: Facts, lang: Lang) -> Iterator[tuple[tuple[Lang, str], Answer]]:
    for document in entry.get("document", []):
        path, body = document["path"], document.get("body", [])
        if path.endswith(".pdf"):
            made = pdf(*body, title=document["title"], labels=document.get("labels", ()))
            yield (lang, path), Answer(made, PDF)
        elif path.endswith(".docx"):
            yield (lang, path), Answer(word(*body, title=document["title"]), DOCX)
        elif path.endswith(".ods"):
            yield (lang, path), Answer(b"PK\x03\x04", _ODS)
        elif path.endswith("-html") and body:
            welsh: Facts | None = document.get("cy")
            yield (lang, path), Answer(pages.document(document, lang, welsh["path"] if welsh else ""))
            if welsh:
                yield (Lang.CY, welsh["path"]), Answer(pages.document(document | welsh, Lang.CY, path))
