"""Pandoc shut in: no file, no network, no long run, no other pandoc than ours, one sentence where it fails."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.errors import AddewidError
from publish import pandoc


def test_text_becomes_text_and_a_document_becomes_bytes() -> None:
    assert pandoc.convert("a *word* ŵ", "markdown", "html").strip() == "<p>a <em>word</em> ŵ</p>"
    made = pandoc.convert_bytes("a *word*", "markdown", "docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert made == pandoc.convert_bytes("a *word*", "markdown", "docx")


def test_only_files_that_options_name_are_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG secret")
    made = zipfile.ZipFile(io.BytesIO(pandoc.convert_bytes(f"![a]({secret})", "markdown", "docx")))
    assert not [name for name in made.namelist() if "media" in name]
    said = pandoc.convert(f'```{{include="{secret}"}}\n```\n\n\\include{{{secret}}}', "markdown", "html")
    assert "PNG" not in said


def test_a_persons_own_templates_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pandoc.convert("a word", "markdown", "html", "--standalone", "--metadata=title:t")
    own = tmp_path / "pandoc" / "templates"
    own.mkdir(parents=True)
    (own / "default.html5").write_text("MINE", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(own.parent)
    assert pandoc.convert("a word", "markdown", "html", "--standalone", "--metadata=title:t") == plain


def test_where_pandoc_is_missing_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(AddewidError, match=r"^Pandoc, which makes documents, is missing; install .*\.$"):
        pandoc.convert("a", "markdown", "html")


def test_a_package_without_its_program_is_missing_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "PACKAGE", "json")
    with pytest.raises(AddewidError, match="is missing"):
        pandoc.program()


def test_a_program_that_cannot_be_run_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pandoc"
    broken.write_bytes(b"\x00\x01not a program")
    monkeypatch.setattr(pandoc, "program", lambda: broken)
    with pytest.raises(AddewidError, match=r"cannot be run here \(.*\); install"):
        pandoc.convert("a", "markdown", "html")


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    with pytest.raises(AddewidError, match="stopped after 1 seconds"):
        pandoc.convert("[" * 100_000, "markdown", "html")


def test_what_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "MEGABYTES", 16)
    with pytest.raises(AddewidError, match="more memory"):
        pandoc.convert("word *word* " * 100_000, "markdown", "html")


def test_what_is_too_long_is_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "LARGEST", 10)
    with pytest.raises(AddewidError, match="too long"):
        pandoc.convert("a" * 11, "markdown", "html")


def test_what_pandoc_says_is_told_on_one_line() -> None:
    with pytest.raises(AddewidError, match=r"^Pandoc cannot make this document \(.*\); mend") as caught:
        pandoc.convert("not \x1b[31m JSON\n\n", "json", "html")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("wanted", ["", "html --lua-filter=x", "../x.lua", "HTML", "/tmp/x.lua"])
def test_a_format_is_a_name_and_nothing_else(wanted: str) -> None:
    with pytest.raises(ValueError, match="no formats"):
        pandoc.convert("a", "markdown", wanted)


def test_half_a_character_does_not_stop_it() -> None:
    assert pandoc.convert("a \ud800 b", "markdown", "plain").split() == ["a", "?", "b"]
