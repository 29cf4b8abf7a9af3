"""The address of the database alone says where the corpus is kept; a password in it is shown nowhere."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from addewid import settings
from corpus.database import Corpus
from corpus.errors import UsageProblem

Run = Callable[..., subprocess.CompletedProcess[str]]

SECRET = "dirgel"


def test_the_environment_stands_above_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADDEWID_DATABASE", raising=False)
    file = tmp_path / "settings.toml"
    assert settings.load(file).database == ""
    file.write_text(f'database = "postgresql://mair:{SECRET}@server/corpus"\n', encoding="utf-8")
    found = settings.load(file)
    assert found.database == f"postgresql://mair:{SECRET}@server/corpus"
    assert SECRET not in repr(found)
    monkeypatch.setenv("ADDEWID_DATABASE", "sqlite:///elsewhere.db")
    assert settings.load(file).database == "sqlite:///elsewhere.db"
    monkeypatch.delenv("ADDEWID_DATABASE")
    file.write_text("database = 7\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="database = an address"):
        settings.load(file)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://mair:{SECRET}@127.0.0.1:1/corpus",
        f"mysql://mair:{SECRET}@127.0.0.1/corpus",
        f"postgresql://mair:{SECRET}@127.0.0.1:port/corpus",
    ],
)
def test_no_command_shows_the_password(url: str, addewid: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDEWID_DATABASE", url)
    for command in (["doctor"], ["unmet"], ["locate"]):
        done = addewid(*command)
        assert SECRET not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_commands_work_alike_on_a_server(
    on_postgresql: str, addewid: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_text("A plan for care\n\nWe will open ten hubs by March 2030.\n\nTrams are blue.\n", encoding="utf-8")
    monkeypatch.setenv("ADDEWID_DATABASE", on_postgresql)
    added = addewid("add", paper)
    assert added.returncode == 0, added.stderr
    found = json.loads(addewid("search", "hubs", "--json").stdout)
    assert "open ten hubs" in json.dumps(found)
    places = json.loads(addewid("locate", "--json").stdout)
    assert places["database"] == "postgresql://addewid@/corpus"
    assert not (home / "corpus.db").exists()
    assert not (home / "index").exists()
    corpus = Corpus(on_postgresql)
    assert corpus.revision() > 0
    corpus.close()
