"""A document that the tagger fails on: it is named and stays as it was, and everything else is done."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.pipeline import adding, loose, tagging
from addewid.workspace import Workspace, opened
from corpus import commitments, findings
from corpus.rows import CommitmentFilter
from nlp import fingerprint
from tests.addewid.fake_taggers import BrokenTagger, FailingTagger, Unsendable, WillTagger

TEXTS = {"a": "The bad council will act.", "b": "The council will open a hub.", "c": "The board will report."}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(f"# Paper {name}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ADDEWID_DEBUG", raising=False)
    return tmp_path / "home"


def stale(workspace: Workspace, rules: str) -> int:
    with workspace.corpus.read() as session:
        return len(findings.stale(session, rules))


def quotes(workspace: Workspace) -> set[str]:
    with workspace.corpus.read() as session:
        return {row.quote for row in commitments.listing(session, CommitmentFilter())}


@pytest.mark.usefixtures("home")
def test_it_is_named_and_tried_again_and_the_others_are_tagged(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(quiet=True) as workspace:
        adding.add(workspace, [papers])
        workspace.__dict__["tagger"] = FailingTagger()
        for tagged in (2, 0):
            outcome = tagging.tag(workspace, 1)
            assert (outcome.versions, outcome.failed, stale(workspace, fingerprint())) == (tagged, ["a/en"], 1)
            (said,) = capsys.readouterr().err.splitlines()
            assert said.startswith("a/en: the tagger failed on it (Unsendable: a bad text), so it stays as it was")
        assert quotes(workspace) == {TEXTS["b"], TEXTS["c"]}


@pytest.mark.usefixtures("home")
def test_what_was_found_in_it_before_is_kept(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(quiet=True) as workspace:
        adding.add(workspace, [papers])
        workspace.__dict__["tagger"] = WillTagger()
        assert tagging.tag(workspace, 1).commitments == 3
        monkeypatch.setattr(tagging, "fingerprint", lambda: "other rules")
        workspace.__dict__["tagger"] = FailingTagger()
        assert tagging.tag(workspace, 1).failed == ["a/en"]
        assert quotes(workspace) == set(TEXTS.values())
        workspace.__dict__["tagger"] = WillTagger()
        again = tagging.tag(workspace, 1)
        assert (again.versions, again.failed, stale(workspace, "other rules")) == (1, [], 0)


@pytest.mark.usefixtures("home")
def test_who_looks_for_the_fault_gets_its_trace(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDEWID_DEBUG", "1")
    with opened(quiet=True) as workspace:
        adding.add(workspace, [papers])
        workspace.__dict__["tagger"] = FailingTagger()
        with pytest.raises(Unsendable):
            tagging.tag(workspace, 1)


@pytest.mark.usefixtures("home")
def test_a_tagger_that_cannot_be_made_is_no_documents_fault(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.Tagger", BrokenTagger)
    with opened(quiet=True) as workspace:
        adding.add(workspace, [papers])
        with pytest.raises(OSError, match="the model is not there"):
            tagging.tag(workspace, 1)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


@pytest.mark.usefixtures("home")
def test_the_commands_do_everything_else_and_end_with_1(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.Tagger", FailingTagger)
    assert run("add", papers).exit_code == 0
    for command in ("tag", "update"):
        ended = run(command)
        assert ended.exit_code == 1
        assert [line for line in ended.stderr.splitlines() if "a/en" in line] == [
            "a/en: the tagger failed on it (Unsendable: a bad text), so it stays as it was and is tried again next "
            "time; please report it, with what ADDEWID_DEBUG=1 shows."
        ]
    assert "The board will report." in run("search", "report").stdout, "update made the index as well"
    monkeypatch.setattr("nlp.Tagger", WillTagger)
    assert run("update").exit_code == 0


@pytest.mark.usefixtures("home")
def test_a_file_that_is_not_in_the_corpus_is_named_as_well(papers: Path) -> None:
    with opened(quiet=True) as workspace:
        workspace.__dict__["tagger"] = FailingTagger()
        told = list(loose.findings_of(workspace, [papers]))
    assert {each["file"] for each in told if isinstance(each, dict)} == {str(papers / "b.md"), str(papers / "c.md")}
    assert [each for each in told if isinstance(each, str)] == [
        f"{papers / 'a.md'}: the tagger failed on it (Unsendable: a bad text); please report it, with what "
        "ADDEWID_DEBUG=1 shows."
    ]
