"""Evaluating: what the tagger finds in gold data, beside what people marked there."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from nlp import Tagger
from nlp.measuring.gold import GoldDocument, read
from nlp.measuring.matching import Judged, judge
from nlp.measuring.measures import Measures, measure

BOTH = "both"
_GOLD = Path(__file__).parents[2] / "tests" / "gold"


class Part(StrEnum):
    """Which documents of a gold file: those kept for measuring, those that rules were written by, or all."""

    HELD_OUT = "held-out"
    DEVELOPMENT = "development"
    ALL = "all"


def usual_gold() -> tuple[Path, ...]:
    """The gold data of the checkout. Raises ``UsageProblem`` where Addewid is installed without them."""
    paths = tuple(_GOLD / f"{lang}.jsonl" for lang in Lang)
    if not all(path.is_file() for path in paths):
        raise UsageProblem("Addewid’s own gold data come with its source only; give yours with --gold FILE.")
    return paths


def documents(paths: Iterable[Path], part: Part) -> list[GoldDocument]:
    """The documents of gold files. Raises ``UsageProblem`` for a file that is no gold data, or if none is left."""
    wanted = {Part.HELD_OUT: (True,), Part.DEVELOPMENT: (False,), Part.ALL: (True, False)}[part]
    found = [document for path in paths for document in read(path) if document.held_out in wanted]
    if not any(document.units for document in found):
        raise UsageProblem(f"There is no labelled unit among these documents ({part}); try --all.")
    return found


def evaluate(found: Sequence[GoldDocument], tagger: Tagger, advance: Callable[[], None]) -> dict[str, Measures]:
    """What was measured, by language and for ``both`` together; ``advance`` is called after each document."""
    judged: list[Judged] = []
    for document in found:
        judged.extend(judge(document, tagger.tag(document.source)))
        advance()
    langs = sorted({each.lang for each in judged}, key=list(Lang).index)
    told = {str(lang): measure([each for each in judged if each.lang is lang]) for lang in langs}
    return told | ({BOTH: measure(judged)} if len(langs) > 1 else {})
