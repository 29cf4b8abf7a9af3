"""The app, really served: a process of its own, on a port that was free."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "a-token-of-these-tests"


@dataclass(frozen=True)
class Served:
    """A server that runs: its port, the address it printed, and its process."""

    port: int
    address: str
    process: subprocess.Popen[str]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(home: Path, *options: str) -> Iterator[Served]:
    """`addewid serve` over a corpus, until the test is done."""
    environment = {**os.environ, "ADDEWID_HOME": str(home), "ADDEWID_NAME": "Mair", "ADDEWID_TOKEN": TOKEN, "LANG": "C"}
    process = subprocess.Popen(
        [sys.executable, "-m", "addewid", "serve", "--port", "0", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+:(\d+)/\?token=\S+", line)
        assert found, line + process.stderr.read()
        yield Served(int(found[1]), found[0], process)
    finally:
        process.terminate()
        process.communicate(timeout=20)
