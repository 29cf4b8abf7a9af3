"""What the tagger loses by sparing its parser: commitments found when every unit with a cue is parsed, and only then.

Run as ``python -m benchmarks.shortcut``. The text is all English in the shared data folder beside the repository; ends
with 1 when more than one finding in a thousand is lost.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from unittest import mock

from benchmarks.tagging import DATA
from corpus import readers
from corpus.codebook import DocumentKind, Lang
from corpus.types import CommitmentFinding, Passage, TaggedSource, lay_out
from nlp import Tagger
from nlp.english import gate

AIM = 0.001
FOLDERS = ("legislation", "record", "consultations", "research", "seeds", "timelines")
ROWS = (
    ("written_questions", "answer", DocumentKind.WRITTEN_QUESTION),
    ("motions", "motion_text", DocumentKind.MOTION),
)
_BATCH = 500


def sources() -> Iterator[TaggedSource]:
    """All English versions of the shared data; rows of a set go some hundreds to a version."""
    for folder in FOLDERS:
        for path in sorted((DATA / folder).iterdir()):
            if readers.can_read(path) and "contents" not in path.name and "metadata" not in path.name:
                for read in readers.read(path):
                    if read.lang is Lang.EN:
                        yield TaggedSource(read.title, Lang.EN, read.kind, read.passages, read.issued, read.publisher)
    for folder, field, kind in ROWS:
        (path,) = (DATA / folder).glob("*.jsonl")
        texts = [str(json.loads(line)[field] or "") for line in path.read_text("utf-8", "replace").splitlines()]
        for at in range(0, len(texts), _BATCH):
            passages = lay_out(Passage(text, 0, 0) for text in texts[at : at + _BATCH])
            yield TaggedSource(f"{path.stem} {at}", Lang.EN, kind, passages)


def commitments(tagger: Tagger, versions: Sequence[TaggedSource]) -> tuple[list[set[CommitmentFinding]], float]:
    """The commitments found in each version, and the seconds of processor time that it took."""
    began = time.process_time()
    found = [{each for each in tagger.tag(version) if isinstance(each, CommitmentFinding)} for version in versions]
    return found, time.process_time() - began


def differing(one: Sequence[set[CommitmentFinding]], other: Sequence[set[CommitmentFinding]]) -> tuple[int, int]:
    """How many findings of ``one`` touch none of ``other``, and how many touch some, but of another kind or words."""
    gone = changed = 0
    for here, there in zip(one, other, strict=True):
        for found in here:
            near = [each for each in there if each.start < found.end and found.start < each.end]
            gone += not near
            changed += bool(near) and all((each.quote, each.kind) != (found.quote, found.kind) for each in near)
    return gone, changed


def always(*_: object) -> bool:
    """Whether any unit with a cue is worth parsing."""
    return True


def main() -> int:
    """Measure, print, and give the exit status: 0 when the aim is kept, 2 without the shared data."""
    if not DATA.is_dir():
        print(f"no shared data at {DATA}; nothing was measured", file=sys.stderr)
        return 2
    versions = list(sources())
    words = sum(len(passage.text.split()) for version in versions for passage in version.passages)
    tagger = Tagger(languages=(Lang.EN,))
    commitments(tagger, versions[:2])
    spared, quick = commitments(tagger, versions)
    with mock.patch.multiple(gate, _hopeful=always, _governs=always):
        whole, slow = commitments(tagger, versions)
    total = sum(map(len, whole))
    (lost, changed), (others, _) = differing(whole, spared), differing(spared, whole)
    print(f"shortcut: {words:,} words of {len(versions)} versions, {total:,} commitments when all cues are parsed;")
    print(f"          sparing loses {lost} ({lost / total:.2%}), reads {changed} otherwise and finds {others} others,")
    print(f"          in {quick / slow:.0%} of the time ({quick:.0f} s)")
    return int(lost > AIM * total)


if __name__ == "__main__":
    sys.exit(main())
