"""The first line of a place: all places with their keys, the one where one is marked; each a thing to click."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget

from corpus.language import tr
from tui.places import PLACES, Place
from tui.tones import Tone

LONGEST, SHORTEST = 16, 4
"""Letters that a name is cut to, from the first that is tried to the last."""


class PlaceBar(Widget):
    """All places; what the whole app has to say is put after them, or in their place where there is no room."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here
        self._aside = ""

    def say_aside(self, aside: str) -> None:
        """Say something of the whole app; nothing when it is empty."""
        if aside != self._aside:
            self._aside = aside
            self.refresh()

    def render(self) -> Content:
        """The places, with their keys where there is room."""
        places = Content("").join(self._entries())
        room = self.size.width - places.cell_length
        aside = Content.styled(f"{self._aside} " if self._aside else "", Tone.QUIET)
        if aside.cell_length > room:
            places = places.truncate(max(0, self.size.width - aside.cell_length - 1), ellipsis=True)
            room = self.size.width - places.cell_length
        return places + Content(" " * max(0, room - aside.cell_length)) + aside

    def _entries(self) -> list[Content]:
        """The places, as widely as there is room for: apart from their keys, close to them, the longest names cut."""
        entries: list[Content] = []
        for before, most in ((" ", None), *(("", most) for most in (None, *range(LONGEST, SHORTEST - 1, -1)))):
            entries = [self._entry(place, before, most) for place in PLACES]
            if sum(each.cell_length for each in entries) <= self.size.width:
                break
        return entries

    def _entry(self, place: Place, before: str, most: int | None) -> Content:
        """A place with its key; its name has at most so many letters, but for the place where one is."""
        here, name = place.name == self._here, tr(place.title)
        if most is not None and len(name) > most and not here:
            name = f"{name[: most - 1]}…"
        said = f"[{name}]" if here else f"{before}{name} "
        return Content.assemble((place.key, Tone.KEY), (said, Tone.HERE_PLACE if here else Tone.PLACE))

    async def on_click(self, event: events.Click) -> None:
        """Go to the place that is clicked."""
        right = 0
        for place, entry in zip(PLACES, self._entries(), strict=True):
            right += entry.cell_length
            if event.x < right:
                await self.run_action(f"app.go('{place.name}')")
                return
