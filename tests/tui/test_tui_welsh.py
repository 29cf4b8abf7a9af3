"""The app in Welsh: driven by its keys, it shows no English of ours; and what fills a message in stays text."""

import gettext
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from string import Formatter

import pytest
from babel.core import Locale
from babel.messages.pofile import read_po
from textual.content import Content

from corpus import bodies, language
from corpus.codebook import Lang
from corpus.errors import CorpusBusy
from corpus.language import DOMAINS, LOCALE, use
from corpus.rows import SearchRow
from corpus.searches import SavedRow
from index import Results
from tests.tui import filled as data
from tests.tui.driving import Drive
from tests.tui.filled import BAD_TITLE, MARKUP, WHO, Filled, Searched
from tests.tui.test_tui_snapshots import SCREENS
from tui.palette import Palette
from tui.searching.searcher import News, Question
from tui.text import filled as filled_in
from tui.tones import Tone
from tui.widgets import answer
from tui.words.sources import SOURCE_WORDS

SEARCHED = ("ctrl+f", *"hub", "enter")

MINE = {
    "search-opening": ("ctrl+f",),
    "search": SEARCHED,
    "search-some": ("ctrl+f", *"hub", "space", *"library", "enter"),
    "search-none": ("ctrl+f", *"aeroplane", "enter"),
    "search-newest": (*SEARCHED, "s"),
    "search-like": (*SEARCHED, "m"),
    "search-why": (*SEARCHED, "e"),
    "search-facets": (*SEARCHED, "f", "enter"),
    "search-recorded": (*SEARCHED, "r"),
    "search-saving": (*SEARCHED, "ctrl+s"),
    "search-saved": (*SEARCHED, "ctrl+s", "enter", "ctrl+o"),
    "search-none-saved": ("ctrl+f", "ctrl+o"),
    "search-help": (*SEARCHED, "question_mark"),
    "search-fault": ("ctrl+f", *"hub", "space", "left_parenthesis", "x"),
    "filters": ("f",),
    "filtered": ("f", "space", "ctrl+s"),
    "status": ("enter", "s"),
    "status-refused": ("enter", "s", "ctrl+s"),
    "palette": ("colon",),
}
ALL = {**SCREENS, **MINE}


@pytest.fixture(autouse=True)
def in_welsh() -> Iterator[None]:
    use(Lang.CY)
    yield
    use(Lang.EN)


# No English of ours: every message in a language of its own, in which no word is as in English

_MARKS = str.maketrans("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ")
_WORD = re.compile(r"[^\W\d_]+")


class Marked(gettext.NullTranslations):
    """Says every message with marks on its vowels."""

    def gettext(self, message: str) -> str:
        parts = Formatter().parse(message)
        return "".join(
            words.replace("{", "{{").replace("}", "}}").translate(_MARKS) + ("" if name is None else f"{{{name}}}")
            for words, name, _, _ in parts
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


KEPT = frozenset(
    {
        "Addewid",
        "UTC",
        "BM25",
        "Cymraeg",
        "English",
        "esc",
        "tab",
        "home",
        "end",
        "del",
        "pgup",
        "pgdn",
        "ins",
        "alt",
        "shift",
        "up",
        "down",
    }
)
"""Names, and what stands on keys."""


TOLD = ("the same thing: hubs", "dated later", "a case study of a hub", "will-verb aim-noun")
"""What a linker gave as its reasons, and the names of rules."""


@cache
def words_of_data() -> frozenset[str]:
    """Every word that may be seen and is nobody's message: of documents and bodies, of days, of who is there."""
    texts = [WHO, BAD_TITLE, MARKUP, *KEPT, *SOURCE_WORDS, "So the audit says", "hub library aeroplane librar x", *TOLD]
    for read, _ in data.FINDINGS:
        texts += [read.title, read.publisher, read.url, read.work, *(each.text for each in read.passages)]
        texts += [heading for each in read.passages for heading in each.headings]
    texts += [name for body in bodies.load() for lang in Lang for name in body.names(lang)]
    texts += [value for lang in Lang for value in Locale(lang.value).months["format"]["abbreviated"].values()]
    return frozenset(word for text in texts for word in _WORD.findall(text) + _WORD.findall(text.casefold()))


def english(shown: str, known: frozenset[str]) -> set[str]:
    """Words without a mark, where English or any name would have none; what is cut at an edge may begin or end one."""
    seen = {
        word for word in _WORD.findall(shown) if len(word) > 2 and word.isascii() and re.search("[aeiouyAEIOUY]", word)
    }
    return {word for word in seen if not any(each.startswith(word) or each.endswith(word) for each in known)}


def typed(shown: str) -> str:
    """Without what is typed as it is in both languages: fields of queries, refs, commands."""
    return re.sub(r"\b[a-z]+:[\w-]*|\b[a-z]+(-\w+)*-\w*\d\w*(/\w+)*|\baddewid [a-z-]+|rev:\S+", " ", shown)


@pytest.mark.parametrize("screen", ALL)
async def test_no_word_of_a_screen_stands_outside_the_catalogues(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda _: Marked())
    async with drive((140, 60)) as it:
        await it.press(*ALL[screen])
        assert not english(typed("\n".join([it.text, *it.notes])), words_of_data())


# Welsh itself


@cache
def fragments() -> frozenset[str]:
    """What stands in English between the values of our messages, where it is long enough to be known again."""
    found = set[str]()
    for domain in DOMAINS:
        with (LOCALE / "cy" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
            for message in read_po(file):
                for text in [message.id] if isinstance(message.id, str) else message.id:
                    found |= {" ".join(part.split()) for part, *_ in Formatter().parse(text)}
    return frozenset(each for each in found if len(each) > 11 and " " in each)


@pytest.mark.parametrize("screen", ALL)
async def test_a_screen_shows_welsh_and_none_of_our_english(drive: Drive, decided: Filled, screen: str) -> None:
    async with drive() as it:
        await it.press(*ALL[screen])
        shown = " ".join(" ".join([it.text, *it.notes]).split())
        assert not {each for each in fragments() if each in shown}
        assert max(map(len, it.lines)) <= 80


async def test_searching_is_told_in_welsh_with_its_dates_and_plurals(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press(*SEARCHED)
        assert (
            "8 o ddarnau, y gorau gyntaf." in it.text and "9 Mai 2023" in it.text and "adroddiad archwilio" in it.text
        )
        assert "Cyhoeddwyd gan" in it.text and "Archwilio Cymru" in it.text and "Llywodraeth Cymru" in it.text
        assert "? Cymorth" in it.lines[-1] and "e Pam" in it.lines[-1] and "[Chwilio]" in it.lines[0]
        await it.press("slash", "ctrl+u", *"hub library", "enter")
        assert "2 ddarn, y gorau gyntaf, yna 6 darn â rhai o'r geiriau." in " ".join(it.text.split())
        assert "── â dim ond rhai o'r geiriau: 6 darn ─" in it.text
        await it.press("e")
        assert "Pam y cafwyd y darn hwn" in it.text and "“library” fel y'i" in it.text and "unwaith yn y" in it.text


async def test_a_search_is_kept_in_welsh(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("ctrl+f", *"aeroplane", "enter")
        assert "Nid oes “aeroplane” mewn unrhyw ddarn." in it.text
        it.app.screen.set_focus(None)
        await it.press("r")
        assert "✓ Cofnodwyd fel s-" in it.text and ": 0 darn yn niwygiad " in it.text
        await it.press("ctrl+s")
        assert "Cadw'r chwiliad hwn" in it.text and "Canslo (Esc)" in it.text
        await it.press("enter")
        assert it.notes[-1].startswith("Cadwyd fel “aeroplane”")


async def test_promises_are_chosen_in_welsh(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("f")
        assert "✓ cyflawnwyd" in it.text and "Llywodraeth Cymru (4)" in it.text and "gofal iechyd darbodus" in it.text
        await it.press("x", "space", "f")
        assert "6 addewid: heb ei asesu; yn ôl dyddiad cau, y cynharaf gyntaf" in it.text


async def test_help_and_the_palette_speak_welsh(drive: Drive, decided: Filled) -> None:
    async with drive((80, 60)) as it:
        await it.press("colon")
        await it.type("Cymorth")
        await it.press("shift")
        assert "Cymorth ar gyfer y sgrin hon" in it.text
        await it.press("escape", "escape", "ctrl+f", "f1")
        assert "Teipiwch, a dangosir yr hyn a geir" in it.text and "kind:act" in it.text


async def test_the_palette_says_in_welsh_that_it_has_nothing(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Palette, "_NO_MATCHES_COUNTDOWN", 0.001)
    async with drive() as it:
        it.app.push_screen(Palette())
        await it.press("shift")
        assert "beth hoffech chi ei wneud?" in it.text
        await it.type("[b]{0}")
        await it.press("shift")
        assert "Nid oes dim o'r enw hwnnw." in it.text and "No matches" not in it.text


async def test_the_keys_are_told_in_the_language_that_is_spoken_now(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        assert "Cymorth" in it.lines[-1]
        use(Lang.EN)
        it.app.screen.refresh_bindings()
        await it.press("j")
        assert "? Help" in it.lines[-1] and "Cymorth" not in it.text


async def test_a_failure_is_told_in_welsh(drive: Drive, decided: Filled, search: Searched) -> None:
    search.error = ZeroDivisionError("{nothing} %s [b]")
    async with drive((120, 40)) as it:
        await it.press(*SEARCHED)
        assert "Aeth rhywbeth o'i le na ddylai (ZeroDivisionError: {nothing} %s [b]); mae'r ap" in it.text
        search.error = CorpusBusy("no such message {n}", n="{0} %d")
        await it.press("enter")
        assert "no such message {0} %d" in it.text


async def test_words_of_any_length_and_direction_stay_within_the_screen(drive: Drive, decided: Filled) -> None:
    async with drive((20, 5)) as it:
        await it.press("ctrl+f")
        await it.type("\u202eŵŷâ \x1b[31m {day} %s [b]" + "x" * 300)
        await it.press("enter", "f1")
        await it.pilot.resize_terminal(80, 24)
        await it.press("escape")
        assert max(map(len, it.lines)) <= 80 and "{day} %s [b]" in it.text


# What fills a message in stays text

HOSTILE = ("{0}", "{query}", "{found.__class__}", "%s %(n)d", "[b]x[/b]", "[link=x]", "}{", "$found")


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_query_is_only_text(lang: Lang, value: str) -> None:
    use(lang)
    asked, at = Question(query=value), datetime(2024, 5, 3, 14, 5, tzinfo=UTC)
    none, some = Results(0, 0, 0, (), 1), Results(3, 3, 0, (), 1, suggestion=value)
    assert f"“{value}”" in answer.said(asked, none).plain
    assert value in answer.said(asked, some).plain
    assert value in answer.said(replace(asked, begun=True), some).plain
    assert f"“{value}”" in answer.recorded(SearchRow("s-1", value, 7, at, 3, WHO)).plain
    saved = SavedRow(value, value, WHO, at, at, 7)
    for passages in ((), (1, 2)):
        assert f"“{value}”" in answer.news(News(saved, 7, passages)).plain


def test_each_value_keeps_its_tone_wherever_a_language_puts_it() -> None:
    said = filled_in("{{b}} {two}, {one}.", one=("[b]", Tone.STRONG), two=Content("2"))
    assert said.plain == "{b} 2, [b]." and [(span.start, span.end) for span in said.spans] == [(7, 10)]
    with pytest.raises(KeyError):
        filled_in("{three}", one="1")
