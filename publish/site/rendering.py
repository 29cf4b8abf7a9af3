"""Templates, made into pages: what comes from a document is escaped, and what is no character is replaced."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus import wording
from corpus.codebook import Lang
from corpus.language import day, language, number, speaking, tr, when
from publish.site import addresses
from publish.site.asked import Asked
from publish.site.shapes import shape, tone
from publish.site.texts import TEXTS
from publish.stamp import Stamp

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What a page may load: what stands in the site, and nothing else."""

NAVIGATION = {
    "overview": "index.html",
    "promises": "promises/all/index.html",
    "bodies": "body/index.html",
    "themes": "theme/index.html",
    "documents": "document/index.html",
    "find": "find/index.html",
    "changes": "changes/index.html",
    "method": "method.html",
    "codebook": "codebook.html",
    "data": "data.html",
}
"""The places of the site, and where they stand within a language."""

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Renderer:
    """Makes pages of one site. Whoever calls speaks the language of the page."""

    def __init__(self, asked: Asked, stamp: Stamp) -> None:
        self._asked = asked
        self._environment = Environment(
            loader=PackageLoader("publish.site"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_fit,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"policy": POLICY, "address": asked.address, "places": NAVIGATION}
        self._environment.filters |= {"day": _day, "number": number, "when": when, "named": _named, "plain": plain}
        self._environment.filters |= {"shape": shape, "tone": tone, "upper_first": upper_first}
        self._navigations: dict[tuple[Lang, str, str, str], Markup] = {}
        stamped = self.part("parts.html", "stamped")
        self._spoken = {lang: _spoken(lang, stamp, stamped) for lang in Lang}

    def page(self, template: str, path: str, *, title: str, here: str = "", **told: Any) -> str:
        """A page that stands at ``path`` within the language in use; ``here`` is the place of the site it is in."""
        lang = language()
        root = addresses.up(addresses.within(lang, path))
        return self._environment.get_template(template).render(
            self._spoken[lang],
            lang=lang.value,
            other=addresses.other(lang).value,
            path=path,
            root=root,
            home=f"{root}{lang}/",
            title=title,
            navigation=self._navigation(lang, root, here, path if path == NAVIGATION.get(here) else ""),
            **told,
        )

    def _navigation(self, lang: Lang, root: str, here: str, place: str) -> Markup:
        """What leads to the places of the site: the same for many pages."""
        key = lang, root, here, place
        if key not in self._navigations:
            made = self.part("parts.html", "navigation")
            self._navigations[key] = made(NAVIGATION, self.texts, f"{root}{lang}/", here, place)
        return self._navigations[key]

    def alone(self, template: str, **told: Any) -> str:
        """A page that is of no language, or of both."""
        return self._environment.get_template(template).render(self._spoken[language()], spoken=self._spoken, **told)

    @property
    def texts(self) -> SimpleNamespace:
        """What pages say in the language in use."""
        found: SimpleNamespace = self._spoken[language()]["t"]
        return found

    def part(self, template: str, name: str) -> Callable[..., Markup]:
        """A macro of a template, that makes a part of a page in the language in use."""
        macro: Callable[..., Markup] = getattr(self._environment.get_template(template).module, name)
        return macro


def upper_first(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def plain(words: str) -> str:
    """Words on one line, without what cannot be seen: for titles and attributes, where nothing isolates them."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in words).split())


def _spoken(lang: Lang, stamp: Stamp, stamped: Callable[..., Markup]) -> Mapping[str, Any]:
    with speaking(lang):
        texts = SimpleNamespace(**{name: tr(text) for name, text in TEXTS.items()})
        return {"t": texts, "stamp_lines": stamp.lines(), "stamped": stamped(stamp.lines())}


def _fit(value: object) -> object:
    """What a template prints: never None, and no character that a page may not hold."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return _NO_CHARACTER.sub("\ufffd", value)
    if value is None:
        raise TypeError("a template was given None to print")
    return value


def _named(value: Any) -> str:
    return wording.name(value)


def _day(value: date) -> str:
    return _day_in(language(), value)


@lru_cache(maxsize=4096)
def _day_in(_lang: Lang, value: date) -> str:
    return day(value)
