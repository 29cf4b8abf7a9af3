"""Tagging with several processes, and the memory that one needs.

Run as ``python -m benchmarks.scaling``. Tags the whole set of written answers (3,868 documents, as a person would add
them) through ``addewid tag`` with one process, then with as many as there are cores. Ends with 1 when one process took
more than 700 MB, or all of them less than `AIM` of what they could bring. Without the shared data it makes answers up.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from addewid.pipeline.workers import cores
from benchmarks.bulk import DATA, sentences

AIM_BYTES = 700_000_000
AIM = 0.7
"""Share of a perfect division of labour; a process takes some seconds to begin."""
ANSWERS = 3_868


def answers(path: Path) -> None:
    """Write the set as a file for bulk import, a document each."""
    real = DATA / "written_questions" / "written-questions-2016-2017.jsonl"
    if real.exists():
        rows = [json.loads(line) for line in real.read_text("utf-8", "replace").splitlines()]
        told = [(row["question_no"], f"{row['question']}\n\n{row['answer']}", row["response_dt"]) for row in rows]
    else:
        pool = sentences()
        told = [(f"WAQ{number}", "\n\n".join(pool[number % 7 :: 33]), "2017-01-01") for number in range(ANSWERS)]
    with path.open("w", encoding="utf-8") as file:
        for name, text, day in told:
            row = {"id": name, "title": name, "text": text, "lang": "en", "kind": "written-question", "date": day}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def run(home: Path, *arguments: str) -> float:
    """The seconds that ``addewid`` took. Ends with what it said if it failed."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "addewid", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "ADDEWID_HOME": str(home)},
    )
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - began


def main() -> int:
    """Measure, print, and give the exit status."""
    took: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        bulk = Path(folder) / "answers.jsonl"
        answers(bulk)
        many = cores()
        for processes in sorted({1, many}):
            home = Path(folder) / f"home-{processes}"
            run(home, "add", str(bulk))
            took[processes] = run(home, "tag", "--processes", str(processes))
            if processes == 1:
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
                print(f"scaling: one process tagged the set in {took[1]:.0f} s, with {peak / 1e6:.0f} MB at most")
    speed = took[1] / took[many]
    print(f"scaling: {many} processes took {took[many]:.0f} s, {speed:.2f} times as fast")
    return int(peak > AIM_BYTES or speed < AIM * many)


if __name__ == "__main__":
    sys.exit(main())
