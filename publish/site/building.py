"""Making a site: everything is read at one moment, and what did not change since it was last made is left as it is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path

from sqlalchemy.orm import Session

from corpus.details import details
from corpus.grouping import Grouping, grouped, ordered
from corpus.rows import CommitmentDetail
from publish.site import around, changes, data, finding, lists, prose
from publish.site.asked import Asked
from publish.site.changes import Change, change
from publish.site.folder import Outcome, opened
from publish.site.front_pages import FrontPages
from publish.site.lines import Line, line
from publish.site.list_pages import ListPages
from publish.site.lists import Listed, listed
from publish.site.making import Making
from publish.site.promise_pages import PromisePages
from publish.site.rendering import NAVIGATION


def build(session: Session, folder: Path, asked: Asked, advance: Callable[[], None] = lambda: None) -> Outcome:
    """Make, or make anew, the site in a folder; ``advance`` is called for each promise that has been told.

    Raises AddewidError where the folder holds other things or cannot be written, CorpusBusy where somebody else is
    writing it; then the site that stood there stands as before.
    """
    with opened(folder) as site:
        making = Making(session, site, asked)
        wanted = making.every
        groups = {kind: grouped(session, wanted, kind) for kind in Grouping}
        told, judged = _promises(making, frozenset(group.key for group in groups[Grouping.DOCUMENT]), advance)
        pages = ListPages(making)
        all_of_them = Listed(lists.KIND_OF_ALL, lists.ALL, "", "", tuple(told.values()))
        pages.put(all_of_them)
        held = {kind: [listed(kind, group, told) for group in groups[kind]] for kind in Grouping}
        for kind, some in held.items():
            pages.put_groups(kind, some)
            for of in some:
                pages.put(of)
        found = finding.put(making, told, held[Grouping.BODY], held[Grouping.THEME])
        front = FrontPages(making, all_of_them, changes.last_first(judged), pages)
        front.put(held[Grouping.BODY], held[Grouping.THEME], found)
        _words(making)
        data.put(making)
        around.put(making)
        _static(making)
        return site.finish()


def _promises(
    making: Making, documents: frozenset[str], advance: Callable[[], None]
) -> tuple[dict[int, Line], list[Change]]:
    """The page of every promise; what lists tell of it, by its row number and in order; and what was judged of it."""
    pages = PromisePages(making, documents)
    ids = ordered(making.session, making.every)
    refs = making.refs(ids)
    told: dict[int, Line] = {}
    judged: list[Change] = []
    every = details(making.session, [refs[number] for number in ids], on=making.asked.on)
    for number, held in zip(ids, every, strict=True):
        detail = held if making.asked.names else _unnamed(held)
        pages.put(detail)
        told[number] = line(detail.row, making.asked.rights)
        judged += (change(event, told[number]) for event in detail.history if event.as_of <= making.asked.on)
        advance()
    return told, judged


def _unnamed(detail: CommitmentDetail) -> CommitmentDetail:
    """The same, with nobody's name at what was judged."""
    return replace(detail, history=tuple(replace(event, who="") for event in detail.history))


def _words(making: Making) -> None:
    """The pages of words."""
    for name, sections in (("method", prose.method), ("codebook", prose.codebook)):
        making.put(NAVIGATION[name], (), partial(_prose, making, name, sections))


def _prose(making: Making, name: str, sections: Callable[[], tuple[prose.Section, ...]]) -> str:
    title = getattr(making.renderer.texts, name)
    return making.renderer.page("prose.html", NAVIGATION[name], title=title, here=name, parts=sections())


def _static(making: Making) -> None:
    """What pages are drawn and narrowed with."""
    for file in sorted(resources.files("publish.site").joinpath("static").iterdir(), key=lambda each: each.name):
        making.put_for_all(f"static/{file.name}", file.read_bytes())
