"""What surrounds the text of a gov.wales page: its twin, its attachments, its furniture."""

from pathlib import Path

import pytest
from scrapy.http import Response

from corpus.codebook import Lang
from corpus.readers import Given
from corpus.readers import read as read_file
from crawlers.items import Follow, Item
from tests.crawlers.answers import altered, fetched, page_of, read

NAME = "gov-wales-consultations"
SITE = "https://www.gov.wales"
WELSH = "https://www.llyw.cymru"
BUILDING = f"{SITE}/implementing-building-safety-wales-act-2026"


def _page(path: str, host: str = "www.gov.wales") -> tuple[Item, list[Follow]]:
    return page_of(NAME, host, path)


def _altered(path: str, old: str, new: str) -> Response:
    return altered("www.gov.wales", path, old, new)


def test_what_is_not_collected_is_named() -> None:
    item, follows = _page("/new-tax-rules-second-homes")
    assert item.facts["elsewhere"].split() == [
        f"{SITE}/sites/default/files/consultations/2026-07/second-homes-figures.ods",
        "https://forms.example.org/second-homes?lang=en",
    ]
    assert [one.address.rpartition(".")[2] for one in follows] == ["pdf", "docx"]
    assert [one.context["kind"] for one in follows] == ["consultation", "other"], "a form asks nothing of policy"


def test_a_welsh_page_belongs_to_the_english_one_that_its_own_link_names() -> None:
    english, follows = _page("/fly-tipping-powers")
    twin = next(one for one in follows if one.address.startswith(WELSH))
    welsh = fetched("www.llyw.cymru", "/pwerau-tipio-anghyfreithlon")
    told, untold = read(NAME, "page", welsh, **twin.context)[0], read(NAME, "page", welsh, label="Open consultation")[0]
    assert isinstance(told, Item)
    assert told == untold
    assert (told.work, told.lang) == (english.work, Lang.CY)
    assert "type" not in told.facts, "what the page calls itself is left to the English page"


def test_a_twin_may_be_named_by_the_head_alone() -> None:
    _, follows = _page("/additional-public-bodies-subject-well-being-duty")
    assert [one.address for one in follows] == [f"{WELSH}/cyrff-cyhoeddus-ychwanegol-y-ddyletswydd-llesiant"]


def test_a_link_to_the_front_page_is_no_twin() -> None:
    page = _altered("/fly-tipping-powers", f"{WELSH}/pwerau-tipio-anghyfreithlon", f"{WELSH}/")
    assert [type(one) for one in read(NAME, "page", page)] == [Item]


def test_a_page_without_a_twin_is_a_work_in_one_language() -> None:
    item, follows = _page("/hospital-parking")
    assert (item.work, follows) == (f"{SITE}/hospital-parking", [])


@pytest.mark.parametrize(
    "attached", [f"{BUILDING}-html", f"{WELSH}/gweithredu-deddf-diogelwch-adeiladau-cymru-2026-html"]
)
def test_a_document_in_either_language_is_one_work_however_it_was_found(attached: str) -> None:
    host, _, path = attached.removeprefix("https://").partition("/")
    item = read(NAME, "document", fetched(host, f"/{path}"), part_of=BUILDING, kind="consultation")[0]
    assert isinstance(item, Item)
    assert (item.work, item.part_of) == (f"{BUILDING}-html", BUILDING)


FURNITURE = (
    *(
        "Skip to",
        "Neidio",
        "First published",
        "Cyhoeddwyd",
        "Last updated",
        "Diweddarwyd",
        "fully accessible",
        "hygyrch",
    ),
    *("In this page", "Ar y dudalen hon", "administration", "weinyddiaeth", "Read details", "Darllen manylion"),
    *("Consultation ends", "i ben:", "file type", "Crown copyright", "Home", "Cymraeg", "Documents"),
)


@pytest.mark.parametrize(
    ("method", "host", "path", "says"),
    [
        ("page", "www.gov.wales", "/implementing-building-safety-wales-act-2026", "lay the remediation regulations"),
        ("page", "www.gov.wales", "/consultation-how-measure-inclusion-migrants-wales", "from April 2023"),
        ("page", "www.llyw.cymru", "/newidiadau-cynllun-gostyngiadaur-dreth-gyngor", "Rydym wedi ymrwymo"),
        ("document", "www.gov.wales", "/implementing-building-safety-wales-act-2026-html", "keep a register"),
        ("document", "www.llyw.cymru", "/gweithredu-deddf-diogelwch-adeiladau-cymru-2026-html", "gadw cofrestr"),
        ("document", "www.gov.wales", "/council-tax-reduction-scheme-changes", "have committed"),
        ("document", "www.llyw.cymru", "/newidiadau-cynllun-gostyngiadaur-dreth-gyngor", "Rydym wedi ymrwymo"),
    ],
)
def test_the_text_is_without_furniture(method: str, host: str, path: str, says: str, tmp_path: Path) -> None:
    page = fetched(host, path)
    context = (
        {"part_of": BUILDING, "kind": "consultation"} if method == "document" else {"label": "Closed consultation"}
    )
    item = read(NAME, method, page, **context)[0]
    assert isinstance(item, Item)
    file = tmp_path / "page.html"
    file.write_bytes(page.body)
    (found,) = read_file(file, Given(lang=item.lang, title=item.title, content=item.content, without=item.without))
    assert says in found.text
    assert [words for words in FURNITURE if words in found.text] == []
    assert found.passages[0].text == item.title


def test_a_consultation_that_closes_stays_the_same_work_with_another_status() -> None:
    opened, _ = _page("/fly-tipping-powers")
    page = _altered("/fly-tipping-powers", "Open consultation", "Closed consultation")
    closed = read(NAME, "page", page)[0]
    assert isinstance(closed, Item)
    assert (closed.work, closed.facts["status"]) == (opened.work, "closed")
    assert {name: value for name, value in closed.facts.items() if name in {"opens", "closes"}} == {
        "opens": "2026-08-20",
        "closes": "2026-10-16",
    }


def test_an_attachment_called_as_all_are_is_called_after_its_page() -> None:
    """A writer who cites "Consultation document" must see whose."""
    response = fetched("www.gov.wales", "/new-tax-rules-second-homes")
    titles = [
        found.context["title"]
        for found in read("gov-wales-consultations", "page", response, label="Open consultation")
        if isinstance(found, Follow) and found.read == "attachment"
    ]
    assert "New tax rules for second homes and self-catering accommodation: Consultation document" in titles
