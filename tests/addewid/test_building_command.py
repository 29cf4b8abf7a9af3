"""``addewid draft build``: from a new response to a document; refused with its lines, or built despite them."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from addewid.cli import cli
from addewid.workspace import Workspace
from corpus import versions
from corpus.codebook import DocumentKind
from corpus.errors import AddewidError, UsageProblem
from corpus.types import ReadDocument
from publish.responses.building import CheckFailed

ANSWER = "\nIt says “We will plant ten orchards in every county” [@plan].\n"


@pytest.fixture
def draft(
    workspace: Workspace,
    make_document: Callable[..., ReadDocument],
    put: Callable[[Session, ReadDocument], versions.Added],
) -> Path:
    with workspace.corpus.write() as session:
        put(session, make_document("We will plant ten orchards in every county.", work="plan", title="A plan"))
        put(session, make_document("Tell us.", work="asked", title="A question", kind=DocumentKind.CONSULTATION))
    assert run("new", "asked").exit_code == 0
    path = workspace.paths.responses / "asked" / "response.en.md"
    path.write_text(path.read_text(encoding="utf-8") + ANSWER, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["draft", *map(str, arguments)], standalone_mode=False)


def test_a_response_is_built_by_the_key_of_its_consultation(draft: Path) -> None:
    done = run("build", "asked")
    assert done.exit_code == 0, done.exception
    assert done.stdout == ""
    made = draft.with_suffix(".docx")
    assert str(made) in done.stderr
    assert docx.Document(str(made)).paragraphs[0].text == "Response to: A question"


def test_what_fails_the_check_is_refused_with_its_lines_and_built_despite(draft: Path) -> None:
    draft.write_text(draft.read_text(encoding="utf-8").replace("ten", "nine"), encoding="utf-8")
    refused = run("build", draft, "--to", "html")
    assert isinstance(refused.exception, CheckFailed)
    assert refused.exception.exit_status == 1
    assert "  line " in refused.exception.detail
    assert not draft.with_suffix(".html").exists()
    done = run("build", draft, "--to", "html", "--despite")
    assert done.exit_code == 0, done.exception
    assert "marked as not verified; its annex tells of 1 problem." in done.stderr
    assert "Annex" in draft.with_suffix(".html").read_text(encoding="utf-8")


def test_a_picture_without_words_fails_the_check_too(draft: Path) -> None:
    draft.write_text(draft.read_text(encoding="utf-8") + "\n![](none.png)\n", encoding="utf-8")
    done = run("check", draft)
    assert done.return_value == 1
    assert done.stdout.count(": picture: ") == 2
    assert isinstance(run("build", draft).exception, CheckFailed)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--style", "no-such-style"), "No style"),
        (("--reference", "none.docx"), "cannot be read"),
        (("--output", "none/there.docx"), "cannot be written"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    failed = run("build", draft, *options).exception
    assert isinstance(failed, AddewidError)
    assert said in str(failed)
    assert "\n" not in str(failed)


def test_there_is_no_such_response(workspace: Workspace) -> None:
    assert isinstance(run("build", "nothing").exception, UsageProblem)
