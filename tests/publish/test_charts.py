"""Charts: the same bytes, nothing by colour alone, text that stays text, numbers that add up."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus.codebook import CommitmentKind, Delivery, Lang, Theme
from corpus.errors import AddewidError
from corpus.language import use
from corpus.overview import Share, Tallies
from corpus.rows import BodyCount
from publish.charts import (
    Bar,
    Chart,
    Part,
    Tone,
    alternative,
    as_png,
    as_svg,
    as_table,
    by_body,
    by_delivery,
    by_kind,
    by_theme,
    by_year,
    table,
)
from publish.charts.layout import WIDTH, Box, Words, drawing
from publish.charts.picture import _font
from publish.charts.tones import LOOKS
from publish.charts.words import plain, width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script> "&\u202e $x^2$ \\input{x} \x00\x1b[31m'

TALLIES = Tallies(
    total=9,
    deliveries=dict.fromkeys(Delivery, 0) | {Delivery.NOT_ASSESSED: 4, Delivery.MET: 2, Delivery.BROKEN: 3},
    kinds=dict.fromkeys(CommitmentKind, Share()) | {CommitmentKind.PLEDGE: Share(2, 3, 4)},
    themes={Theme.PREVENTION: Share(1, 3, 0), Theme.OUTCOMES: Share(0, 0, 2)},
    bodies={
        BodyCount("wg", "Welsh Government", "Llywodraeth Cymru", 8): Share(2, 2, 4),
        BodyCount("aw", "Audit Wales", "Archwilio Cymru", 1): Share(0, 1, 0),
    },
    years={1950: Share(1), 2019: Share(0, 3), 2022: Share(1, 0, 4)},
    unnamed=0,
    unthemed=0,
    undated=0,
)

STACKED = Chart(
    "By body",
    (
        Bar("Welsh Government", (Part(3, Tone.MET), Part(1, Tone.UNMET), Part(40, Tone.NOT_ASSESSED))),
        Bar("Audit Wales", (Part(0, Tone.MET), Part(2, Tone.UNMET), Part(0, Tone.NOT_ASSESSED))),
    ),
    "promises",
    "Body",
)


def bars_of(svg: str) -> Iterator[tuple[str, float]]:
    """The parts of bars, which tell what they count, by their tones, with their widths."""
    for rect in ET.fromstring(svg).iter(f"{SVG}rect"):
        if rect.find(f"{SVG}title") is not None:
            yield rect.attrib["class"].removeprefix("chart-bar chart-"), float(rect.attrib["width"])


def test_an_svg_says_what_it_is_and_holds_nothing_that_a_strict_page_refuses() -> None:
    svg = as_svg(STACKED)
    root = ET.fromstring(svg)
    assert root.attrib["role"] == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text, desc.text) == ("By body", alternative(STACKED))
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == desc.attrib["id"]
    names = {name for element in root.iter() for name in element.attrib}
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not {"style", "href", "src"} & names
    assert not [name for name in names if name.startswith("on")]
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "path", "circle", "rect", "text"}
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]


def test_a_chart_under_a_heading_of_its_own_need_not_draw_its_title() -> None:
    for titled in (True, False):
        root = ET.fromstring(as_svg(STACKED, titled=titled))
        assert ("By body" in [text.text for text in root.iter(f"{SVG}text")]) is titled
        assert root.findtext(f"{SVG}title") == "By body"
    assert len(as_png(STACKED, titled=False)) < len(as_png(STACKED))


def test_what_a_part_is_filled_with_is_there_under_names_of_its_own() -> None:
    svg = as_svg(STACKED)
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
    other = as_svg(Chart("By theme", STACKED.bars, "promises"))
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', other))


def test_the_lengths_of_parts_are_as_their_numbers() -> None:
    parts = dict(list(bars_of(as_svg(STACKED)))[:3])
    assert parts["not-assessed"] > 10 * parts["met"] > 20 * parts["unmet"] > 0
    boxes = [mark for mark in drawing(STACKED).marks if isinstance(mark, Box) and mark.said]
    assert len(boxes) == 4, "a part of nothing is not drawn"
    assert boxes[0].said == "Welsh Government: 3 met"


def test_no_two_tones_are_told_apart_by_colour_alone() -> None:
    of_delivery = [LOOKS[tone].pattern for tone in Tone if tone is not Tone.PLAIN]
    assert len(set(of_delivery)) == len(of_delivery)
    legend = {mark.text for mark in drawing(STACKED).marks if isinstance(mark, Words)}
    assert {"met", "unmet", "not assessed"} <= legend
    assert "superseded" not in legend, "nothing is"


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("paper", ["#ffffff", "#121212"])
def test_every_colour_stands_out_on_white_and_on_dark(tone: Tone, paper: str) -> None:
    lights = sorted((_light(LOOKS[tone].colour), _light(paper)))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 3


def _light(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_hostile_labels_come_out_as_text() -> None:
    chart = Chart(HOSTILE, (Bar.of(HOSTILE, 3),), "promises", "Body")
    root = ET.fromstring(as_svg(chart))
    assert not list(root.iter("script"))
    assert not list(root.iter(f"{SVG}script"))
    said = "".join(root.itertext())
    assert "<script>alert(1)</script>" in said
    assert not set("\u202e\x00\x1b") & set(as_svg(chart) + as_table(chart) + alternative(chart))
    assert "\\<script\\>" in as_table(chart)


def test_a_long_label_is_cut_and_kept_whole_in_a_title() -> None:
    long = "Arolygiaeth Statudol er Hyrwyddo Enwau Hirfaith Cyrff Cyhoeddus yng Nghymru a'r Tu Hwnt iddi hi, ŵ ŷ â"
    svg = as_svg(Chart("t", (Bar.of(long, 1),), "promises"))
    shown = [text for text in ET.fromstring(svg).iter(f"{SVG}text") if text.find(f"{SVG}title") is not None]
    assert len(shown) == 2
    assert all(text[0].text == long for text in shown)
    assert "".join(shown[1].itertext()).endswith("…")


@given(st.text(max_size=200), st.integers(1, 3))
def test_lines_fit_and_lose_nothing_unless_they_are_cut(text: str, most: int) -> None:
    lines = wrapped(text, 15, 200, most)
    assert len(lines) <= most
    assert all(width(line, 15) <= 200 for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(plain(text).split())


@given(
    st.text(max_size=60), st.lists(st.tuples(st.text(max_size=90), st.integers(0, 10**7)), max_size=45), st.booleans()
)
def test_any_chart_is_xml_and_stays_within_its_frame(title: str, counted: list[tuple[str, int]], columns: bool) -> None:
    chart = Chart(title, tuple(Bar.of(*each) for each in counted), "promises", "Of", columns)
    root = ET.fromstring(as_svg(chart))
    high = float(root.attrib["height"])
    for rect in root.iter(f"{SVG}rect"):
        assert 0 <= float(rect.attrib["x"]) <= WIDTH - float(rect.attrib["width"]) + 0.01
        assert 0 <= float(rect.attrib["y"]) <= high - float(rect.attrib["height"]) + 0.01
    assert all(0 < float(text.attrib["y"]) <= high for text in root.iter(f"{SVG}text"))


def test_a_picture_is_a_png_of_the_same_bytes_as_wide_as_the_page_wants() -> None:
    made = as_png(STACKED)
    assert made == as_png(STACKED)
    with Image.open(io.BytesIO(made)) as image:
        assert image.size[0] == WIDTH * 3
        assert image.info["dpi"][0] == pytest.approx(288, abs=1)
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000) or ()}
    inks = {LOOKS[tone].colour for tone in STACKED.tones}
    assert inks <= {"#{:02x}{:02x}{:02x}".format(*colour) for colour in colours if isinstance(colour, tuple)}


def test_letters_of_welsh_are_drawn_as_themselves() -> None:
    for bold in (False, True):
        font = _font(15.0, bold=bold)
        missing = bytes(font.getmask("\uffff"))
        drawn = {letter: bytes(font.getmask(letter)) for letter in "ŵŷâêîôûïŴŶÂÊÎÔÛÏäëöáéíóúẃỳ£€“”‘’–—…"}
        assert not [letter for letter, mask in drawn.items() if mask == missing]
        assert drawn["ŵ"] != bytes(font.getmask("w"))


def test_without_its_letters_a_picture_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    _font.cache_clear()
    monkeypatch.setattr("publish.charts.picture.FONT", "no_such_font")
    with pytest.raises(AddewidError, match="pip install no-such-font"):
        as_png(STACKED)


def test_what_is_drawn_is_no_wider_than_was_reckoned() -> None:
    for text in ("Llywodraeth Cymru", "WELSH GOVERNMENT", "1,546,000", "Comisiynydd y Gymraeg a'i wŷr"):
        assert _font(15.0, bold=True).getlength(text) / 6 <= width(text, 15) * 1.12


def test_the_table_and_the_words_have_every_number() -> None:
    assert as_table(STACKED).splitlines() == [
        "| Body | met | unmet | not assessed | in all |",
        "| --- | --: | --: | --: | --: |",
        "| Welsh Government | 3 | 1 | 40 | 44 |",
        "| Audit Wales | 0 | 2 | 0 | 2 |",
    ]
    assert alternative(STACKED) == (
        "Bar chart (promises): By body. Welsh Government: 44 (met 3, unmet 1, not assessed 40); "
        "Audit Wales: 2 (unmet 2)."
    )
    assert alternative(Chart("By body", (), "promises")).endswith("There is nothing to show.")
    assert table(Chart("t", (Bar.of("one", 1200),), "promises", "Of")).rows == (("one", "1,200"),)


def test_charts_of_tallies_count_what_these_count() -> None:
    assert [(bar.label, bar.total) for bar in by_delivery(TALLIES).bars] == [
        ("not assessed", 4),
        ("met", 2),
        ("broken", 3),
    ]
    assert by_delivery(TALLIES).bars[2].parts[0].tone is Tone.UNMET
    assert [bar.label for bar in by_kind(TALLIES).bars] == ["pledge"]
    assert [bar.total for bar in by_theme(TALLIES).bars] == [4, 2]
    assert by_body(TALLIES, most=1).title == "Promises by body: the 1 with the most"
    use(Lang.CY)
    assert [bar.label for bar in by_body(TALLIES).bars] == ["Llywodraeth Cymru", "Archwilio Cymru"]


def test_years_have_no_gap_and_what_is_long_ago_is_one_column() -> None:
    chart = by_year(TALLIES)
    assert chart.columns
    labels = [bar.label for bar in chart.bars]
    assert labels[0] == "before 1983"
    assert labels[1:] == [str(year) for year in range(1983, 2023)]
    assert sum(bar.total for bar in chart.bars) == 9
    assert by_year(Tallies(0, {}, {}, {}, {}, {}, 0, 0, 0)).bars == ()


def test_no_count_is_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        Part(-1)


def test_labels_of_columns_do_not_touch() -> None:
    years = Tallies(0, {}, {}, {}, {}, {year: Share(1) for year in range(1999, 2027)}, 0, 0, 0)
    labels = [mark for mark in drawing(by_year(years)).marks if isinstance(mark, Words) and mark.text.startswith("20")]
    spans = sorted((mark.x - width(mark.text, 13) / 2, mark.x + width(mark.text, 13) / 2) for mark in labels)
    assert len(spans) >= 7
    assert spans[0][0] >= 0 and spans[-1][1] <= WIDTH
    assert all(before[1] + 5 < after[0] for before, after in pairwise(spans))
