"""research.senedd.wales and ymchwil.senedd.cymru: an index of articles, in pages, and the articles, one a timeline."""

import tomllib
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from tests.replica.asked import Answer, Asked, Fault
from tests.replica.build import page, paragraphs

ENGLISH, WELSH = HOSTS = ("research.senedd.wales", "ymchwil.senedd.cymru")
ARTICLES_A_PAGE = 5

_INDEX, _MYNEGAI = "/research-articles/", "/erthyglau-ymchwil/"

Facts = dict[str, Any]


@cache
def _articles() -> list[Facts]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    found: list[Facts] = data["articles"]
    return found


def answer(asked: Asked) -> Answer | None:
    """An article in its language, or a page of the index."""
    if asked.host == ENGLISH and asked.path == _INDEX:
        return _index(asked)
    slug = asked.path.removeprefix(_INDEX if asked.host == ENGLISH else _MYNEGAI).strip("/")
    for article in _articles():
        if asked.host == ENGLISH and slug == article["slug"]:
            return _article(article, article)
        if asked.host == WELSH and slug == article.get("cymraeg", {}).get("slug"):
            return _article(article, article["cymraeg"])
    return None


def _index(asked: Asked) -> Answer:
    number = int(asked.query.get("Page", "1"))
    articles = _articles()
    if asked.fault is Fault.SHRUNK:
        articles = articles[: len(articles) // 2]
    start = 0 if asked.fault is Fault.REPEATED_LISTING else (number - 1) * ARTICLES_A_PAGE
    shown = [] if asked.fault is Fault.EMPTY_LISTING else articles[start : start + ARTICLES_A_PAGE]
    pages = range(1, -(-len(articles) // ARTICLES_A_PAGE) + 1)
    links = "".join(
        f'<a href="{_INDEX}?PageSize={ARTICLES_A_PAGE}&amp;Page={n}">{n}</a> ' for n in pages if n != number
    )
    switch = f'<a id="languageSwitchButton" href="https://{WELSH}{_MYNEGAI}">Cymraeg</a>'
    body = f"<main><h1>Research Articles</h1>\n{''.join(map(_card, shown))}\n<nav>{links}</nav></main>"
    return Answer(page("Research Articles - Senedd Research", f"<header>{switch}</header>{body}"))


def _card(article: Facts) -> str:
    return (
        f'<div class="card"><a href="{_INDEX}{article["slug"]}/"><h2>{escape(article["title"])}</h2></a>'
        f"<p>{_dates(article)}</p></div>\n"
    )


def _dates(article: Facts, *, welsh: bool = False) -> str:
    published, updated = ("Cyhoeddwyd", "Diweddarwyd") if welsh else ("Published", "Last Updated")
    words = f"{published} {_slashed(article['published'])}"
    return words + (f" | {updated} {_slashed(article['updated'])}" if "updated" in article else "")


def _slashed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _article(article: Facts, words: Facts) -> Answer:
    welsh = words is not article
    host, path, name = (ENGLISH, _INDEX, "English") if welsh else (WELSH, _MYNEGAI, "Cymraeg")
    twin = article if welsh else article.get("cymraeg")
    # The switch of an article that has not been translated leads to the other site's front page.
    away = f"https://{host}{path}{twin['slug']}/" if twin else f"https://{host}/"
    reading = "Amser darllen 3 munud" if welsh else "Reading Time 3 minutes"
    body = "\n".join(_line(line) for line in words["words"].strip().splitlines())
    return Answer(
        page(
            words["title"],
            f'<header><a href="/">Senedd Research</a> <a id="languageSwitchButton" href="{away}">{name}</a></header>\n'
            f"<main><h1>{escape(words['title'])}</h1>\n"
            f'<div class="articleHead">{_dates(article, welsh=welsh)} | {reading}</div>\n'
            f'<div class="articleBody">{body}\n{_timeline(words)}</div></main>\n'
            f'<footer><a href="{path}?PageSize=1&amp;Page=2&amp;ViewModelType=Related">More</a></footer>',
            lang="cy" if welsh else "en",
        )
    )


def _line(line: str) -> str:
    if line.startswith("# "):
        return f"<h2>{escape(line[2:])}</h2>"
    if line.startswith("- "):
        return f"<ul><li>{escape(line[2:])}</li></ul>"
    return paragraphs(line)


def _timeline(words: Facts) -> str:
    events = "\n".join(
        f'<div class="timeline-content"><h2>{escape(title)}</h2><h3>{when}</h3>{paragraphs(*text.splitlines())}</div>'
        for title, when, text in words.get("events", [])
    )
    return f'<div class="timeline">\n{events}\n</div>' if events else ""
