"""Matching: which of the commitments that are known a finding is, when a document is read or tagged again.

It is the same one when its words are the same words of the same document, whatever version they now stand in, or when
rules draw its edges anew. What a person decided about is only ever found where its own words are: of equal words that
may be others, the finding is a new commitment, and the old one is said to be lost.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.anchors import find, select_words
from corpus.carrying import selector
from corpus.models import Anchor, Commitment, Version
from corpus.types import CommitmentFinding


def matched(
    known: Sequence[Commitment],
    decided: set[int],
    version: Version,
    text: str,
    promises: Sequence[CommitmentFinding],
) -> dict[int, Commitment]:
    """Which finding, by its number, is which known commitment.

    Those that somebody decided about come first, at the very place of their words. Then come the same words between
    the same neighbours, then the same words in order, then a stretch that overlaps, by what they have in common.
    """
    places = {
        commitment.id: _place(commitment.anchor, version, text, search=commitment.id in decided) for commitment in known
    }
    same = _at_their_places(known, decided, places, promises)
    by_words: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in known:
        if commitment.id not in decided:
            by_words[commitment.anchor.exact].append(commitment)
    for number, promise in enumerate(promises):
        if number in same:
            continue
        alike = by_words[promise.quote]
        if (found := _beside(alike, text, promise)) is not None:
            alike.remove(found)
            same[number] = found
    same |= _in_order(by_words, {n: promise for n, promise in enumerate(promises) if n not in same})
    taken = {commitment.id for commitment in same.values()}
    left = [commitment for commitment in known if commitment.id not in taken]
    same |= _overlapping(left, decided, places, {n: p for n, p in enumerate(promises) if n not in same})
    return same


def _at_their_places(
    known: Sequence[Commitment],
    decided: set[int],
    places: Mapping[int, int | None],
    promises: Sequence[CommitmentFinding],
) -> dict[int, Commitment]:
    """Findings of the very words that somebody decided about."""
    numbers = {(promise.start, promise.end): number for number, promise in enumerate(promises)}
    same: dict[int, Commitment] = {}
    for commitment in known:
        start = places[commitment.id]
        if commitment.id in decided and start is not None:
            number = numbers.get((start, start + len(commitment.anchor.exact)))
            if number is not None:
                same.setdefault(number, commitment)
    return same


def _in_order(
    by_words: Mapping[str, list[Commitment]], promises: Mapping[int, CommitmentFinding]
) -> dict[int, Commitment]:
    """Findings and commitments of the same words, in the order of the text."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, promise in promises.items():
        numbers[promise.quote].append(number)
    same: dict[int, Commitment] = {}
    for words, found in numbers.items():
        same |= zip(found, by_words[words], strict=False)
    return same


def _beside(alike: list[Commitment], text: str, promise: CommitmentFinding) -> Commitment | None:
    """The one of several commitments of equal words that stands between the same neighbours."""
    fresh = select_words(text, promise.start, promise.end)
    for commitment in alike:
        anchor = commitment.anchor
        # Either may be cut short by the beginning or end of the text it was taken from.
        if fresh.prefix.endswith(anchor.prefix) and fresh.suffix.startswith(anchor.suffix):
            return commitment
    return None


def _overlapping(
    left: list[Commitment],
    decided: set[int],
    places: Mapping[int, int | None],
    promises: dict[int, CommitmentFinding],
) -> dict[int, Commitment]:
    stretches = []
    for commitment in left:
        start = places[commitment.id]
        if start is not None:
            stretches.append((start, start + len(commitment.anchor.exact), commitment))
    stretches.sort(key=lambda stretch: stretch[:2])
    starts = [start for start, _, _ in stretches]
    longest = max((end - start for start, end, _ in stretches), default=0)
    common = []
    for number, promise in promises.items():
        for at in range(bisect_left(starts, promise.start - longest), bisect_left(starts, promise.end)):
            start, end, commitment = stretches[at]
            shared = min(end, promise.end) - max(start, promise.start)
            if shared > 0:
                common.append((commitment.id not in decided, -shared, number, commitment.id, commitment))
    same: dict[int, Commitment] = {}
    taken: set[int] = set()
    for _, _, number, key, commitment in sorted(common, key=lambda one: one[:4]):
        if number not in same and key not in taken:
            same[number] = commitment
            taken.add(key)
    return same


def _place(anchor: Anchor, version: Version, text: str, *, search: bool) -> int | None:
    """Where an anchor's words start in a version's text; those of another version are looked for if ``search``."""
    if anchor.version_id == version.id:
        return anchor.start
    return find(selector(anchor), text).start if search else None
