"""Run every benchmark, each in a process of its own."""

import subprocess
import sys

NAMES = (
    "cold_start",
    "tagging",
    "shortcut",
    "scaling",
    "hostile",
    "pdf",
    "search",
    "suggesting",
    "app",
    "crawl",
    "bulk",
    "site",
)

failed = [
    name for name in NAMES if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
]
sys.exit(f"Missed: {', '.join(failed)}" if failed else 0)
