"""``addewid --help`` against ``python -c 'import click'``: at most three times as long."""

import statistics
import subprocess
import sys
import time

RUNS = 15
AIM = 3.0


def seconds(*arguments: str) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> int:
    ours, yardstick = [], []
    for _ in range(RUNS):
        ours.append(seconds("-m", "addewid", "--help"))
        yardstick.append(seconds("-c", "import click"))
    mine, theirs = statistics.median(ours), statistics.median(yardstick)
    print(f"cold start: addewid --help {mine * 1000:.0f} ms, import click {theirs * 1000:.0f} ms, {mine / theirs:.2f}x")
    return int(mine / theirs > AIM)


if __name__ == "__main__":
    sys.exit(main())
