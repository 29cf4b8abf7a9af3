"""Pictures of the screens of drafts. After a change that is meant: pytest tests/tui --snapshot-update, and look."""

from pathlib import Path

import pytest

from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.language import use
from tests.tui.drafted import drafting_app, put_drafts, put_paper
from tests.tui.filled import Filled, Put, Searched
from tests.tui.test_tui_snapshots import LANGUAGES, SIZES, Snap, keys
from tests.tui.told import tell_cases
from tui.app import AddewidApp

SCREENS = {
    "drafts": (),
    "draft": ("enter", "ctrl+down"),
    "draft-evidence": ("enter", "ctrl+down", "f4"),
    "draft-questions": ("enter", "ctrl+down", "f2"),
    "draft-problems": ("enter", "f8"),
    "draft-unsaved": ("enter", "x", "escape", "escape", "enter"),
    "beginning": ("n",),
    "building": ("enter", "f9"),
}


@LANGUAGES
@SIZES
@pytest.mark.parametrize("screen", SCREENS)
def test_drafting(
    snap_compare: Snap,
    app: AddewidApp,
    corpus: Corpus,
    search: Searched,
    decided: Filled,
    put: Put,
    tmp_path: Path,
    screen: str,
    size: tuple[int, int],
    lang: Lang,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(lang)
    tell_cases(decided)
    put_paper(corpus, put)
    put_drafts(tmp_path)
    (tmp_path / "state.json").write_text('{"place": "drafts"}')
    monkeypatch.setattr("tui.drafting.unsaved.Unsaved.since", lambda *_: None)  # depends on a clock
    made = drafting_app(tmp_path, corpus, search)
    assert snap_compare(made, run_before=keys(*SCREENS[screen]), terminal_size=size)
