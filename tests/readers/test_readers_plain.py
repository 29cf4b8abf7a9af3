"""Plain text: paragraphs out of wrapped lines, headings, lists, heads of facts, speakers, pages."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers.decode import decode
from corpus.types import Passage, ReadDocument

ReadOne = Callable[..., ReadDocument]


def _texts(document: ReadDocument, kind: PassageKind | None = None) -> list[str]:
    return [passage.text for passage in document.passages if kind is None or passage.kind is kind]


def _with(document: ReadDocument, start: str) -> Passage:
    (found,) = [passage for passage in document.passages if passage.text.startswith(start)]
    return found


def test_wrapped_lines_become_paragraphs(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "The council has run the scheme since the spring of the year before last,\n"
        "and it will publish what it found by the end of September. The report is\n"
        "to be laid before the full council.\n"
        "\n"
        "Residents were asked what they thought of it at four public meetings, and\n"
        "most of them liked it.\n",
    )
    assert _texts(document) == [
        "The council has run the scheme since the spring of the year before last, and it will publish what it found "
        "by the end of September. The report is to be laid before the full council.",
        "Residents were asked what they thought of it at four public meetings, and most of them liked it.",
    ]


def test_a_line_that_stops_short_ends_a_paragraph(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "Assets: everybody who takes part brings something to it, and the work begins\n"
        "from that.\n"
        "Networks: people who have been through a thing help those who are new to the\n"
        "thing, and are helped.\n",
    )
    assert [text.split(":")[0] for text in _texts(document)] == ["Assets", "Networks"]


def test_words_broken_at_line_ends_keep_their_own_hyphens(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "Councils have less to spend and yet more to see to, and take up co-\n"
        "production as a way of doing so. It is a relationship-centred and resource-\n"
        "efficient way, whose tenants are well-informed about the imple-\n"
        "mentation of the plan. The implementation follows.\n",
    )
    assert "take up co-production as a way" in document.text
    assert "resource-efficient way" in document.text
    assert "the implementation of the plan" in document.text


def test_text_with_a_blank_line_after_every_line(read_one: ReadOne) -> None:
    lines = [
        "Public bodies in this county are changing how they work, both in the towns and",
        "in the villages, and each of them has said that it will ask the people who use",
        "its services before it decides.",
    ]
    more = [
        "The health board will report on this each year, and the council will say what",
        "it has changed because of what it heard from the people who came to the talks",
        "that were held in the library.",
    ]
    text = "\n\n \n\n".join("\n\n".join(f"{line} " for line in part) for part in (lines, more) * 3)
    assert _texts(read_one("a.txt", text))[:2] == [" ".join(lines), " ".join(more)]


def test_headings_are_told_conservatively(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "ANNUAL REPORT OF THE TRUST\n==========================\n\n"
        "What we did last year\n\n"
        "We opened two workshops in Barry and trained forty volunteers to run them by themselves.\n\n"
        "1. Introduction\n\n"
        "It began with a meeting in the chapel hall, to which more people came than there were chairs.\n\n"
        "Yours truly,\n\nA. Person\n",
    )
    assert _texts(document, PassageKind.HEADING) == [
        "ANNUAL REPORT OF THE TRUST",
        "What we did last year",
        "1. Introduction",
    ]
    assert document.title == "ANNUAL REPORT OF THE TRUST"
    assert _with(document, "We opened").headings == ("What we did last year",)


def test_list_items_carry_their_numbers_and_the_words_that_govern_them(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "The Committee recommends that the Government:\n\n"
        "1. publish its plan within a year;\n"
        "2. consult those who will use it:\n"
        "   (a) in writing, and\n"
        "   (b) in person.\n\n"
        "The Government replied in June.\n",
    )
    items = [one for one in document.passages if one.kind is PassageKind.LIST_ITEM]
    assert [(one.number, one.text) for one in items] == [
        ("1", "publish its plan within a year;"),
        ("2", "consult those who will use it:"),
        ("(a)", "in writing, and"),
        ("(b)", "in person."),
    ]
    assert items[0].lead == "The Committee recommends that the Government:"
    assert items[3].lead == "The Committee recommends that the Government: consult those who will use it:"
    assert document.passages[-1].lead == ""


def test_a_bulleted_name_stands_over_its_story(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "For example:\n\n"
        "• Repair Café, Cardigan \n"
        "Neighbours mend one another's things on the first Saturday of each month, and\n"
        "have kept two tonnes of them from the tip.\n\n"
        "• Time bank, Neath \n"
        "Members give an hour and are given one, which they spend on whatever the other\n"
        "members offer.\n\n"
        "All of this is done by people who are not paid for doing it, and most like it so.\n",
    )
    story = _with(document, "Members give")
    assert story.headings == ("Time bank, Neath",)
    assert story.lead == "For example:"
    assert _with(document, "All of this").headings == ()


def test_a_heading_run_into_its_paragraph(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "Early help  The board will put more of its money into help that comes before a\n"
        "crisis than into help that comes after it.\n",
    )
    assert _texts(document) == [
        "Early help",
        "The board will put more of its money into help that comes before a crisis than into help that comes after it.",
    ]


def test_form_feeds_count_pages(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt", "The first page.\n\n\fThe second page says\n\n\f more than the first did.\n\nThe end.\n"
    )
    assert document.page_count == 3
    assert [(one.page_index, one.text) for one in document.passages] == [
        (0, "The first page."),
        (1, "The second page says more than the first did."),
        (2, "The end."),
    ]


def test_a_head_of_facts_is_not_text(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "Consultation: a right to roam\nhttps://www.gov.wales/right-to-roam\n2026-03-04\ndeadline: 2026-05-01\n\n"
        "Consultation: a right to roam\nWe want your views on a right to walk on open land.\n",
    )
    assert document.title == "Consultation: a right to roam"
    assert document.url == "https://www.gov.wales/right-to-roam"
    assert document.issued == date(2026, 3, 4)
    assert document.kind is DocumentKind.CONSULTATION
    assert document.publisher == "Welsh Government"
    assert document.extra == {"deadline": "2026-05-01"}
    assert _texts(document) == ["Consultation: a right to roam", "We want your views on a right to walk on open land."]


def test_a_page_that_prints_its_day_is_dated_by_it(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "On trees\nhttps://research.senedd.wales/research-articles/on-trees/\nNone\n\nOn trees\n\n"
        "Published 28/07/2026 | Reading Time minutes\n\nThere are more trees than there were, by some counts.\n",
    )
    assert document.issued == date(2026, 7, 28)
    assert document.kind is DocumentKind.RESEARCH


def test_speakers_are_kept_with_what_they_said(read_one: ReadOne) -> None:
    document = read_one(
        "a.txt",
        "Plenary\n3. Debate: Hedges\n2026-01-07\nhttps://record.senedd.wales/Plenary/1\n\n"
        "Gwen Puw (Minister for Hedges) [700001]\nI will write to the Member.\n\n And I will do so soon.\n\n"
        "Huw Rees () [700002]\nDiolch.\n",
    )
    assert document.title == "Plenary: 3. Debate: Hedges"
    assert document.kind is DocumentKind.RECORD
    speeches = [one for one in document.passages if one.kind is PassageKind.SPEECH]
    assert [(one.speaker, one.role, one.number, one.text) for one in speeches] == [
        ("Gwen Puw", "Minister for Hedges", "700001", "I will write to the Member."),
        ("Gwen Puw", "Minister for Hedges", "700001", "And I will do so soon."),
        ("Huw Rees", "", "700002", "Diolch."),
    ]
    assert {one.dated for one in speeches} == {date(2026, 1, 7)}
    assert document.passages[0].kind is PassageKind.HEADING


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The council will publish the plan for the town, and it is to be read by all.", Lang.EN),
        ("Bydd y cyngor yn cyhoeddi’r cynllun ar gyfer y dref, ac mae i’w ddarllen gan bawb.", Lang.CY),
        ("12345", Lang.EN),
    ],
)
def test_the_language_is_told_by_small_words(read_one: ReadOne, text: str, lang: Lang) -> None:
    assert read_one("a.txt", text).lang is lang


def test_a_text_in_both_languages_says_so(read_one: ReadOne) -> None:
    english = "The council will publish the plan for the town and it is to be read by all of us. " * 3
    welsh = "Bydd y cyngor yn cyhoeddi’r cynllun ar gyfer y dref ac mae i’w ddarllen gan bawb. " * 2
    document = read_one("a.txt", f"{english}\n\n{welsh}")
    assert document.lang is Lang.EN
    assert document.warnings == ("Part of it is in Welsh; all of it is treated as English.",)


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859_14", "mac_roman"])
@pytest.mark.parametrize(
    "words",
    ["Gofalwyr di-dâl", "ynghylch y pwnc, neu ar ôl hynny: tŷ, dŵr", "Café Siân a'r ffrîs", "cost £5 • y canlyniadau"],
)
def test_an_older_encoding_is_told_by_the_letters_it_makes(words: str, encoding: str) -> None:
    """A Welsh word with one accent is little to go by, and a wrong letter in it is a wrong quotation."""
    try:
        data = words.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("these words cannot be written so")
    assert decode(data)[0] == words
