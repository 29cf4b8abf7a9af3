"""The built wheel works where nothing else of ours is: its own environment, another folder.

The libraries are those of the tests' own environment: that all of them are declared is what test_dependencies.py says.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("addewid", "corpus", "crawlers", "index", "nlp", "publish", "tui")


def run(*command: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ended = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, env=environment | more
    )
    assert ended.returncode == 0, ended.stderr
    return ended


@pytest.mark.slow
def test_the_wheel_installs_and_runs_in_a_clean_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    wheel = next(tmp_path.glob("*.whl"))
    clean = tmp_path / "clean"
    venv.create(clean, with_pip=True)
    python = clean / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "--no-deps", wheel, cwd=tmp_path)
    libraries = next((clean / "lib").glob("python3.*")) / "site-packages" / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib"), encoding="utf-8")  # after what the wheel put there

    where = "import {0}; print({0}.__file__)"
    for package in PACKAGES:
        found = run(python, "-P", "-c", where.format(package), cwd=tmp_path).stdout.strip()
        assert Path(found).is_relative_to(clean), package

    home = str(tmp_path / "home")
    command = clean / "bin" / "addewid"
    assert "Addewid 0." in run(command, "--version", cwd=tmp_path).stdout
    paper = tmp_path / "paper.md"
    paper.write_text("# Paper\n\nThe Welsh Government will publish a plan by 2030.\n", encoding="utf-8")
    run(command, "add", paper, cwd=tmp_path, ADDEWID_HOME=home)
    run(command, "update", cwd=tmp_path, ADDEWID_HOME=home)
    assert "1 commitment" in run(command, "overview", cwd=tmp_path, ADDEWID_HOME=home).stdout
    starter = "from importlib.resources import files; print(len(list((files('corpus') / 'starter').iterdir())))"
    assert int(run(python, "-P", "-c", starter, cwd=tmp_path).stdout) > 80
