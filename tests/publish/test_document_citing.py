"""Citations printed: notes or author and date, places word by word, languages marked, what a style leaves out told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from corpus.codebook import Lang
from corpus.language import use
from publish import pandoc
from publish.citations import styles
from publish.citations.typed import Item
from publish.document import citing, languages, pictures, reading, tree
from publish.document.languages import Foreign
from publish.document.tree import Node
from publish.responses import composing, pictured
from publish.responses.checked import Checked, ProblemKind

PLAN: Item = {
    "id": "plan/cy",
    "type": "report",
    "title": "Cynllun y perllannau",
    "author": [{"literal": "Llywodraeth Cymru"}],
    "issued": {"date-parts": [[2021, 6, 15]]},
    "accessed": {"date-parts": [[2026, 5, 3]]},
    "language": "cy-GB",
    "URL": "https://example.org/cynllun",
}
ACT: Item = {
    "id": "act",
    "type": "legislation",
    "title": "Orchards (Wales) Act",
    "issued": {"date-parts": [[2019]]},
    "language": "en-GB",
    "URL": "https://example.org/act",
}
ITEMS = {"plan/cy": PLAN, "act": ACT, "act/en": ACT}


def printed(text: str, style: str = "oscola", lang: Lang = Lang.EN, **items: Item) -> tuple[str, list[str]]:
    """The text as plain Markdown, and each entry of the list."""
    blocks = reading.blocks(text)
    body, listed = citing.printed(blocks, ITEMS | items, styles.path(style), lang, composing.left_out)
    return as_markdown(body), [as_markdown([entry]).strip() for entry in listed]


def as_markdown(blocks: list[Node]) -> str:
    return pandoc.convert(tree.written(blocks, {}), "json", "markdown-smart-fenced_divs", "--wrap=none")


def test_oscola_prints_notes_and_harvard_author_and_date() -> None:
    body, listed = printed("Words [@act, s. 4].")
    assert "Words.[^1]" in body
    assert "s. 4" in body.split("[^1]:")[1]
    assert len(listed) == 1
    body, _ = printed("Words [@plan/cy, t. 23].", "harvard")
    assert "2021, p. 23)" in body
    assert "[^1]" not in body


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("para. 2.1", " para 2.1 <"),
        ("¶ 7", ", ¶ 7."),
        ("s. 16(1)", ", s. 16(1)."),
        ("adran 16", ", adran 16."),
        ("reg. 4", ", reg. 4."),
        ("Sch. 2 para. 4", ", Sch. 2 para. 4."),
        ("p. 23", " 23 <"),
        ("t. 23", " 23 <"),
        ("tudalen 23", " 23 <"),
        ("pp. 3-4", " 3–4 <"),
        ("p. 23, para. 4", " 23 <"),
        ("{14:05 (Jane Hutt)}", " 14:05 (Jane Hutt) <"),
        ("my own words", ", my own words."),
    ],
)
def test_a_place_keeps_what_it_is_a_number_of(written: str, told: str) -> None:
    body, _ = printed(f"Words [@plan/cy, {written}].")
    assert told in body.replace("\\<", "<").replace("\\>", ">")


def test_a_place_keeps_its_label_where_something_is_cited_again() -> None:
    body, _ = printed(
        "A [@plan/cy, para. 2]. B [@plan/cy, para. 3]. C [@act, s. 4]. D [@plan/cy, para. 5; @act, s. 6]."
    )
    assert ", para. 3." in body
    assert ", para. 5" in body
    assert ", s. 6" in body


def test_a_page_is_called_as_in_the_language_of_the_document() -> None:
    assert "t. 4" in printed("Geiriau [@plan/cy, p. 4].", "harvard", Lang.CY)[0]
    assert "p. 4" in printed("Words [@plan/cy, t. 4].", "harvard", Lang.EN)[0]


def test_titles_and_names_in_the_other_language_are_marked() -> None:
    body, listed = printed("Words [@plan/cy].")
    for said in (body, *listed):
        assert '[Llywodraeth Cymru]{lang="cy-GB"}' in said
        assert '[Cynllun y perllannau]{lang="cy-GB"}' in said
    body, listed = printed("Geiriau [@plan/cy] [@act].", lang=Lang.CY)
    assert "lang" not in listed[0]
    assert any('[Orchards (Wales) Act]{lang="en-GB"}' in entry for entry in listed)


def test_one_document_cited_by_two_keys_is_listed_once() -> None:
    assert len(printed("A [@act, s. 1]. B [@act/en, s. 2].")[1]) == 1


def test_the_list_tells_address_and_day_of_our_copy_where_the_style_does_not() -> None:
    _, (act,) = printed("Words [@act].")
    assert " <https://example.org/act>." in act.replace("\\", "")
    _, (plan,) = printed("Words [@plan/cy].")
    assert plan.count("https://example.org/cynllun") - plan.count("](https://example.org/cynllun") == 1
    assert plan.count("3 May 2026") == 1


def test_the_day_of_our_copy_is_told_in_the_language_of_the_document() -> None:
    use(Lang.CY)
    assert "3 Mai 2026" in composing.left_out(PLAN, "nothing of it")
    assert composing.left_out(PLAN, "https://example.org/cynllun, cyrchwyd 3 Mai 2026") == ""


@pytest.mark.parametrize("accessed", [[[]], [["x", 1, 2]], [[2026, 13, 1]], [[2026]], []])
def test_what_is_no_day_in_ones_own_references_is_left_out(accessed: Any) -> None:
    odd: Any = {"id": "x", "type": "book", "URL": "https://example.org", "accessed": {"date-parts": accessed}}
    assert composing.left_out(odd, "") == "<https://example.org>."


def test_words_of_an_item_are_words() -> None:
    odd: Item = {"id": "odd", "type": "report", "title": "<b>x</b> \\input{y} *z* #w $v$ <script>\u202e"}
    body, (entry,) = printed("Words [@odd].", odd=odd)
    plain = pandoc.convert(entry, "markdown", "plain", "--wrap=none")
    assert "<b>x</b> \\input{y} *z* #w $v$ <script>" in plain.casefold()
    assert "\u202e" not in body


def test_an_unknown_key_is_seen() -> None:
    blocks = reading.blocks("A [@nobody; @act, s. 1] @other [p. 3], a@b.org.")
    assert citing.keys(blocks) == ["nobody", "act", "other"]
    assert "nobody?" in printed("A [@nobody].")[0].casefold()


NOTHING = Checked(
    problems=(),
    notes=(),
    outcomes={},
    quotations=0,
    uncited=0,
    unchecked=0,
    citations=0,
    statuses=0,
    questions=0,
    answered=0,
    words=0,
    budget=None,
    on=date(2026, 5, 3),
)


def marked(text: str, *foreign: Foreign) -> str:
    return as_markdown(languages.marked(reading.blocks(text), foreign)).strip()


def test_words_are_marked_wherever_they_stand_whole() -> None:
    welsh = Foreign("Cynllun y perllannau", "cy-GB")
    assert marked("A (Cynllun y perllannau), x.", welsh) == 'A ([Cynllun y perllannau]{lang="cy-GB"}), x.'
    assert marked("*CYNLLUN Y Perllannau*", welsh) == '*[CYNLLUN Y Perllannau]{lang="cy-GB"}*'
    assert marked("Cynllun *y* perllannau", welsh) == "Cynllun *y* perllannau"
    assert marked("[Cynllun y perllannau]{lang=cy}", welsh).count("lang") == 1
    assert marked("Cynllun y perllannau, Cynllun y perllannau", welsh).count("lang") == 2


def test_a_name_within_a_longer_one_is_marked_once() -> None:
    long, short = Foreign("Cynllun y perllannau", "cy-GB"), Foreign("perllannau", "cy-GB")
    assert marked("Cynllun y perllannau", short, long) == '[Cynllun y perllannau]{lang="cy-GB"}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    Image.new("RGB", (2, 2)).save(home / "a.png")
    Image.new("RGB", (2, 2)).save(tmp_path / "outside.png")
    (home / "b.png").write_bytes(b"no picture")
    (home / "c.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (home / "link.png").symlink_to(tmp_path / "outside.png")
    (home / "sub").mkdir()
    Image.new("RGB", (2, 2)).save(home / "sub" / "two words.jpg")
    return home


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("../outside.png", pictures.ELSEWHERE),
        ("/etc/passwd", pictures.ELSEWHERE),
        ("https://example.org/x.png", pictures.ELSEWHERE),
        ("//example.org/x.png", pictures.ELSEWHERE),
        ("data:image/png;base64,AAAA", pictures.ELSEWHERE),
        ("file:///etc/passwd", pictures.ELSEWHERE),
        ("sub/../../outside.png", pictures.ELSEWHERE),
        ("%2e%2e/outside.png", pictures.ELSEWHERE),
        ("link.png", pictures.ELSEWHERE),
        ("none.png", pictures.MISSING),
        ("sub", pictures.MISSING),
        ("b.png", pictures.NO_PICTURE),
        ("c.svg", pictures.NO_PICTURE),
        ("a" * 5000, pictures.MISSING),
    ],
)
def test_a_picture_from_elsewhere_or_none_is_refused(folder: Path, target: str, wrong: str) -> None:
    blocks = reading.blocks(f"x ![what it shows]({target}) y")
    found, refused = pictures.gathered(blocks, folder)
    assert found == {}
    assert [held.message for held in refused] == [wrong]
    assert "what it shows" in tree.words(pictures.placed(blocks, found))


def test_a_picture_beside_the_text_is_held_in_it(folder: Path) -> None:
    blocks = reading.blocks("![one](a.png)\n\n![two](sub/two%20words.jpg)")
    found, refused = pictures.gathered(blocks, folder)
    assert not refused
    assert [held.form for held in found.values()] == ["png", "jpeg"]
    targets = [node["c"][2][0] for node in tree.every(pictures.placed(blocks, found)) if node["t"] == "Image"]
    assert [target[:15] for target in targets] == ["data:image/png;", "data:image/jpeg"]


def test_a_picture_that_is_too_large_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 20)
    assert [held.message for held in pictures.gathered(reading.blocks("![x](a.png)"), folder)[1]] == [
        pictures.TOO_LARGE
    ]
    monkeypatch.setattr(pictures, "LARGEST", 1000)
    monkeypatch.setattr(pictures, "MOST", 100)
    both = reading.blocks("![x](a.png) ![x](sub/two%20words.jpg)")
    assert [held.message for held in pictures.gathered(both, folder)[1]] == [pictures.TOO_LARGE]


def test_a_picture_without_words_is_told_of_at_its_line(folder: Path) -> None:
    text = '---\ntitle: x\n---\n\nWords.\n\n![](a.png)\n\n![shown](a.png)\n\n![](a.png){alt="told"}\n\n![](a.png)\n'
    found = pictured.checked(NOTHING, text, folder)
    assert [(held.line, held.kind, held.sentence) for held in found.problems] == [
        (line, ProblemKind.PICTURE, pictures.NO_WORDS.format(name="a.png")) for line in (7, 13)
    ]
    assert not found.fine


def test_words_of_an_attribute_are_those_of_the_picture(folder: Path) -> None:
    blocks = reading.blocks('![A caption](a.png){alt="What it shows"}')
    found, _ = pictures.gathered(blocks, folder)
    page = pandoc.convert(tree.written(pictures.placed(blocks, found), {}), "json", "html")
    assert 'alt="What it shows"' in page
    assert "A caption" in page
