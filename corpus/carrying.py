"""Carrying decisions over: a commitment that is read again keeps its ref, its evidence and its account.

It is the same one when its words are the same words of the same document, whatever version they now stand in, or when
rules draw its edges anew. What nobody decided about goes with the rule that found it; what somebody decided about
stays at its words, and is said to be lost when they are gone.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from corpus.anchors import Selector, find, select_words
from corpus.codebook import AnchorOutcome, LinkState
from corpus.models import Anchor, Commitment, EvidenceLink, Passage, SamePair, StatusEvent, Version
from corpus.types import CommitmentFinding

PROGRAM = "program"
"""Who made what no person made."""

PERSON = "person"
"""Where a commitment comes from that a person added."""


def known_of(session: Session, version: Version) -> list[Commitment]:
    """Commitments of this version's document and language, in the order of their words."""
    return list(
        session.scalars(
            select(Commitment)
            .join(Anchor)
            .where(Commitment.document_id == version.document_id, Commitment.lang == version.lang)
            .order_by(Anchor.version_id, Anchor.start, Commitment.id)
            .options(joinedload(Commitment.anchor))
        )
    )


def decided_of(session: Session, version: Version) -> set[int]:
    """Those of them that a person made, judged, weighed evidence for, or compared with another."""
    judged = exists().where(StatusEvent.commitment_id == Commitment.id)
    weighed = exists().where(
        EvidenceLink.commitment_id == Commitment.id,
        or_(EvidenceLink.state != LinkState.SUGGESTED, EvidenceLink.made_by != PROGRAM),
    )
    compared = exists().where(
        or_(SamePair.one_id == Commitment.id, SamePair.other_id == Commitment.id),
        SamePair.state != LinkState.SUGGESTED,
    )
    return set(
        session.scalars(
            select(Commitment.id).where(
                Commitment.document_id == version.document_id,
                Commitment.lang == version.lang,
                or_(Commitment.origin != PROGRAM, judged, weighed, compared),
            )
        )
    )


def matched(
    known: Sequence[Commitment],
    decided: set[int],
    version: Version,
    text: str,
    promises: Sequence[CommitmentFinding],
) -> dict[int, Commitment]:
    """Which finding, by its number, is which known commitment.

    The same words between the same neighbours come first, then the same words in order, then a stretch that overlaps
    it, by what they have in common. Where there are fewer findings than commitments, those that somebody decided about
    come before others, so that no undecided one is left standing at the same words as one of them.
    """
    by_words: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in known:
        by_words[commitment.anchor.exact].append(commitment)
    same: dict[int, Commitment] = {}
    for number, promise in enumerate(promises):
        alike = by_words[promise.quote]
        if (found := _beside(alike, text, promise)) is not None:
            alike.remove(found)
            same[number] = found
    same |= _in_order(by_words, decided, {n: promise for n, promise in enumerate(promises) if n not in same})
    taken = {commitment.id for commitment in same.values()}
    left = [commitment for commitment in known if commitment.id not in taken]
    same |= _overlapping(left, decided, version, text, {n: p for n, p in enumerate(promises) if n not in same})
    _take_over(same, known, decided, version, text, promises)
    return same


def _in_order(
    by_words: Mapping[str, list[Commitment]], decided: set[int], promises: Mapping[int, CommitmentFinding]
) -> dict[int, Commitment]:
    """Findings and commitments of the same words, in the order of the text; decided ones where not all can be had."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, promise in promises.items():
        numbers[promise.quote].append(number)
    same: dict[int, Commitment] = {}
    for words, found in numbers.items():
        alike = by_words[words]
        chosen = sorted(range(len(alike)), key=lambda at: (alike[at].id not in decided, at))[: len(found)]
        same |= zip(found, (alike[at] for at in sorted(chosen)), strict=False)
    return same


def _take_over(
    same: dict[int, Commitment],
    known: Sequence[Commitment],
    decided: set[int],
    version: Version,
    text: str,
    promises: Sequence[CommitmentFinding],
) -> None:
    """Give the finding at whose words a decided commitment would be left to that one, not to an undecided one."""
    numbers = {(promise.start, promise.end): number for number, promise in enumerate(promises)}
    found = {commitment.id for commitment in same.values()}
    for commitment in known:
        if commitment.id not in decided or commitment.id in found:
            continue
        start = _place(commitment.anchor, version, text, search=True)
        if start is None or (number := numbers.get((start, start + len(commitment.anchor.exact)))) is None:
            continue
        if number not in same or same[number].id not in decided:
            same[number] = commitment


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
    left: list[Commitment], decided: set[int], version: Version, text: str, promises: dict[int, CommitmentFinding]
) -> dict[int, Commitment]:
    places = []
    for commitment in left:
        start = _place(commitment.anchor, version, text, search=commitment.id in decided)
        if start is not None:
            places.append((start, start + len(commitment.anchor.exact), commitment))
    places.sort(key=lambda place: place[:2])
    starts = [start for start, _, _ in places]
    longest = max((end - start for start, end, _ in places), default=0)
    common = []
    for number, promise in promises.items():
        for at in range(bisect_left(starts, promise.start - longest), bisect_left(starts, promise.end)):
            start, end, commitment = places[at]
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
    return find(_selector(anchor), text).start if search else None


def settle_unfound(
    session: Session, version: Version, text: str, unfound: Sequence[Commitment], decided: set[int]
) -> list[str]:
    """Forget what nobody decided about; keep the rest at its words; returns the refs of those whose words are gone."""
    lost = []
    for commitment in unfound:
        if commitment.id not in decided:
            forget(session, commitment)
        elif not reanchor(session, commitment.anchor, version, text):
            commitment.withdrawn = True
            lost.append(commitment.ref)
    return lost


def follow_evidence(session: Session, version: Version, text: str) -> list[str]:
    """Move quotations of older versions, used as evidence, to this version; drop undecided suggestions of them.

    Returns the refs of those that count as evidence and whose words are gone.
    """
    links = session.scalars(
        select(EvidenceLink)
        .join(Anchor)
        .join(Version, Anchor.version_id == Version.id)
        .where(Version.document_id == version.document_id, Version.lang == version.lang, Version.id != version.id)
    ).all()
    lost = []
    for link in links:
        if link.state == LinkState.SUGGESTED and link.made_by == PROGRAM:
            forget_link(session, link)
        elif not reanchor(session, link.anchor, version, text) and link.state != LinkState.REJECTED:
            lost.append(link.ref)
    return lost


def forget(session: Session, commitment: Commitment) -> None:
    """Remove a commitment that nobody decided about, with its suggestions."""
    for link in list(commitment.links):
        forget_link(session, link)
    session.execute(delete(SamePair).where(or_(SamePair.one_id == commitment.id, SamePair.other_id == commitment.id)))
    session.delete(commitment)
    session.flush()
    session.delete(commitment.anchor)


def forget_link(session: Session, link: EvidenceLink) -> None:
    """Remove a suggestion and its anchor."""
    session.delete(link)
    session.flush()
    session.delete(link.anchor)


def place_anchor(anchor: Anchor, version_id: int, passage_id: int, text: str, start: int, end: int) -> None:
    """Set an anchor on ``text[start:end]`` of a version."""
    words = select_words(text, start, end)
    anchor.version_id, anchor.passage_id = version_id, passage_id
    anchor.exact, anchor.prefix, anchor.suffix = words.exact, words.prefix, words.suffix
    anchor.start, anchor.end = start, end
    anchor.outcome, anchor.verified_at = AnchorOutcome.FOUND, datetime.now(UTC)


def reanchor(session: Session, anchor: Anchor, version: Version, text: str) -> bool:
    """Find an anchor's words in the new text of its document; False when they are not there."""
    found = find(_selector(anchor), text)
    if found.start is None:
        anchor.outcome, anchor.verified_at = found.outcome, datetime.now(UTC)
        return False
    end = found.start + len(anchor.exact)
    passage_id = session.scalar(
        select(Passage.id).where(Passage.version_id == version.id, Passage.start <= found.start, Passage.end >= end)
    )
    if passage_id is None:
        anchor.outcome, anchor.verified_at = AnchorOutcome.CHANGED, datetime.now(UTC)
        return False
    place_anchor(anchor, version.id, passage_id, text, found.start, end)
    anchor.outcome = found.outcome
    return True


def _selector(anchor: Anchor) -> Selector:
    return Selector(anchor.exact, anchor.prefix, anchor.suffix, anchor.start)
