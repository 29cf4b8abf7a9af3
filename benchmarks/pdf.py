"""``addewid add`` of the 96-page Act as PDF against ``pdftotext``: within three times as long and two seconds more."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PDF = Path(__file__).parents[1].parent / "shared" / "data" / "formats" / "asc-2025-1.pdf"
RUNS = 3


def seconds(command: list[str], home: str) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "ADDEWID_HOME": home})
    return time.perf_counter() - began


def main() -> int:
    yardstick = shutil.which("pdftotext")
    if not PDF.exists() or yardstick is None:
        print("pdf: not measured; it needs the real documents beside the repository, and pdftotext (poppler-utils)")
        return 0
    ours, theirs = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as home:
            ours.append(seconds([sys.executable, "-m", "addewid", "add", str(PDF)], home))
            theirs.append(seconds([yardstick, str(PDF), f"{home}/out.txt"], home))
    mine, other = statistics.median(ours), statistics.median(theirs)
    allowed = 3 * other + 2
    print(f"pdf: addewid add {mine:.2f} s, pdftotext {other:.2f} s, allowed {allowed:.2f} s")
    return int(mine > allowed)


if __name__ == "__main__":
    sys.exit(main())
