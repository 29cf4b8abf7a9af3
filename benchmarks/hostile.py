"""How long the tagger takes over texts that are no texts: time must grow in proportion to their length.

Run as ``python -m benchmarks.hostile [SHAPE …]``; all take five minutes or more. Every shape is tagged in both
languages at 1,000, 10,000 and 100,000 words, mostly as one passage. Prints the seconds, and ends with 1 when ten times
the words took more than `AIM` times the time.
"""

import sys
import time
from collections.abc import Callable
from datetime import date

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource, lay_out
from nlp import Tagger

SIZES = (1_000, 10_000, 100_000)
AIM = 20.0
"""Times the time that ten times the words may take: ten, and room for a busy machine; quadratic would be a hundred."""
NOTICED = 0.05
"""Seconds below which a measurement says nothing."""

_EN = "the council will publish a plan and the Welsh Ministers must report by 31 March 2027 on what should be done "
_CY = "bydd y cyngor yn cyhoeddi cynllun a rhaid i Weinidogion Cymru adrodd erbyn 31 Mawrth 2027 ar yr hyn y dylid "
_HOMOGLYPHS = str.maketrans("aeopcxi", "аеорсхі")


def _words(lang: Lang) -> list[str]:
    return (_EN if lang is Lang.EN else _CY).split()


def _repeated(words: list[str], count: int, joint: str = " ") -> str:
    return joint.join(words[at % len(words)] for at in range(count))


SHAPES: dict[str, Callable[[Lang, int], str]] = {
    "no punctuation": lambda lang, count: _repeated(_words(lang), count),
    "all capitals": lambda lang, count: _repeated(_words(lang), count).upper(),
    "sentences": lambda lang, count: _repeated([f"{' '.join(_words(lang)).capitalize()}."], count // 20 + 1),
    "one cue over and over": lambda lang, count: _repeated(["must" if lang is Lang.EN else "rhaid"], count),
    "numbers": lambda _, count: _repeated(["1,234.5", "2027", "£6.4m", "31/03/2027", "(12)", "%"], count),
    "brackets": lambda lang, count: "(" * (5 * count) + _repeated(_words(lang), 20),
    "dots": lambda lang, count: _repeated(_words(lang), 20) + " ." * count,
    "dashes and colons": lambda lang, count: _repeated([*_words(lang), "—", ":", ";", "(a)"], count),
    "commas": lambda lang, count: _repeated(_words(lang), count, ", "),
    "quotation marks": lambda lang, count: _repeated([f"“{word}" for word in _words(lang)], count),
    "both languages": lambda _, count: _repeated([*_words(Lang.EN), *_words(Lang.CY)], count),
    "markup": lambda lang, count: _repeated([f"<p class='x'>{word}&nbsp;</p>" for word in _words(lang)], count),
    "homoglyphs": lambda lang, count: _repeated(_words(lang), count).translate(_HOMOGLYPHS),
    "right-to-left marks": lambda lang, count: _repeated([f"\u202e{word}\u202c\u200f" for word in _words(lang)], count),
    "names": lambda _, count: _repeated(["Cwmni", "Bro", "Ffestiniog", "of", "Blaenau", "Gwent"], count),
    "blanks": lambda lang, count: _repeated(_words(lang), 20) + " " * (5 * count) + _repeated(_words(lang), 20),
    "hyphens": lambda _, count: _repeated(["co"], count, "-") + "-production",
    "one long word": lambda _, count: "must" * count,
    "line breaks": lambda lang, count: _repeated(_words(lang), count, "\n"),
    "a long opener, then items": lambda lang, count: (
        f"{_repeated(_words(lang), count // 2)}: {_repeated(['(a)', *_words(lang), ';'], count // 2)}"
    ),
}
MANY = "a long lead, many passages"
"""The one shape that is of many passages: list items of ten words, each with a lead of a thousand."""


def _items(lang: Lang, words: int) -> list[Passage]:
    item, lead = _repeated(_words(lang), 10), f"{_repeated(_words(lang), 1_000)}:"
    return [Passage(item, 0, 0, PassageKind.LIST_ITEM, lead=lead)] * (words // 10)


def shape(name: str, lang: Lang, words: int) -> TaggedSource:
    """A version of a hostile shape with about so many words: one passage, or as `MANY` says."""
    passages = lay_out(_items(lang, words) if name == MANY else [Passage(SHAPES[name](lang, words), 0, 0)])
    return TaggedSource("Hostile", lang, DocumentKind.STRATEGY, passages, date(2026, 7, 1), "Welsh Government")


def seconds(tagger: Tagger, source: TaggedSource) -> float:
    """The processor time that tagging takes."""
    began = time.process_time()
    for _ in tagger.tag(source):
        pass
    return time.process_time() - began


def main() -> int:
    """Measure, print, and give the exit status: 0 when the aim is kept."""
    tagger = Tagger()
    for lang in Lang:
        seconds(tagger, shape("sentences", lang, 200))
    missed = 0
    print(f"{'seconds at words of':<26}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'growth':>9}")
    for name in sys.argv[1:] or (*SHAPES, MANY):
        for lang in Lang:
            took = [seconds(tagger, shape(name, lang, size)) for size in SIZES]
            growth = took[-1] / max(took[-2], NOTICED)
            missed += growth > AIM
            print(
                f"{name + ', ' + lang:<26}" + "".join(f"{each:>10.3f}" for each in took) + f"{growth:>9.1f}", flush=True
            )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
