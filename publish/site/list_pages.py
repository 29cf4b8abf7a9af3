"""The pages of lists: all promises, and those of each body, theme and document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from corpus.codebook import Delivery, Lang
from corpus.grouping import Grouping
from corpus.language import language
from publish.site import addresses, lists
from publish.site.lines import Line, body
from publish.site.lists import Listed
from publish.site.making import Making

PLACES: Mapping[str, str] = {
    Grouping.BODY: "bodies",
    Grouping.THEME: "themes",
    Grouping.DOCUMENT: "documents",
    lists.KIND_OF_ALL: "promises",
}
"""The place of the site that each kind of list is in."""

UP = "../../"
"""What leads from a page of a list to where its language begins."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A body, theme or document in the list of them."""

    name: str
    about: str
    href: str
    count: int
    unmet: int
    met: int
    lang: str = ""


class ListPages:
    """Makes the pages of lists. What a promise looks like in them is made once for each language."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._macro = making.renderer.part("parts.html", "line")
        self._shown: dict[tuple[str, Lang], Markup] = {}

    def put(self, of: Listed) -> None:
        """The pages of a list, and of each way to narrow it, in both languages."""
        whichever = of.whichever
        counts = {which: len(lines) for which, lines in whichever.items()}
        for which, lines in whichever.items():
            for number, some in lists.cut(lines, lists.ON_A_PAGE):
                self._put_page(of, which, number, some, counts)

    def put_groups(self, kind: Grouping, groups: Sequence[Listed]) -> None:
        """The list of bodies, themes or documents, in both languages."""
        last = lists.pages(len(groups), lists.GROUPS_ON_A_PAGE)
        for number in range(1, last + 1):
            some = groups[(number - 1) * lists.GROUPS_ON_A_PAGE : number * lists.GROUPS_ON_A_PAGE]
            counted = [(of.key, of.name_en, of.name_cy, *_counts(of)) for of in some]
            page = partial(self._groups, kind, some, number, last)
            self._making.put(addresses.groups(kind, number), (counted, last), page)

    def line(self, one: Line, up: str) -> Markup:
        """A promise as it looks in a list on a page from which ``up`` leads to where its language begins."""
        called, lang = body(one, language())
        return self._macro(one, called, lang, self._making.renderer.texts, up)

    def _put_page(self, of: Listed, which: str, number: int, lines: Sequence[Line], counts: Mapping[str, int]) -> None:
        path = of.path(which, number)
        rests_on = (of.name_en, of.name_cy, tuple(counts.items()), lines)
        self._making.put(path, rests_on, lambda: self._page(of, which, number, lines, counts))

    def _page(self, of: Listed, which: str, number: int, lines: Sequence[Line], counts: Mapping[str, int]) -> str:
        heading, lang = of.title()
        last = lists.pages(counts[which], lists.ON_A_PAGE)
        title = f"{heading}: {lists.narrower(which)}" if which else heading
        links = lists.links(lambda other: of.path(which, other), number, last)
        return self._making.renderer.page(
            "list.html",
            of.path(which, number),
            title=f"{title}, {links.told}" if number > 1 else title,
            here=PLACES[of.kind],
            heading=heading,
            title_lang=lang,
            about=of.about(),
            filters=lists.filters(of, which, counts),
            counted=f"{lists.narrower(which)}: {lists.counted(counts[which])}"
            if which
            else lists.counted(counts[which]),
            lines=[self._of_a_list(line) for line in lines],
            links=links,
        )

    def _of_a_list(self, one: Line) -> Markup:
        key = one.ref, language()
        if key not in self._shown:
            self._shown[key] = self.line(one, UP)
        return self._shown[key]

    def _groups(self, kind: Grouping, groups: Iterable[Listed], number: int, last: int) -> str:
        links = lists.links(lambda other: addresses.groups(kind, other), number, last)
        place = PLACES[kind]
        title = getattr(self._making.renderer.texts, place)
        rows = [_group_line(of) for of in groups]
        return self._making.renderer.page(
            "groups.html", addresses.groups(kind, number), title=title, here=place, groups=rows, links=links
        )


def _counts(of: Listed) -> tuple[int, int, int]:
    unmet = sum(lists.is_unmet(line) for line in of.lines)
    return len(of.lines), unmet, sum(line.delivery is Delivery.MET for line in of.lines)


def _group_line(of: Listed) -> GroupLine:
    name, lang = of.title()
    href = of.path().split("/", 1)[1]
    return GroupLine(name, of.about(), href, *_counts(of), lang)
