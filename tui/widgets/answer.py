"""What is said above the hits: how many there are, in which order, and what was not or could not be searched."""

from rich.cells import cell_len
from textual.content import Content

from corpus.language import day, msg, number, plural, tr
from corpus.rows import SearchRow
from index import Results
from index.query.fields import QueryProblem
from tui import words
from tui.searching.searcher import News, Question
from tui.text import filled, plain, same_length, toned
from tui.tones import Tone

OPENING = msg(
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
        meant, key = (plain(results.suggestion), Tone.STRONG), ("^y", Tone.KEY)
        parts.append(filled(tr("Did you mean: {query}? {key} takes it."), query=meant, key=key))
    caveats = [each for each in (results.caveat, results.words_only) if each]
    parts += [toned(tr("! {caveat} F5 asks again.", caveat=each), Tone.PART) for each in caveats]
    return Content(" ").join(parts)


def passages(count: int) -> str:
    """So many passages."""
    return plural("{count} passage", "{count} passages", count)


def _found(asked: Question, results: Results) -> Content:
    if asked.news is not None:
        return news(asked.news)
    if asked.like is not None:
        text, ref = Content(plain(asked.like.text)).truncate(_LIKE, ellipsis=True).plain, asked.like.ref
        if not results.total:
            return Content(tr("No passage is like “{text}” ({ref}). Esc goes back.", text=text, ref=ref))
        count = (passages(results.total), Tone.STRONG)
        like = tr("{passages} like “{text}” ({ref}), likest first. Esc goes back.")
        return filled(like, passages=count, text=text, ref=ref)
    return _of_words(asked, results)


def _of_words(asked: Question, results: Results) -> Content:
    if not results.total and not results.some:
        return Content(tr("No passage holds “{query}”. Try fewer or other words.", query=plain(asked.query)))
    found, some = (passages(results.total), Tone.STRONG), (passages(results.some), Tone.STRONG)
    order = _order(asked, results)
    if not results.total:
        if results.fused:
            told = tr("No passage holds all of these words. {some} with some of them or near in meaning, {order}.")
        else:
            told = tr("No passage holds all of these words. {some} with some of them, {order}.")
        return filled(told, some=some, order=order)
    if asked.begun:
        told = tr("{found} with {word} so far, {order}; Enter takes the word as it is.")
        return filled(told, found=found, word=plain(asked.query.split()[-1]), order=order)
    whole = Content.styled(*found)
    if results.shown != results.total:
        folded = tr("{found} ({shown} with the same words folded)")
        whole = filled(folded, found=found, shown=number(results.shown))
    if not results.some:
        told = tr("{found}, {order}.")
    elif results.fused:
        told = tr("{found}, {order} and {some} with some of the words or near in meaning.")
    else:
        told = tr("{found}, {order}, then {some} with some of the words.")
    return filled(told, found=whole, order=order, some=some)


def _order(asked: Question, results: Results) -> str:
    if asked.newest:
        return tr("newest first")
    return tr("best first by words and meaning") if results.fused else tr("best first")


def news(news: News) -> Content:
    """How much is new in a saved search, and since when."""
    count = (plural("{count} new", "{count} new", len(news.passages)), Tone.STRONG)
    name, looked = plain(news.saved.name), news.saved.looked_at
    if looked is None:
        if not news.passages:
            return Content(tr("Nothing new in “{name}” in your first look.", name=name))
        told = tr("{new} in “{name}” in your first look. Esc shows all that it finds.")
        return filled(told, new=count, name=name)
    since = words.moment(looked)
    if not news.passages:
        return Content(tr("Nothing new in “{name}” since {day}.", name=name, day=since))
    return filled(tr("{new} in “{name}” since {day}. Esc shows all that it finds."), new=count, name=name, day=since)


def recorded(kept: SearchRow) -> Content:
    """What was recorded as evidence of absence, and by which name it is cited."""
    return filled(
        tr("{recorded}: {passages} in corpus revision {revision} for “{query}”, {day}."),
        recorded=(tr("✓ Recorded as {ref}", ref=kept.ref), Tone.GOOD),
        passages=passages(kept.hits),
        revision=str(kept.corpus_revision),
        query=plain(kept.query),
        day=day(kept.searched_at),
    )


def refused(problem: QueryProblem, width: int) -> Content:
    """A query with a caret under the character that it fails at, and what is wrong there."""
    text, at = same_length(problem.query.replace("\n", " ")), problem.at
    begin = 0
    while begin < at and cell_len(text[begin:at]) > width - _AFTER:
        begin += 1
    line = Content(text[begin:]).truncate(width, ellipsis=True)
    caret = " " * cell_len(text[begin:at]) + "^"
    return Content("\n").join([line, Content.styled(caret, Tone.BAD), toned(str(problem), Tone.BAD)])
