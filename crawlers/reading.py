"""One answer read by its spider: what it points at, some at a time, what it claims, and what was wrong with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from scrapy.http import Response

from corpus.errors import AddewidError
from crawlers.items import Claim, Follow, Item, Nothing, Yielded
from crawlers.known import Page
from crawlers.spiders.base import Source

AT_A_TIME = 500
"""Things yielded that are held in memory: a sitemap may point at fifty thousand pages."""
LARGEST_CONTEXT = 8 * 1024
"""Characters of what is known of an address when it is found."""


@dataclass(slots=True)
class Read:
    """What an answer came to. ``shown`` stands for its counted addresses; ``onward`` are the listings it leads to."""

    follows: int = 0
    items: int = 0
    claimed: int | None = None
    shown: int = 0
    onward: list[Follow] = field(default_factory=list)
    problem: str = ""
    oversized: int = 0
    excused: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing was found in it, and its spider did not say that this is right."""
        return not (self.problem or self.follows or self.oversized or self.items or self.excused)


def read(spider: Source, page: Page, response: Response, see: Callable[[Sequence[Follow]], object]) -> Read:
    """Read an answer; ``see`` is given all it points at, but for listings, which the caller decides on."""
    done = Read()
    counted: set[int] = set()
    for some in _some(spider, page, response, done):
        follows = [one for one in some if isinstance(one, Follow)]
        fitting = [one for one in follows if _size(one) <= LARGEST_CONTEXT]
        done.oversized += len(follows) - len(fitting)
        done.follows += len(fitting)
        done.items += sum(isinstance(one, Item) for one in some)
        done.excused = done.excused or any(isinstance(one, Nothing) for one in some)
        for one in some:
            if isinstance(one, Claim):
                done.claimed = (done.claimed or 0) + one.many
        done.onward += [one for one in fitting if one.listing]
        counted.update(hash(one.address) for one in fitting if one.counts)
        see([one for one in fitting if not one.listing])
    done.shown = hash(frozenset(counted)) if counted else 0
    if done.bare and not page.listing:
        done.problem = f"{page.address}: its spider found nothing in it; the page or its spider must be looked at."
    return done


def _some(spider: Source, page: Page, response: Response, done: Read) -> Iterator[list[Yielded]]:
    yielded = iter(spider.answer(page.read, response, page.context))
    while True:
        try:
            some = list(islice(yielded, AT_A_TIME))
        except AddewidError as problem:
            done.problem = str(problem)
            return
        except Exception as fault:  # noqa: BLE001 - whatever a spider trips over is that page's failure, by name
            done.problem = f"Its spider could not read it as {page.read} ({type(fault).__name__}: {fault})."[:500]
            return
        if not some:
            return
        yield some


def _size(follow: Follow) -> int:
    return len(follow.address) + sum(len(name) + len(value) for name, value in follow.context.items())
