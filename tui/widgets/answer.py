"""What is said above the hits: how many there are, in which order, and what was not or could not be searched."""

from rich.cells import cell_len
from textual.content import Content

from corpus.rows import SearchRow
from index import Results
from index.query.fields import QueryProblem
from tui import words
from tui.searching import News, Question
from tui.text import plain, same_length, toned
from tui.tones import Tone

OPENING = (
    "Type words in either language; “words in quotes” as they stand; -word without it; ~word in both languages. "
    "F1 tells the rest. ^o lists the saved searches."
)

_LIKE = 40
_AFTER = 16
"""Cells of a query that are kept in sight after the character that it fails at."""


def said(asked: Question, results: Results) -> Content:
    """How many passages were found, whether they hold all the words, and what may have been meant."""
    parts = [_found(asked, results)]
    if results.suggestion:
        meant = (plain(results.suggestion), Tone.STRONG)
        parts.append(Content.assemble("Did you mean: ", meant, "? ", ("^y", Tone.KEY), " takes it."))
    parts += [toned(f"! {each} F5 asks again.", Tone.PART) for each in (results.caveat, results.words_only) if each]
    return Content(" ").join(parts)


def _found(asked: Question, results: Results) -> Content:
    if asked.news is not None:
        return news(asked.news)
    if asked.like is not None:
        like = f"“{Content(plain(asked.like.text)).truncate(_LIKE, ellipsis=True)}” ({asked.like.ref})"
        if not results.total:
            return Content(f"No passage is like {like}. Esc goes back.")
        count = (words.number(results.total, "passage"), Tone.STRONG)
        return Content.assemble(count, f" like {like}, likest first. Esc goes back.")
    return _of_words(asked, results)


def _of_words(asked: Question, results: Results) -> Content:
    order = "newest first" if asked.newest else "best first by words and meaning" if results.fused else "best first"
    if not results.total and not results.some:
        return Content(f"No passage holds “{plain(asked.query)}”. Try fewer or other words.")
    some, near = (words.number(results.some, "passage"), Tone.STRONG), " or near in meaning" if results.fused else ""
    if not results.total:
        return Content.assemble("No passage holds all of these words. ", some, f" with some of them{near}, {order}.")
    found = (words.number(results.total, "passage"), Tone.STRONG)
    if asked.begun:
        word = asked.query.split()[-1]
        return Content.assemble(found, f" with {plain(word)} so far, {order}; Enter takes the word as it is.")
    folded = f" ({results.shown:,} with the same words folded)" if results.shown != results.total else ""
    then = " and " if results.fused else ", then "
    more = (then, some, f" with some of the words{near}.") if results.some else (".",)
    return Content.assemble(found, f"{folded}, {order}", *more)


def news(news: News) -> Content:
    """How much is new in a saved search, and since when."""
    count = (f"{len(news.passages):,} new", Tone.STRONG)
    looked = news.saved.looked_at
    since = f"since {words.day(looked.date())}, {looked:%H:%M} UTC" if looked else "in your first look"
    if not news.passages:
        return Content.assemble("Nothing ", ("new", Tone.STRONG), f" in “{plain(news.saved.name)}” {since}.")
    return Content.assemble(count, f" in “{plain(news.saved.name)}” {since}. Esc shows all that it finds.")


def recorded(kept: SearchRow) -> Content:
    """What was recorded as evidence of absence, and by which name it is cited."""
    told = f"{words.number(kept.hits, 'passage')} in corpus revision {kept.corpus_revision}"
    ref = (f"✓ Recorded as {kept.ref}", Tone.GOOD)
    return Content.assemble(ref, f": {told} for “{plain(kept.query)}”, {words.day(kept.searched_at)}.")


def refused(problem: QueryProblem, width: int) -> Content:
    """A query with a caret under the character that it fails at, and what is wrong there."""
    text, at = same_length(problem.query.replace("\n", " ")), problem.at
    begin = 0
    while begin < at and cell_len(text[begin:at]) > width - _AFTER:
        begin += 1
    line = Content(text[begin:]).truncate(width, ellipsis=True)
    caret = " " * cell_len(text[begin:at]) + "^"
    return Content("\n").join([line, Content.styled(caret, Tone.BAD), toned(str(problem), Tone.BAD)])
