"""The pages of words: the method, and the codebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.codebook import AnchorOutcome, CommitmentKind, Delivery, Relation, Response, Theme, Verifiability
from corpus.language import msg, tr
from publish.site.meanings import every


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page of words; ``values`` are of the codebook, with what each means."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]
    values: tuple[tuple[StrEnum, str], ...] = ()


_METHOD: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sources": (
        msg("Where the words come from"),
        (
            msg(
                "Addewid collects Acts, plans, reports, consultations, statements and the Record, in Welsh and "
                "English, and keeps each as it was on the day it was fetched."
            ),
            msg("Every promise here is words of a document, and can be read in it: the page of each tells where."),
        ),
    ),
    "finding": (
        msg("How promises are found"),
        (
            msg(
                "A program reads every sentence and proposes those by which a public body binds itself, is bound by "
                "law, or is called on. It makes mistakes: it finds what is none, and overlooks what is one."
            ),
            msg(
                "So each promise says whether a person confirmed it. What a person said is none is not shown, and "
                "what people said is stated several times is shown once."
            ),
        ),
    ),
    "judging": (
        msg("How they are judged"),
        (
            msg("Only people judge. Nothing that the program suggests counts as a judgement."),
            msg(
                "No evidence, no status: what became of a promise is judged on a quotation that stands in its "
                "source, or, where nothing was found, on a search that is kept. Evidence from before the promise "
                "does not count."
            ),
            msg(
                "That a promise is met rests on the word of somebody other than whoever made it; where it does not, "
                "it is marked as self-reported."
            ),
            msg("That words stand in a source does not show that they are true, or that anything was done."),
        ),
    ),
    "unmet": (
        msg("What is called unmet"),
        (
            msg(
                "Unmet is what people judged so: no evidence found, not started, in progress, partly met, stalled or "
                "broken. What nobody has assessed is not called unmet."
            ),
            msg("Overdue is what is unmet with its day past."),
        ),
    ),
    "changes": (
        msg("How it changes"),
        (
            msg(
                "Judgements are only ever added. A wrong one is corrected by another, and both stay to be read. What "
                "was the case on a day can be told for every day."
            ),
            msg("These pages are made anew from time to time; each says at its end of which day it is."),
        ),
    ),
}

_CODEBOOK: Mapping[str, tuple[str, str, type[StrEnum]]] = {
    "kinds": (
        msg("Kinds of promise"),
        msg(
            "A promise is a statement by which a public body that can be named binds itself, is bound by law, or is "
            "called on by somebody with standing, to do something in the future that anyone could later check."
        ),
        CommitmentKind,
    ),
    "response": (msg("Response"), msg("What did the body addressed say of it?"), Response),
    "delivery": (msg("Delivery"), msg("What happened?"), Delivery),
    "verifiability": (msg("Verifiability"), msg("Could anyone tell?"), Verifiability),
    "relations": (msg("Evidence"), msg("How words of a source bear on a promise."), Relation),
    "outcomes": (msg("Quotations"), msg("What became of a quotation when its source was read again."), AnchorOutcome),
    "themes": (msg("Themes"), msg("What a promise is about; it may be about several things."), Theme),
}


def method() -> tuple[Section, ...]:
    """How all this is made, in the language in use."""
    return tuple(Section(key, tr(heading), tuple(map(tr, said))) for key, (heading, said) in _METHOD.items())


def codebook() -> tuple[Section, ...]:
    """What the words mean, in the language in use."""
    return tuple(
        Section(key, tr(heading), (tr(lead),), tuple(every(kind))) for key, (heading, lead, kind) in _CODEBOOK.items()
    )
