"""Pages a second of a crawl, with its archive and its database, against plain Scrapy over the same pages.

    python -m benchmarks.crawl [PAGES]
    python -m benchmarks.crawl memory [PAGES…]

Both run the ``website`` spider's methods in a process of their own, without delays, against the same small server in a
third process, turn by turn; the crawl has one connection, as always, and Scrapy its usual eight. Time is taken at the
server, from the first page asked for to the last, so that neither is charged for starting up. ``memory`` fetches 5,000
and then 50,000 pages, which takes some five minutes: peak memory may not grow with them.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from benchmarks.crawl_server import A_LIST, HOST
from corpus.database import Corpus
from crawlers import child
from crawlers.events import Event, Fetched, Finished, Problem
from crawlers.job import Job

PAGES = 3_000
ROUNDS = 3
AIM = 1.5
FLAT = 1.25
"""Times that peak memory may be what it is with a tenth of the pages."""
START = f"https://{HOST}/sitemap.xml"


@contextmanager
def served(pages: int) -> Iterator[str]:
    """The base address of a server of so many pages."""
    command = [sys.executable, "-m", "benchmarks.crawl_server", str(pages)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.stdin.close()


def addresses(pages: int) -> int:
    """How many addresses a site of so many pages has, its lists among them."""
    return pages + -(-pages // A_LIST) + 1


def rate(base: str, pages: int) -> float:
    """Pages and lists a second since this was last asked. Raises RuntimeError when not all were asked for."""
    with urllib.request.urlopen(f"{base}/-/times") as answer:
        asked, seconds = json.load(answer)
    if asked != addresses(pages):
        raise RuntimeError(f"{addresses(pages)} addresses were to be asked for once, and {asked} were")
    return float(asked / seconds)


def ours(base: str, folder: Path, pages: int) -> None:
    """Run a crawl until all pages are fetched and kept, and stop it there."""
    home = Path(tempfile.mkdtemp(dir=folder))
    database = f"sqlite:///{home / 'corpus.db'}"
    Corpus(database).close()
    job = Job(
        database=database,
        archive=str(home / "archive"),
        source="website",
        base_url=base,
        delays=False,
        options={"start": START},
    )
    with closing(cast("Generator[Event, None, None]", child.run(job))) as events:
        for event in events:
            if isinstance(event, Fetched) and event.done == addresses(pages):
                return
            if isinstance(event, Problem | Finished):
                raise RuntimeError(f"the crawl did not go well: {event}")


def theirs(base: str) -> None:
    """Run plain Scrapy in a process of its own."""
    subprocess.run([sys.executable, "-m", "benchmarks.crawl", "plain", base], check=True, stdout=subprocess.DEVNULL)


def plain(base: str) -> None:
    """Scrapy as it comes, its spider calling the same methods and asking for what they find."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.http import Response

    from crawlers.items import Follow
    from crawlers.spiders.website import Website

    class Plain(scrapy.Spider):
        name = "plain"
        site = Website(start=START)

        async def start(self) -> AsyncIterator[Any]:
            for follow in self.site.begin():
                yield self.asked(follow)

        def asked(self, follow: Follow) -> scrapy.Request:
            known = {"read": follow.read, "context": follow.context}
            return scrapy.Request(f"{base}/{follow.address.removeprefix('https://')}", self.parse, cb_kwargs=known)

        def parse(self, response: Response, *, read: str, context: Mapping[str, str]) -> Iterator[scrapy.Request]:
            own = response.replace(url=f"https://{response.url.removeprefix(base + '/')}")
            for one in self.site.answer(read, own, context):
                if isinstance(one, Follow):
                    yield self.asked(one)

    process = AsyncCrawlerProcess({"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False})
    process.crawl(Plain)
    process.start()


def spent() -> float:
    """Seconds of processor time of the processes started so far that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def speed(pages: int) -> int:
    """Measure both, turn by turn, and print."""
    rates: dict[str, list[float]] = {"ours": [], "theirs": []}
    cpu = {"ours": 0.0, "theirs": 0.0}
    with tempfile.TemporaryDirectory() as name, served(pages) as base:
        for _ in range(ROUNDS):
            for whose, each in rates.items():
                before = spent()
                if whose == "ours":
                    ours(base, Path(name), pages)
                else:
                    theirs(base)
                cpu[whose] += 1000 * (spent() - before) / pages / ROUNDS
                each.append(rate(base, pages))
    mine, yardstick = (statistics.median(rates[whose]) for whose in ("ours", "theirs"))
    print(
        f"crawl: {pages:,} pages, {mine:.0f} pages/s, plain Scrapy {yardstick:.0f} pages/s, {yardstick / mine:.2f}x; "
        f"processor {cpu['ours']:.1f} against {cpu['theirs']:.1f} ms a page, starting included"
    )
    return int(yardstick / mine > AIM)


def memory(counts: list[int]) -> int:
    """Peak memory of fetching few pages and many. The most so far: a small crawl after a large one would not show."""
    peaks: list[float] = []
    for pages in counts:
        with tempfile.TemporaryDirectory() as name, served(pages) as base:
            ours(base, Path(name), pages)
            each = rate(base, pages)
        peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
        print(f"crawl: {pages:,} pages fetched, {each:.0f} a second, peak memory {peaks[-1]:.0f} MB", flush=True)
    return int(peaks[-1] > FLAT * peaks[0])


def main(arguments: list[str]) -> int:
    """Run what is asked for."""
    if arguments[:1] == ["plain"]:
        plain(arguments[1])
        return 0
    if arguments[:1] == ["memory"]:
        return memory([int(count) for count in arguments[1:]] or [5_000, 50_000])
    return speed(int(arguments[0]) if arguments else PAGES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
