"""Words a second of tagging English, beside the plain spaCy pipeline over the same text in the same run.

Run as ``python -m benchmarks.tagging``. Prints both speeds and their ratio, the best of several rounds each, in
turns and by processor time, so that other work on the machine troubles them little, and ends with 1 when the ratio is
under the floor.
The text is real: legislation, debates and written answers from the shared data folder beside the repository.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import spacy

from corpus import readers
from corpus.codebook import DocumentKind, Lang
from corpus.types import Passage, TaggedSource, lay_out
from nlp import Tagger
from nlp.version import MODEL

DATA = Path(__file__).parents[1].parent / "shared" / "data"
FLOOR = 10.0
ROUNDS = 3
ANSWERS = 400


def sources() -> Iterator[TaggedSource]:
    """The text as versions to tag, about 70,000 words: one Act, every debate, some hundreds of answers."""
    act = ElementTree.parse(DATA / "legislation" / "asc-2025-1.xml")
    texts = [" ".join("".join(element.itertext()).split()) for element in act.iter() if element.tag.endswith("}Text")]
    yield _source("Act", DocumentKind.ACT, texts)
    for path in sorted((DATA / "record").glob("*.txt")):
        for read in readers.read(path):
            if read.lang is Lang.EN:
                yield TaggedSource(read.title, Lang.EN, read.kind, read.passages, read.issued, read.publisher)
    answers = (DATA / "written_questions" / "written-questions-2016-2017.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in answers[:ANSWERS]]
    yield _source("Answers", DocumentKind.WRITTEN_QUESTION, [row["answer"] for row in rows])


def _source(title: str, kind: DocumentKind, texts: list[str]) -> TaggedSource:
    passages = lay_out(Passage(text, 0, 0) for text in texts)
    return TaggedSource(title, Lang.EN, kind, passages, date(2026, 7, 14))


def timed(work: Callable[[], int]) -> float:
    """The seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure, print, and give the exit status: 0 when the floor is kept, 1 when not, 2 without the shared data."""
    if not DATA.is_dir():
        print(f"no shared data at {DATA}; nothing was measured", file=sys.stderr)
        return 2
    versions = list(sources())
    texts = [passage.text for version in versions for passage in version.passages]
    words = sum(len(text.split()) for text in texts)
    tagger = Tagger(languages=(Lang.EN,))
    plain = spacy.load(MODEL)
    ours, theirs = 0.0, 0.0
    for _ in range(ROUNDS):
        ours = max(ours, words / timed(lambda: sum(1 for version in versions for _ in tagger.tag(version))))
        theirs = max(theirs, words / timed(lambda: sum(len(doc) for doc in plain.pipe(texts))))
    ratio = ours / theirs
    print(f"{words:,} words: tagging {ours:,.0f} words/s, plain {MODEL} {theirs:,.0f} words/s, ratio {ratio:.1f}")
    return 0 if ratio >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
