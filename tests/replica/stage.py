"""The sites that are played: found among the modules of ``sites/``, and asked without a server."""

import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from tests.replica.asked import Answer, Asked
from tests.replica.faults import LOGIN_PAGE, sent, spoil


class Site(Protocol):
    """A module of ``sites/``. It may also have ``ROBOTS``, the robots.txt of its hosts."""

    HOSTS: tuple[str, ...]

    def answer(self, asked: Asked) -> Answer | None:
        """What the site answers; None when it has no such page."""


def sites() -> Iterator[Site]:
    """All sites there are, each imported when its turn comes."""
    for name in sorted(path.stem for path in (Path(__file__).parent / "sites").glob("*.py")):
        yield cast("Site", importlib.import_module(f"tests.replica.sites.{name}"))


def hosts() -> tuple[str, ...]:
    """All hosts that are played."""
    return tuple(host for site in sites() for host in site.HOSTS)


@cache
def _site(host: str) -> Site | None:
    return next((site for site in sites() if host in site.HOSTS), None)


def _whole(asked: Asked) -> Answer:
    site = _site(asked.host)
    if site is None:
        return sent(404, f"Nobody plays {asked.host}")
    robots: dict[str, str] = getattr(site, "ROBOTS", {})
    if asked.path == "/robots.txt":
        found = Answer(robots[asked.host], "text/plain; charset=utf-8") if asked.host in robots else None
    else:
        found = site.answer(asked)
    if found is None and asked.path == "/user/login":
        found = Answer(LOGIN_PAGE)
    return found or sent(404, "Page not found")


def play(asked: Asked) -> Answer:
    """What the sites answer, spoiled by ``asked.fault`` where it concerns the answer and not the connection."""
    return spoil(asked, _whole)
