"""The front of the readers: what may be read, what was said overrides, what cannot be opened."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.codebook import DocumentKind, Lang
from corpus.errors import UnreadableDocument
from corpus.readers import DEFAULT_LIMIT, Given, can_read, read
from corpus.types import ReadDocument

ReadOne = Callable[..., ReadDocument]


@pytest.mark.parametrize(
    "name",
    ["a.txt", "A.PDF", "b.md", "c.html", "d.docx", "e.odt", "f.xml", "g.akn", "h.jsonl", "i.csv", "j.akn.xml"],
)
def test_formats_are_told_by_suffix_when_a_folder_is_added(name: str) -> None:
    assert can_read(Path(name))


@pytest.mark.parametrize("name", ["a.png", "b", ".DS_Store", "c.feed", "d.zip", "e.pdf~", "f.json"])
def test_other_files_of_a_folder_are_passed_over(name: str) -> None:
    assert not can_read(Path(name))


def test_importing_the_readers_loads_no_format_library() -> None:
    libraries = ["lxml", "trafilatura", "docx", "pypdfium2", "markdown_it", "yaml", "sqlalchemy"]
    code = f"import corpus.readers, sys; print([one for one in {libraries} if one in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_the_person_said_overrides_what_the_file_says(read_one: ReadOne) -> None:
    given = Given(
        kind=DocumentKind.STRATEGY,
        lang=Lang.CY,
        title="Told",
        issued=date(2020, 2, 3),
        publisher="Somebody",
        url="https://example.org/told",
    )
    text = "---\ntitle: Stated\nlang: en\nkind: letter\ndate: 2014\npublisher: Nobody\n---\n\nSome words of the text.\n"
    document = read_one("a.md", text, given)
    assert document.title == "Told"
    assert document.lang is Lang.CY
    assert document.kind is DocumentKind.STRATEGY
    assert (document.issued, document.issued_text) == (date(2020, 2, 3), "")
    assert document.publisher == "Somebody"
    assert document.url == "https://example.org/told"


def test_without_anything_said_a_name_becomes_a_title(read_one: ReadOne) -> None:
    assert read_one("annual-report_2019-2020-en.txt", "Words of it.").title == "Annual report 2019-2020"


def _refusal(path: Path, limit: int = DEFAULT_LIMIT) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        list(read(path, limit=limit))
    return str(refused.value)


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    message = _refusal(path)
    assert message.startswith(f"{path}: is empty; ")
    assert message.endswith(".")
    assert message.count("\n") == 0


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "does not exist" in _refusal(tmp_path / "gone.txt")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert "is a folder" in _refusal(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "not an ordinary file" in _refusal(path)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(DEFAULT_LIMIT + 1)
    assert "is larger (200 MB) than the limit of 200 MB" in _refusal(path)


def test_the_limit_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text("x" * 101)
    assert "is larger (101 bytes) than the limit of 100 bytes" in _refusal(path, limit=100)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("secret")

    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not be read by you" in _refusal(path)


def test_names_from_outside_are_shown_without_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "evil\n\x1b[31m\u202ename.txt"
    path.touch()
    message = _refusal(path)
    assert "evil??[31m?name.txt: is empty" in message
    assert message.isprintable()


def test_a_name_that_is_not_text_is_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.touch()
    assert "is empty" in _refusal(path).encode("utf-8").decode()
