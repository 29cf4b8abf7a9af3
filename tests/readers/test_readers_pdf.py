"""PDF: reading order, running lines, hyphens, paragraphs over pages, page labels, headings."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from corpus.codebook import DocumentKind, PassageKind
from corpus.types import ReadDocument
from tests.pdf_writer import Drawn as Placed

ReadOne = Callable[..., ReadDocument]
MakePdf = Callable[..., bytes]


def _column(lines: list[str], x: float = 60, top: float = 740, size: float = 10, step: float = 13) -> list[Placed]:
    return [(x, top - at * step, size, line) for at, line in enumerate(lines)]


def _texts(document: ReadDocument) -> list[str]:
    return [passage.text for passage in document.passages]


LEFT = [
    "The board set out in the spring",
    "what it would do about delays in",
    "the north of the county, and said",
    "that it would publish figures for",
    "every month of the year from then",
    "on. It has done so for all but two",
    "of the months since that time.",
]
RIGHT = [
    "Patients were asked to say what",
    "mattered most to them while they",
    "were waiting, and half of all who",
    "replied said that they wanted to",
    "know how long it would be. The",
    "board will tell them so by letter",
    "from the first of April next year.",
]


@pytest.mark.parametrize("drawn", ["by column", "by line", "right first"])
def test_two_columns_are_read_one_after_the_other(read_one: ReadOne, make_pdf: MakePdf, drawn: str) -> None:
    left, right = _column(LEFT), _column(RIGHT, x=320)
    orders = {
        "by column": left + right,
        "by line": [placed for pair in zip(left, right, strict=True) for placed in pair],
        "right first": right + left,
    }
    title: list[Placed] = [(150, 790, 16, "Waiting for treatment in the county")]
    document = read_one("a.pdf", make_pdf([title + orders[drawn]]))
    assert _texts(document) == ["Waiting for treatment in the county", " ".join(LEFT), " ".join(RIGHT)]


def test_a_paragraph_goes_on_in_the_next_column(read_one: ReadOne, make_pdf: MakePdf) -> None:
    left = LEFT[:-1]
    document = read_one("a.pdf", make_pdf([_column(left) + _column(["of the months since then.", *RIGHT], x=320)]))
    assert _texts(document)[0].startswith("The board set out in the spring")
    assert "all but two of the months since then." in _texts(document)[0]


def _report(labels: bool = True) -> Iterator[list[Placed]]:
    words = "The council heard what people said about matter number"
    for number in range(1, 7):
        page: list[Placed] = [(60, 810, 9, "Annual report 2023-24"), (400, 810, 9, "County of Powys")]
        page += _column(
            [f"{words} {number}, and it", f"will act on matter number {number} by the spring of", "next year."]
        )
        if labels:
            page.append((290, 25, 9, str(number)))
        yield page


def test_running_lines_are_dropped_and_page_numbers_kept_as_labels(read_one: ReadOne, make_pdf: MakePdf) -> None:
    document = read_one("a.pdf", make_pdf(list(_report())))
    assert len(document.passages) == document.page_count == 6
    assert [one.page_index for one in document.passages] == [0, 1, 2, 3, 4, 5]
    assert [one.page_label for one in document.passages] == ["1", "2", "3", "4", "5", "6"]
    assert "Annual report" not in document.text
    assert document.passages[2].text == (
        "The council heard what people said about matter number 3, and it will act on matter number 3 by the spring "
        "of next year."
    )


@pytest.mark.parametrize(
    ("footer", "labels"),
    [
        ("{0}/96", ["1", "2", "3", "4"]),
        ("Page {0} of 96", ["1", "2", "3", "4"]),
        ("Strategy for hedges | {0}", ["1", "2", "3", "4"]),
        ("{1}", ["i", "ii", "iii", "iv"]),
        ("Strategy for hedges 2020", ["", "", "", ""]),
    ],
)
def test_the_number_printed_on_a_page_is_its_label(
    read_one: ReadOne, make_pdf: MakePdf, footer: str, labels: list[str]
) -> None:
    pages: list[list[Placed]] = []
    for number, roman in enumerate(("i", "ii", "iii", "iv"), 1):
        words: list[Placed] = _column([f"Words of page {roman}, as many as make a line of it, and more."])
        pages.append([*words, (200, 30, 9, footer.format(number, roman))])
    document = read_one("a.pdf", make_pdf(pages))
    assert [one.page_label for one in document.passages] == labels
    assert len(document.passages) == 4


def test_the_labels_of_the_file_come_first(read_one: ReadOne, make_pdf: MakePdf) -> None:
    document = read_one("a.pdf", make_pdf(list(_report(labels=False)), labels="0<</S/r>>2<</S/D/St 1>>"))
    assert [one.page_label for one in document.passages] == ["i", "ii", "1", "2", "3", "4"]


def test_list_numbers_at_the_head_of_pages_are_not_running_lines(read_one: ReadOne, make_pdf: MakePdf) -> None:
    words = ["plant hedges", "lay them", "cut them", "count them", "map the old ones", "find the lost ones"]
    pages = [[*_column(["(a)", f"{word} in the county;"], top=800)] for word in words]
    document = read_one("a.pdf", make_pdf(pages))
    assert [(one.number, one.kind) for one in document.passages] == [("(a)", PassageKind.LIST_ITEM)] * 6


def test_hyphens_at_line_ends(read_one: ReadOne, make_pdf: MakePdf) -> None:
    lines = [
        "Services built on co-",
        "production give people a voice in the imple-",
        "mentation of what they use, and a well-",
        "being plan is made with decision-",
        "makers. Every decision binds the makers of cyd-",
        "gynhyrchu, and self-",
        "directed support follows.",
    ]
    (text,) = _texts(read_one("a.pdf", make_pdf([_column(lines)])))
    assert text == (
        "Services built on co-production give people a voice in the implementation of what they use, and a well-being "
        "plan is made with decision-makers. Every decision binds the makers of cyd-gynhyrchu, and self-directed "
        "support follows."
    )


def test_a_paragraph_goes_on_over_the_page_past_a_footnote(read_one: ReadOne, make_pdf: MakePdf) -> None:
    first = [
        *_column(
            [
                "The Government promised to bring the Bill before the Senedd in the",
                "autumn, and to consult on it with all",
            ]
        ),
        (60.0, 90.0, 7.0, "1 A note at the foot of the page, in small type."),
    ]
    second = _column(["those it touches before the summer. Nothing has been heard since."])
    document = read_one("a.pdf", make_pdf([first, second]))
    assert _texts(document) == [
        "The Government promised to bring the Bill before the Senedd in the autumn, and to consult on it with all "
        "those it touches before the summer. Nothing has been heard since.",
        "1 A note at the foot of the page, in small type.",
    ]
    assert [one.page_index for one in document.passages] == [0, 0]


def test_paragraphs_are_parted_by_space_indent_and_short_lines(read_one: ReadOne, make_pdf: MakePdf) -> None:
    lines: list[Placed] = [
        (60, 740, 10, "The first paragraph runs to the end of its measure and then goes on to"),
        (60, 727, 10, "a second line, where it stops."),
        (60, 714, 10, "A second follows at once, told by the short line above it, and it fills a"),
        (60, 701, 10, "line and ends in the middle of one that is very nearly as full as that."),
        (75, 688, 10, "The third begins further in, as printers have it, and it runs on to the"),
        (60, 675, 10, "end of the measure and beyond it to a line that is as full as any here."),
        (60, 645, 10, "The fourth stands after a wider space."),
    ]
    document = read_one("a.pdf", make_pdf([lines]))
    assert [text.split()[1] for text in _texts(document)] == ["first", "second", "third", "fourth"]


def test_headings_are_told_by_their_type(read_one: ReadOne, make_pdf: MakePdf) -> None:
    lines: list[Placed] = [
        (60, 780, 22, "A strategy for hedges"),
        (60, 740, 14, "1. Introduction"),
        *_column(
            ["Hedges were planted in every county of the land, and many of them have", "since been cut."], top=715
        ),
        (60, 670, 10, "What will be done", True),
        *_column(["We will plant a thousand miles of hedge by 2030, and publish each year", "how many were."], top=650),
        (60, 600, 14, "2. Money"),
        *_column(["There is little of it, and so it will be spent with care by the council."], top=575),
    ]
    document = read_one("a.pdf", make_pdf([lines], title="Microsoft Word - hedges final v3.docx"))
    assert document.title == "A strategy for hedges"
    heads = [(one.text, one.number) for one in document.passages if one.kind is PassageKind.HEADING]
    assert heads == [("A strategy for hedges", ""), ("Introduction", "1"), ("What will be done", ""), ("Money", "2")]
    (pledge,) = [one for one in document.passages if one.text.startswith("We will plant")]
    assert pledge.headings == ("Introduction", "What will be done")
    assert document.passages[-1].headings == ("Money",)


def test_rows_of_cells_that_line_up_are_a_table(read_one: ReadOne, make_pdf: MakePdf) -> None:
    rows = [("Recommendation", "Response"), ("Plant more hedges", "Accepted"), ("Cut fewer", "Rejected")]
    cells: list[Placed] = []
    for at, (left, right) in enumerate(rows):
        cells += [(60, 700 - 20 * at, 10, left), (300, 700 - 20 * at, 10, right)]
    document = read_one("a.pdf", make_pdf([cells]))
    assert [(one.kind, one.text) for one in document.passages] == [
        (PassageKind.TABLE_ROW, " | ".join(row)) for row in rows
    ]


def test_a_number_alone_on_a_line_belongs_to_what_follows(read_one: ReadOne, make_pdf: MakePdf) -> None:
    lines = [
        *_column(["The council must—"], top=760),
        (60.0, 730.0, 10.0, "(a)"),
        (60.0, 710.0, 10.0, "publish a plan, and"),
        (60.0, 680.0, 10.0, "(b)"),
        (60.0, 660.0, 10.0, "keep to it."),
    ]
    document = read_one("a.pdf", make_pdf([lines]))
    assert [(one.number, one.text, one.lead) for one in document.passages[1:]] == [
        ("(a)", "publish a plan, and", "The council must—"),
        ("(b)", "keep to it.", "The council must—"),
    ]


def test_a_turned_page_is_read(read_one: ReadOne, make_pdf: MakePdf) -> None:
    document = read_one("a.pdf", make_pdf([_column(["Words on a page that is upside down, and more."])], rotate=180))
    assert document.text == "Words on a page that is upside down, and more."


def test_an_act_in_print_marks_what_it_inserts_into_another(read_one: ReadOne, make_pdf: MakePdf) -> None:
    lines = [
        "Hedges (Wales) Act 2025",
        "it is enacted as follows:",
        "In this Act, “the 2016 Act” means the Ditches (Wales) Act 2016.",
        "The 2016 Act is amended as follows.",
        "After section 3 insert—",
        "“3A The Welsh Ministers must publish a plan for ditches.",
        "They must keep to it.”",
        "In section 5, for “may” substitute “must”.",
        "The Welsh Ministers must publish a plan for hedges.",
    ]
    placed: list[Placed] = [(60, 760 - 40 * at, 18 if at == 0 else 10, line) for at, line in enumerate(lines)]
    document = read_one("a.pdf", make_pdf([placed]))
    assert document.kind is DocumentKind.ACT
    assert [bool(one.amends) for one in document.passages] == [False] * 5 + [True] * 3 + [False]
    assert {one.amends for one in document.passages} == {"", "Ditches (Wales) Act 2016"}


def test_the_day_printed_on_a_cover_is_found(read_one: ReadOne, make_pdf: MakePdf) -> None:
    cover: list[Placed] = [
        (60, 700, 24, "On hedges"),
        (60, 600, 12, "Gorffennaf 2024"),
        (60, 560, 12, "Llywodraeth Cymru"),
    ]
    document = read_one("a.pdf", make_pdf([cover, _column(["Words of the report, which the body of it has."])]))
    assert (document.issued, document.issued_text) == (date(2024, 7, 31), "2024-07")
    assert document.publisher == "Welsh Government"
