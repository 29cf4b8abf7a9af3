"""``python -m tests.replica``: play the sites by hand, to crawl them or look at them in a browser."""

import argparse
import sys
from contextlib import suppress

from crawlers.spiders import SOURCES
from tests.replica.server import Fault, Replica
from tests.replica.stage import hosts

STARTS = {"website": " --start https://site.example.wales/"}


def _fault(words: str) -> tuple[Fault, str]:
    name, _, pattern = words.partition("=")
    if not pattern:
        raise argparse.ArgumentTypeError(f"{words}: say NAME=PATTERN, such as gone=www.gov.wales/fly-tipping*")
    try:
        return Fault(name), pattern
    except ValueError:
        raise argparse.ArgumentTypeError(f"{name} is no fault; there are: {', '.join(Fault)}") from None


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port to listen at; by default any free one")
    parser.add_argument("--fault", type=_fault, action="append", default=[], metavar="NAME=PATTERN")
    options = parser.parse_args()
    with Replica(options.port) as replica:
        for fault, pattern in options.fault:
            replica.break_(pattern, fault)
        lines = ["Playing, until Ctrl-C:"]
        lines += [f"  {replica.url}/{host}/" for host in hosts()]
        lines += ["", "To crawl them:"]
        lines += [f"  addewid crawl {name}{STARTS.get(name, '')} --base-url {replica.url}" for name in SOURCES]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            replica.wait()


if __name__ == "__main__":
    main()
