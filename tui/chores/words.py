"""Chores in words: what is being done, how far it has come, and what it came to."""

from collections.abc import Callable, Iterator

from corpus import wording
from corpus.language import msg, number, percent, plural, tr
from tui.chores import IN_PART, STOPPED, Chore, Kind, Standing
from tui.chores.narration import Added, Crawled, Linked, Tagged, Task
from tui.text import plain
from tui.words.sources import named

TITLES: dict[Kind, str] = {
    Kind.STARTER: msg("Building the starter corpus"),
    Kind.ADD: msg("Adding documents"),
    Kind.CRAWL: msg("Fetching documents"),
    Kind.UPDATE: msg("Finding promises"),
}


def title(chore: Chore) -> str:
    """What is being done."""
    return tr(TITLES[chore.kind])


def brief(standing: Standing) -> str:
    """What is being done and how far it has come, in as few words as fit beside others."""
    what, task = title(standing.chore), standing.task
    if standing.stopping:
        return tr("{what}: stopping", what=what)
    if task is None or not (task.total or task.done):
        return what
    far = percent(min(1.0, task.done / task.total)) if task.total else number(task.done)
    return tr("{what}: {far}", what=what, far=far)


def doing(standing: Standing) -> str:
    """What is being done at this moment, and how far it has come, in one line."""
    if standing.stopping:
        return tr("{what}: stopping; what has come is kept", what=title(standing.chore))
    return at(standing.task) if standing.task else title(standing.chore)


def at(task: Task) -> str:
    """How far a piece of work has come; in its own words where it is of a kind that nobody told of."""
    for begin, said in _TASKS.items():
        if task.what.startswith(begin):
            return said(task, named(task.what.removeprefix(begin)))
    return f"{plain(task.what)} {number(task.done)}"


def _adding(task: Task, _: str) -> str:
    of = task.total or task.done
    done = number(task.done)
    return plural("Reading {done} of {count} file", "Reading {done} of {count} files", of, done=done)


def _fetching(task: Task, source: str) -> str:
    return plural("{source}: {count} page fetched", "{source}: {count} pages fetched", task.done, source=source)


def _taking(task: Task, source: str) -> str:
    of, done = task.total or task.done, number(task.done)
    return plural(
        "{source}: taking in {done} of {count} page",
        "{source}: taking in {done} of {count} pages",
        of,
        done=done,
        source=source,
    )


def _tagging(task: Task, _: str) -> str:
    of, done = task.total or task.done, number(task.done)
    return plural(
        "Looking for promises in {done} of {count} document",
        "Looking for promises in {done} of {count} documents",
        of,
        done=done,
    )


def _indexing(task: Task, _: str) -> str:
    of, done = task.total or task.done, number(task.done)
    return plural(
        "Making {done} of {count} passage ready to be searched",
        "Making {done} of {count} passages ready to be searched",
        of,
        done=done,
    )


def _linking(task: Task, _: str) -> str:
    of, done = task.total or task.done, number(task.done)
    return plural(
        "Looking for evidence for {done} of {count} promise",
        "Looking for evidence for {done} of {count} promises",
        of,
        done=done,
    )


_TASKS: dict[str, Callable[[Task, str], str]] = {
    "Adding": _adding,
    "Fetching ": _fetching,
    "Taking in ": _taking,
    "Tagging": _tagging,
    "Indexing": _indexing,
    "Linking": _linking,
}
"""By how a command calls its work."""


def result(standing: Standing) -> str:
    """What a chore that has ended came to, and what to do where it did not end well."""
    ended = standing.ended
    if ended is None:
        return doing(standing)
    said = " ".join(_came(standing, all_told=ended.status != STOPPED))
    if ended.well and standing.chore.kind is Kind.STARTER:
        return tr("The corpus that comes with Addewid is here.")
    what = title(standing.chore)
    if ended.well:
        return said or tr("{what}: done; there was nothing new.", what=what)
    if ended.status == STOPPED:
        end = tr("{what}: stopped. What has come is kept; the next time goes on from there.", what=what)
    elif ended.status < 0:
        end = tr("{what}: ended from outside. What has come is kept; start it again.", what=what)
    elif any(isinstance(told, Crawled) and told.status for told in standing.told):
        return said
    else:
        end = tr("{what}: it could not be done. {because}", what=what, because=ended.words)
    return f"{end} {said}".rstrip()


def _came(standing: Standing, *, all_told: bool) -> Iterator[str]:
    """A sentence for each thing told of; of crawls without a document only with ``all_told``."""
    for told in standing.told:
        if isinstance(told, Crawled):
            if told.documents or all_told:
                yield crawled(told)
        elif isinstance(told, Added):
            yield from _added(told)
        elif isinstance(told, Tagged) and told.documents:
            yield from _tagged(told)
        elif isinstance(told, Linked) and told.suggestions:
            yield plural(
                "{count} piece of evidence is suggested.", "{count} pieces of evidence are suggested.", told.suggestions
            )


def crawled(told: Crawled) -> str:
    """What crawling one source came to."""
    came = plural("{count} document is new or changed", "{count} documents are new or changed", told.documents)
    source, outcome = named(told.source), wording.name(told.outcome)
    if not told.status and not told.documents:
        return tr("{source}: {outcome}; nothing new.", source=source, outcome=outcome)
    said = tr("{source}: {outcome}; {came}.", source=source, outcome=outcome, came=came)
    return f"{said} {plain(told.because)}" if told.because and told.status not in {0, STOPPED} else said


def _added(told: Added) -> Iterator[str]:
    yield plural("{count} document is new or changed.", "{count} documents are new or changed.", told.documents)
    if told.same:
        yield plural("{count} was there already.", "{count} were there already.", told.same)
    if told.left:
        yield plural(
            "{count} file of another kind was left out.", "{count} files of other kinds were left out.", told.left
        )
    if told.problems:
        yield plural("{count} file could not be read whole.", "{count} files could not be read whole.", told.problems)


def _tagged(told: Tagged) -> Iterator[str]:
    yield plural("{count} document was looked through.", "{count} documents were looked through.", told.documents)
    yield plural("{count} promise was found.", "{count} promises were found.", told.promises)
    if told.problems:
        yield plural(
            "{count} document could not be looked through.",
            "{count} documents could not be looked through.",
            told.problems,
        )


def brought(standing: Standing) -> int:
    """How many documents came that nobody looked through for promises yet."""
    if standing.ended is None or any(isinstance(told, Tagged) for told in standing.told):
        return 0
    return sum(told.documents for told in standing.told if isinstance(told, Crawled | Added))


def in_part(standing: Standing) -> bool:
    """Whether some of it could not be done, which the lines that were said tell of."""
    return standing.ended is not None and standing.ended.status == IN_PART
