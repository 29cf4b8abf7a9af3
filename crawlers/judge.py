"""Whether what a crawl saw is to be believed, before any of it is taken in."""

from dataclasses import dataclass, field

from corpus.codebook import CrawlOutcome

SHRUNK = 0.8
"""The share of the healthy count below which a source has shrunk."""
FAILING = 0.1
"""The share of pages that cannot be had or read above which the site has changed; one alone never says so."""
SLACK = 0.01
"""The share of a claim that may be missing without a word, or two items: rows move while a crawl pages through."""

ACCEPT = " Look at the site; if it is right, crawl it with --accept-fewer."

TAKEN_IN = frozenset({CrawlOutcome.COMPLETE, CrawlOutcome.PARTIAL, CrawlOutcome.BLOCKED, CrawlOutcome.STOPPED})
"""Outcomes after which what has come goes into the corpus; a crawl that was broken off saw nothing to distrust."""

_EXIT = {
    CrawlOutcome.COMPLETE: 0,
    CrawlOutcome.PARTIAL: 0,
    CrawlOutcome.FAILED: 1,
    CrawlOutcome.BLOCKED: 3,
    CrawlOutcome.CHANGED: 4,
    CrawlOutcome.SHRUNK: 4,
    CrawlOutcome.EMPTY: 4,
    CrawlOutcome.STOPPED: 130,
}


@dataclass(slots=True)
class Seen:
    """What a crawl saw.

    ``listed`` are the counted items its listings showed, ``saved`` those that are kept, ``claimed`` what the site says
    there are, ``healthy`` what there were last time. ``listings`` and ``pages`` that hold something were read;
    ``standing`` are documents of this run that stand as they are in the corpus. ``bounded``: only a part was asked
    for, ``sought``: so far that a page must be found. ``unfinished`` pages were left without a reason. ``changed``:
    which listing is not as it was. ``blocked``, ``down``: hosts left alone, and why. ``unlisted``: listings that could
    not be had, ``bare`` showed nothing, ``looped`` what the one before showed. ``problems`` counts lines on pages that
    were not read.
    """

    listed: int = 0
    saved: int = 0
    claimed: int | None = None
    healthy: int | None = None
    listings: int = 0
    pages: int = 0
    standing: int = 0
    unfinished: int = 0
    bounded: bool = False
    sought: bool = False
    stopped: bool = False
    changed: str = ""
    blocked: dict[str, str] = field(default_factory=dict)
    down: dict[str, str] = field(default_factory=dict)
    unlisted: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    looped: list[str] = field(default_factory=list)
    problems: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a crawl ended, and why, in a sentence; ``short`` says what a crawl that is believed misses."""

    outcome: CrawlOutcome
    because: str = ""
    short: str = ""

    @property
    def words(self) -> str:
        """Why, and what is missing, for people."""
        return " ".join(sentence for sentence in (self.because, self.short) if sentence)

    @property
    def taken_in(self) -> bool:
        """Whether its documents go into the corpus."""
        return self.outcome in TAKEN_IN

    def exit_status(self, problems: int) -> int:
        """What the command ends with, given how many lines of the report are of pages that were not read."""
        return _EXIT[self.outcome] or int(bool(problems or self.short))


def verdict(seen: Seen) -> Verdict:
    """Judge a crawl by what its listings showed."""
    return _broken_off(seen) or _counted(seen)


def _broken_off(seen: Seen) -> Verdict | None:
    if seen.changed:
        return Verdict(CrawlOutcome.CHANGED, seen.changed)
    if seen.stopped:
        return Verdict(CrawlOutcome.STOPPED, "It was stopped; the next crawl goes on from here.")
    if seen.blocked:
        return Verdict(CrawlOutcome.BLOCKED, " ".join(seen.blocked.values()))
    if not seen.listed and (seen.unlisted or seen.down):
        return Verdict(CrawlOutcome.FAILED, " ".join([*seen.down.values(), *seen.unlisted[:1]]))
    if seen.unfinished:
        return Verdict(CrawlOutcome.FAILED, f"It ended with {seen.unfinished} pages still to fetch; start it again.")
    return None


def _counted(seen: Seen) -> Verdict:
    if not seen.listed and (seen.listings or not seen.bounded):
        return Verdict(CrawlOutcome.EMPTY, f"Its listings show nothing at all{_bare(seen)}.")
    if seen.sought and not seen.pages:
        return Verdict(CrawlOutcome.EMPTY, "No page could be read, so that nothing can be said of any.")
    if seen.bounded:
        return Verdict(CrawlOutcome.PARTIAL, "Only a part of the source was asked for.")
    if seen.unlisted or seen.down:
        return Verdict(CrawlOutcome.PARTIAL, "Not all of the source could be had, so its items were not counted.")
    for known, what in ((seen.healthy, "there were when it was last crawled whole"), (seen.claimed, "the site says")):
        if known is not None and seen.listed < SHRUNK * known:
            because = f"Its listings show {seen.listed} items, more than a fifth fewer than the {known} {what}"
            return Verdict(CrawlOutcome.SHRUNK, f"{because}{_bare(seen)}.{ACCEPT if known is seen.healthy else ''}")
    return Verdict(CrawlOutcome.COMPLETE, short=_short(seen))


def failing(missed: list[str], gone: list[str], held: int) -> Verdict | None:
    """Judge a crawl by how many of its pages were ``missed`` or are ``gone`` for the first time, beside those that
    hold documents (``held``); None if few enough.
    """
    many = len(missed) + len(gone)
    if many < 2 or many <= FAILING * (held + many):
        return None
    because = f"{many} of {held + many} pages could not be had or read, first: {(missed + gone)[0]}"
    return Verdict(CrawlOutcome.CHANGED, because + (ACCEPT if gone else ""))


def _short(seen: Seen) -> str:
    """What is missing of what the site itself says it has."""
    if seen.claimed is None:
        return ""
    missing = seen.claimed - min(seen.listed, seen.saved)
    if missing <= max(2, SLACK * seen.claimed):
        return ""
    told = f"The site says it has {seen.claimed} items; its listings show {seen.listed}, and {seen.saved} are saved"
    return f"{told}{_bare(seen)}."


def _bare(seen: Seen) -> str:
    parts = [f"{len(seen.bare)} listings show nothing, first {seen.bare[0]}"] if seen.bare else []
    parts += [f"{seen.looped[0]} repeats the listing before it"] if seen.looped else []
    return f" ({'; '.join(parts)})" if parts else ""
