"""100 MB of JSONL through add, tag and index: the peak memory of each step, which may not pass 1.5 GB."""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parents[1].parent / "shared" / "data"
AIM_BYTES = 1_500_000_000
STEPS = ("add", "tag", "index")


def sentences() -> list[str]:
    """Answers of real ministers where they are at hand, else sentences of ours."""
    answers = DATA / "written_questions" / "written-questions-2016-2017.jsonl"
    if answers.exists():
        with answers.open(encoding="utf-8") as lines:
            return [answer for line in lines if len(answer := json.loads(line)["answer"]) > 40]
    return [
        f"The Welsh Government will publish plan {n} by {2000 + n}, and councils must follow it." for n in range(99)
    ]


def papers(megabytes: int) -> Iterator[str]:
    """Lines of bulk import, together about so many megabytes."""
    chance, pool, written, number = random.Random(1), sentences(), 0, 0
    while written < megabytes * 1_000_000:
        number += 1
        text = "\n\n".join(chance.choices(pool, k=8))
        line = json.dumps({"id": f"paper-{number}", "title": f"Paper {number}", "text": text}, ensure_ascii=False)
        written += len(line.encode())
        yield line + "\n"


def main() -> int:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        bulk = Path(folder) / "bulk.jsonl"
        with bulk.open("w", encoding="utf-8") as file:
            file.writelines(papers(megabytes))
        worst = 0
        for step in STEPS:
            command = [sys.executable, "-m", "addewid", step, *([str(bulk)] if step == "add" else [])]
            began = time.perf_counter()
            subprocess.run(
                command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "ADDEWID_HOME": f"{folder}/home"}
            )
            took = time.perf_counter() - began
            # The largest child so far: a later, smaller step cannot hide an earlier, larger one.
            worst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
            print(
                f"bulk: {step} of {megabytes} MB took {took:.0f} s; peak memory so far {worst / 1e6:.0f} MB", flush=True
            )
    return int(worst > AIM_BYTES)


if __name__ == "__main__":
    sys.exit(main())
