"""The markup of gov.wales and llyw.cymru: rows of listings, pagers, pages, attachments, documents."""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from corpus.codebook import Lang
from corpus.readers.dates import month_name
from tests.replica.build import page

Facts = dict[str, Any]

HOSTS = {Lang.EN: "www.gov.wales", Lang.CY: "www.llyw.cymru"}
WORDS = {
    Lang.EN: {
        "skip": "Skip to main content",
        "other": "Cymraeg",
        "first": "First published:",
        "last": "Last updated:",
        "ends": "Consultation ends:",
        "launched": "Consultation launched:",
        "read": "Read details",
        "under": "This was published under the {} administration of the Welsh Government",
        "documents": "Documents",
        "size": "file type: {}, file size: 312 KB",
        "access": "This file may not be fully accessible.",
        "contents": "In this page",
    },
    Lang.CY: {
        "skip": "Neidio i'r prif gynnwy",
        "other": "English",
        "first": "Cyhoeddwyd gyntaf:",
        "last": "Diweddarwyd ddiwethaf:",
        "ends": "Daw'r ymgynghoriad i ben:",
        "launched": "Ymgynghoriad wedi ei lansio:",
        "read": "Darllen manylion",
        "under": "Cyhoeddwyd hwn o dan weinyddiaeth {} Llywodraeth Cymru",
        "documents": "Dogfennau",
        "size": "math o ffeil: {}, maint ffeil: 312 KB",
        "access": "Efallai na fydd y ffeil hon yn gyfan gwbl hygyrch.",
        "contents": "Ar y dudalen hon",
    },
}


def worded(day: str, lang: Lang) -> str:
    """An ISO day or moment as pages print it: "20 August 2026"."""
    found = datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
    return f"{found.day} {month_name(found.month, lang)} {found.year}"


def flow(lines: Sequence[str]) -> str:
    """Lines as paragraphs, headings and lists."""
    out: list[str] = []
    for line in lines:
        if line.startswith("## "):
            out.append(f"<h2>{escape(line[3:])}</h2>")
        elif line.startswith("- "):
            item = f"<li>{escape(line[2:])}</li>"
            if out and out[-1].startswith("<ul>"):
                out[-1] = out[-1].replace("</ul>", f"{item}</ul>")
            else:
                out.append(f"<ul>{item}</ul>")
        else:
            out.append(f"<p>{escape(line)}</p>")
    return "\n".join(out)


def row(entry: Facts) -> str:
    """A row of a listing."""
    when = (
        ""
        if entry.get("dateless")
        else (
            f'<span class="index-list__date"><span><time datetime="{entry["updated"]}">'
            f"{worded(entry['updated'], Lang.EN)}</time></span></span>"
        )
    )
    topics = (
        f'<span class="index-list__topics"><span class="topics"><span class="from-area">{escape(entry["topic"])}'
        "</span></span></span>"
        if entry.get("topic")
        else ""
    )
    return (
        f'<li class="index-list__item"><div>\n<div class="index-list__title"><a href="/{entry["slug"]}"><span><span>'
        f'{escape(entry["title"])}</span></span></a></div>\n<div class="index-list__meta">{when}\n'
        f'<span class="index-list__type">{escape(entry["label"])}</span>{topics}</div>\n</div></li>'
    )


def pager(query: str, here: int, last: int) -> str:
    """The links to other pages; ``query`` is what stands before ``page=``."""
    if last < 1:
        return ""
    near = [number for number in range(last + 1) if abs(number - here) <= 4]
    links = [("first", 0), ("previous", here - 1)] if here else []
    links += [("", number) for number in near if number != here]
    links += [("next", here + 1), ("last", last)] if here < last else []
    items = "".join(
        f'<li class="pager__item{f" pager__item--{kind}" if kind else ""}"><a href="?{query}page={number}">'
        f"{kind or number + 1}</a></li>"
        for kind, number in links
    )
    return f'<nav class="pager" role="navigation"><ul class="pager__items js-pager__items">{items}</ul></nav>'


def listing(title: str, rows: Sequence[Facts], pages: str) -> str:
    """A page of a listing."""
    body = "\n".join(map(row, rows))
    return _page(title, Lang.EN, f'<h1>{title}</h1>\n<ul class="index-list__items">\n{body}\n</ul>\n{pages}')


def _page(title: str, lang: Lang, main: str, *, twin: str = "", hreflang_only: bool = False) -> str:
    words = WORDS[lang]
    other = Lang.EN if lang is Lang.CY else Lang.CY
    address = f"https://{HOSTS[other]}/{twin}" if twin else ""
    head = f'<link rel="alternate" hreflang="{other}" href="{address}">' if twin else ""
    switch = f'<a class="language-link" href="{address}" lang="{other}">{words["other"]}</a>'
    body = (
        f'<a class="visually-hidden skip-link" href="#wg-main">{words["skip"]}</a>\n<header>'
        f"{switch if twin and not hreflang_only else ''}</header>\n"
        '<nav class="breadcrumb"><ol><li><a href="/">Home</a></li></ol></nav>\n'
        f'<main id="wg-main">\n{main}\n</main>\n<footer><p>Crown copyright</p></footer>'
    )
    return page(f"{title} | GOV.WALES", body, lang=lang, head=head)


def _header(entry: Facts, lang: Lang) -> str:
    words = WORDS[lang]
    under = words["under"].format(entry["administration"]) if entry.get("administration") else ""
    summary = (
        f'<div class="hero-block__summary"><div><p>{escape(entry["summary"])}</p>'
        f'<p class="btn--summary"><a href="#description-block">{words["read"]}</a></p></div></div>'
        if entry.get("summary")
        else ""
    )
    return (
        f'<div class="page-header"><h1 class="page-header__title">{escape(entry["title"])}</h1>'
        f'<div class="page-header__type">{escape(entry["label"])}</div></div>\n'
        + (f'<div class="published-under"><p>{under}</p></div>\n' if under else "")
        + f"{summary}\n{_dates(entry, lang)}"
    )


def _dates(entry: Facts, lang: Lang) -> str:
    words = WORDS[lang]
    first = worded(entry["first"], lang)
    if entry.get("old"):
        return f'<div class="row first-published">{words["first"]} {first}</div>\n'
    rows = ""
    if "closes" in entry:
        ends, launched = words["ends"], words["launched"]
        if "call for evidence" in entry["label"]:
            ends, launched = "Call for evidence ends:", "Call for evidence launched:"
        rows = (
            f'<div class="gw-row end-date"><div class="label">{ends}</div>'
            f'<div class="item end-date">{worded(entry["closes"], lang)}</div></div>\n'
            f'<div class="gw-row start-date"><div class="label">{launched}</div><div class="item"><div>'
            f'<time datetime="{entry["opens"]}T12:00:00Z">{worded(entry["opens"], lang)}</time></div></div></div>\n'
        )
    return (
        f'<div class="header-meta">\n<div class="gw-row first-published"><div class="label">{words["first"]}</div>'
        f'<div class="item">{first}</div></div>\n<div class="gw-row last-updated"><div class="label">{words["last"]}'
        f'</div><div class="item"><time datetime="{entry["updated"]}">{worded(entry["updated"], lang)}</time></div>'
        f"</div>\n{rows}</div>\n"
    )


def _attached(entry: Facts, lang: Lang) -> str:
    blocks = [_block(document, lang) for document in entry.get("document", [])]
    return f"<h2>{WORDS[lang]['documents']}</h2>\n" + "\n".join(blocks) if blocks else ""


def _block(document: Facts, lang: Lang) -> str:
    words, path = WORDS[lang], document["path"]
    kind = path.rpartition(".")[2].upper() if "/files/" in path else "HTML"
    size = f"<span>{words['size'].format(kind)}</span>" if kind != "HTML" else ""
    times = "".join(f'<time datetime="{moment}"></time>' for moment in document.get("updates", [document["released"]]))
    return (
        f'<div class="document"><div class="document__type">{kind}</div><div class="document__details"><h3>'
        f'<a href="{escape(path if "://" in path else f"/{path}")}"><div>{escape(document["title"])}</div>{size}</a>'
        f'</h3><p>{words["access"]}</p></div><div class="meta__released"><time datetime="{document["released"]}">'
        f'{worded(document["released"], lang)}</time></div><div class="meta__update_history">{times}</div></div>'
    )


def consultation(entry: Facts, lang: Lang, twin: str) -> str:
    """A consultation's or a publication's page."""
    outcome = f'<div id="outcome-block">{flow(entry["outcome"])}</div>' if entry.get("outcome") else ""
    text = f'<div id="description-block">{flow(entry["body"])}</div>' if entry["body"] else ""
    main = f"{_header(entry, lang)}{outcome}\n{text}\n{_attached(entry, lang)}"
    return _page(entry["title"], lang, main, twin=twin, hreflang_only=bool(entry.get("hreflang_only")))


def announcement(entry: Facts, lang: Lang, twin: str) -> str:
    """A statement's or news story's page; an old one has other markup."""
    text = flow(entry["body"])
    body = (
        f'<div class="container-fluid announcement-item__body">{text}</div>'
        if entry.get("old")
        else f'<div class="announcement-item__body"><div class="announcement-item__article">{text}</div></div>'
    )
    return _page(entry["title"], lang, f"{_header(entry, lang)}{body}\n{_attached(entry, lang)}", twin=twin)


def document(entry: Facts, lang: Lang, twin: str) -> str:
    """A document that is a web page."""
    heads = [line[3:] for line in entry["body"] if line.startswith("## ")]
    contents = "".join(f"<li><a href='#{number}'>{escape(head)}</a></li>" for number, head in enumerate(heads))
    words = WORDS[lang]
    main = (
        f'<h1 class="page-header__title">{escape(entry["title"])}</h1>\n<div class="header-meta"><div class="gw-row '
        f'first-published"><div class="label">{words["first"]}</div><div class="item">'
        f"{worded(entry['released'], lang)}</div></div></div>\n<p>{words['access']}</p>\n"
        f"<nav><h2>{words['contents']}</h2><ul>{contents}</ul></nav>\n"
        f'<div class="document-html">{flow(entry["body"])}</div>'
    )
    return _page(entry["title"], lang, main, twin=twin)
