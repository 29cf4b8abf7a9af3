"""References that other programs wrote: what is known comes in as text, what is not is refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from corpus.language import use
from publish.citations import taken_in
from publish.citations.tags import TYPES_IN
from publish.citations.taken_in import zotero
from publish.citations.typed import TYPES, Item

ZOTERO = {
    "key": "ABCD2345",
    "meta": {"parsedDate": "2014-01-20"},
    "data": {
        "itemType": "report",
        "title": "Public service <i>governance</i>",
        "creators": [
            {"creatorType": "author", "firstName": "Mair", "lastName": "Tester"},
            {"creatorType": "contributor", "firstName": "No", "lastName": "Body"},
            {"creatorType": "editor", "name": "Orchard Trust"},
        ],
        "date": "January 2014",
        "institution": "Orchard Trust",
        "reportType": "Final report",
        "reportNumber": "12",
        "place": "Cardiff",
        "url": "https://example.org/report",
        "accessDate": "2020-02-03T10:00:00Z",
        "language": "English",
        "tags": [{"tag": "x"}],
        "relations": {},
    },
}
RIS = """TY  - RPRT
AU  - Tester, Mair
AU  - Orchard Trust
TI  - Public service
  governance
PY  - 2014
DA  - 2014/01/20/
UR  - https://example.org/a;b
SP  - 3
EP  - 9
ZZ  - not known
ER  -

TY  - STAT
TI  - Orchards (Wales) Act 2019
Y1  - 2019///
ER  -
"""


def take(folder: Path, text: str | bytes, name: str = "references") -> list[Item]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return taken_in.read(path)


def csl(**fields: Any) -> str:
    return json.dumps([{"id": "one", "type": "book", "title": "Orchards"} | fields])


def test_an_item_of_zoteros_interface_comes_in(tmp_path: Path) -> None:
    (item,) = take(tmp_path, json.dumps([ZOTERO, {"data": {"itemType": "attachment"}}]))
    assert item == {
        "id": "tester-2014",
        "type": "report",
        "title": "Public service governance",
        "author": [{"family": "Tester", "given": "Mair"}],
        "editor": [{"literal": "Orchard Trust"}],
        "issued": {"date-parts": [[2014, 1, 20]]},
        "accessed": {"date-parts": [[2020, 2, 3]]},
        "publisher": "Orchard Trust",
        "publisher-place": "Cardiff",
        "genre": "Final report",
        "number": "12",
        "URL": "https://example.org/report",
        "language": "en-GB",
    }


def test_the_data_alone_of_an_item_comes_in(tmp_path: Path) -> None:
    (item,) = take(tmp_path, json.dumps({"items": [ZOTERO["data"]]}))
    assert item["issued"] == {"date-parts": [[2014]]}


def test_ris_comes_in(tmp_path: Path) -> None:
    report, act = take(tmp_path, "\ufeff" + RIS.replace("\n", "\r\n"))
    assert report == {
        "id": "tester-2014",
        "type": "report",
        "title": "Public service governance",
        "author": [{"family": "Tester", "given": "Mair"}, {"literal": "Orchard Trust"}],
        "issued": {"date-parts": [[2014, 1, 20]]},
        "URL": "https://example.org/a;b",
        "page": "3-9",
    }
    assert (act["title"], act["title-short"]) == ("Orchards (Wales) Act", "Orchards (Wales) Act 2019")


def test_csl_comes_in_as_text(tmp_path: Path) -> None:
    (item,) = take(
        tmp_path,
        csl(
            title="A <i>red</i>\u202e <script>plan</script>\nfor R&D",
            author=[{"family": "Berg", "non-dropping-particle": "van den", "given": "A"}, {"literal": "B & C"}],
            issued={"date-parts": [["2014", 5, 31]]},
            accessed={"raw": "2020-02-03"},
            volume=3,
            URL="javascript:alert(1)",
            system_id="x",
        ),
    )
    assert item["title"] == "A red <script>plan</script> for R&D"
    assert item["author"] == [{"family": "van den Berg", "given": "A"}, {"literal": "B & C"}]
    assert item["issued"] == {"date-parts": [[2014, 5, 31]]}
    assert item["accessed"] == {"date-parts": [[2020, 2, 3]]}
    assert (item["volume"], item["note"]) == ("3", "javascript:alert(1)")
    assert not {"URL", "system_id"} & item.keys()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([[2014]], [[2014]]),
        ([[2014, 5], [2014, 6]], [[2014, 5], [2014, 6]]),
        ([[2014, 2, 31]], [[2014, 2]]),
        ([[2014, 13]], [[2014]]),
        ([[-44]], None),
        ([[99999]], None),
        ([], None),
    ],
)
def test_days_are_those_there_are(tmp_path: Path, parts: list[list[int]], said: list[list[int]] | None) -> None:
    (item,) = take(tmp_path, csl(issued={"date-parts": parts}))
    assert item.get("issued") == ({"date-parts": said} if said else None)


def test_keys_are_kept_or_made_readable(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "http://zotero.org/users/1/items/A", "type": "book", "author": [{"family": "Williams", "given": "P"}]},
        {"id": "http://zotero.org/users/1/items/B", "type": "book", "author": [{"family": "Williams", "given": "Q"}]},
        {"id": "bevan:1952", "type": "book", "title": "x"},
        {"id": 7, "type": "book", "title": "x"},
        {"type": "book", "title": "Tŷ agored"},
        {"id": "a; b] @c", "type": "book"},
    ]
    for row in rows[:2]:
        row["issued"] = {"date-parts": [[2014]]}
    keys = [item["id"] for item in take(tmp_path, json.dumps(rows))]
    assert keys == ["williams-2014", "williams-2014-2", "bevan:1952", "7", "ty-agored", "reference"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "neither CSL-JSON, RIS nor Zotero"),
        ("@book{x, title = {y}}", "neither CSL-JSON, RIS nor Zotero"),
        ("[{", "not whole JSON"),
        ("[" * 100_000, "not whole JSON"),
        ('[{"id": "x", "type": "grimoire"}]', "number 1 in it is of a type that is not known: grimoire"),
        ('[{"id": "x"}]', "type that is not known"),
        ('[{"itemType": "scroll", "title": "x"}]', "type that is not known: scroll"),
        ("[3]", "number 1 in it is no reference"),
        (csl(title=["x"]), "neither words nor a number"),
        (csl(title="x" * 20_001), "more than 20,000 characters"),
        (csl(author="Tester"), "no list of names"),
        (csl(author=[{"family": "x"}] * 1_001), "no list of names"),
        (csl(issued="2014"), "has a date that is none"),
        (csl(issued={"date-parts": [2014]}), "has a date that is none"),
        (json.dumps([{"id": "a", "type": "book"}] * 2), "have the key a"),
        (json.dumps([{"id": "a", "type": "book"}] * 20_001), "more than 20,000 references"),
        ("TY  - SCROLL\nER  - \n", "type that is not known: SCROLL"),
        ("TY  - BOOK\nTI  - x\n", "does not end with ER"),
        ("TY  - BOOK\nTI  - x\nTY  - BOOK\nER  - \n", "does not end with ER"),
    ],
)
def test_what_is_not_known_is_refused_by_name(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageProblem, match="references: ") as refused:
        take(tmp_path, text)
    assert why in str(refused.value) and str(refused.value).endswith("try again.")


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"\xff\xfe[\x00", "not in UTF-8"), (b" " * (20 << 20) + b"[]", "larger than 20 MB")],
    ids=["letters", "size"],
)
def test_what_cannot_be_text_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(UsageProblem, match=why):
        take(tmp_path, data)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="cannot be read"):
        taken_in.read(tmp_path / "nothing.json")


def test_every_type_leads_to_one_of_csl() -> None:
    assert set(zotero.TYPES.values()) | set(TYPES_IN.values()) <= TYPES


NAMES = st.sampled_from(
    ["id", "type", "itemType", "data", "title", "author", "creators", "issued", "date-parts", "date", "meta", "items"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=8), inner, max_size=6),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON | st.lists(st.fixed_dictionaries({"type": st.just("book")}, optional={"author": JSON, "issued": JSON})))
def test_whatever_comes_is_references_or_a_sentence(tmp_path: Path, value: object) -> None:
    try:
        items = take(tmp_path, json.dumps(value))
    except UsageProblem as refused:
        assert str(refused).isprintable()
    else:
        assert all(item["type"] in TYPES and item["id"] for item in items)


def test_a_refusal_is_said_in_the_language_in_use(tmp_path: Path) -> None:
    use(Lang.CY)
    with pytest.raises(UsageProblem) as refused:
        take(tmp_path, "nothing")
    assert str(tmp_path) in str(refused.value)
