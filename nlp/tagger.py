"""The tagger: the passages of one version in, everything this package finds in them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.codebook import CommitmentKind, Lang, PassageKind
from corpus.types import AnyFinding, CommitmentFinding, ProgressFinding, ResponseFinding, TaggedSource
from nlp import themes
from nlp.commitments import proposals
from nlp.commitments.drafts import finish
from nlp.commitments.features import features
from nlp.commitments.proposals import Place, Proposal
from nlp.commitments.scorer import scorer
from nlp.context import contexts
from nlp.explain import Explanation, explained, unread
from nlp.grounds import Grounds, grounds
from nlp.pipeline import loaded
from nlp.reader import Reader, where
from nlp.responses import finding as responses
from nlp.version import fingerprint

_LEAST, _MOST = 0.01, 0.99
_QUOTED = "-quoted"


class Tagger:
    """Finds commitments, progress, responses, themes, case studies and questions. Making one loads spaCy's models.

    Safe to use for any number of versions, one at a time; not to be shared between threads.
    """

    def __init__(self, *, languages: Sequence[Lang] = (Lang.EN, Lang.CY)) -> None:
        self.fingerprint = fingerprint()
        self._pipelines = {lang: loaded(lang) for lang in languages}

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version, by where they start; offsets are in the version's text.

        Raises ``KeyError`` for a version in a language that this tagger was not made for.
        """
        pipeline = self._pipelines[source.lang]
        readers: list[Reader] = []
        found: list[AnyFinding] = []
        worth: list[Place] = []
        for index, (passage, context) in enumerate(zip(source.passages, contexts(source), strict=True)):
            readers.append(Reader(index, source, context, _themes(source, index)))
            found.extend(readers[-1].findings())
            worth.extend(proposals.places(index, passage, context))
        proposed = proposals.propose(pipeline, worth)
        promises = [
            promise
            for proposal in proposed
            if (promise := _believed(proposal, source, readers[proposal.place.passage].marks)) is not None
        ]
        yield from sorted([*promises, *_beside(found, promises)], key=lambda finding: (finding.start, finding.end))

    def explain(self, source: TaggedSource, start: int, end: int) -> list[Explanation | Grounds]:
        """How the words ``start:end`` of a version's text were read: commitments first, each by where they start.

        An ``Explanation`` for each proposal of a commitment in the units that they touch, whether it was believed or
        not, and one that says so for a unit with cues and no proposal; ``Grounds`` for every other finding there.
        """
        worth: list[Place] = []
        readers: list[Reader] = []
        for index, (passage, context) in enumerate(zip(source.passages, contexts(source), strict=True)):
            if passage.start < end and start < passage.end:
                readers.append(Reader(index, source, context, _themes(source, index)))
                units = proposals.places(index, passage, context)
                worth.extend(place for place in units if _touches(place, source, start, end))
        proposed = proposals.propose(self._pipelines[source.lang], worth)
        told = [_explained(proposal, source) for proposal in proposed]
        read = {id(proposal.place) for proposal in proposed}
        told.extend(unread(place, source) for place in worth if id(place) not in read)
        promises = [each.finding for each in told if each.finding]
        others = [
            rests
            for reader in readers
            for finding in _beside(list(reader.findings()), promises)
            if (rests := grounds(finding, reader)).touch(start, end)
        ]
        return [*sorted(told, key=lambda each: each.start), *sorted(others, key=lambda each: each.finding.start)]


def _explained(proposal: Proposal, source: TaggedSource) -> Explanation:
    promise = _believed(proposal, source, _themes(source, proposal.place.passage))
    return explained(proposal, source, scorer(source.lang), promise)


def _themes(source: TaggedSource, index: int) -> list[themes.Mark]:
    passage = source.passages[index]
    return [] if passage.kind is PassageKind.HEADING else themes.find(passage.text, source.lang)


def _touches(place: Place, source: TaggedSource, start: int, end: int) -> bool:
    begins = source.passages[place.passage].start + place.offset
    return begins < end and start < begins + len(place.unit)


def _beside(found: list[AnyFinding], promises: list[CommitmentFinding]) -> Iterator[AnyFinding]:
    """What else was found; a sentence that promises, or answers a recommendation, does not report doing as well."""
    taken = [*promises, *(finding for finding in found if isinstance(finding, ResponseFinding))]
    stretches: dict[int, list[tuple[int, int]]] = {}
    for each in taken:
        stretches.setdefault(each.passage, []).append((each.start, each.end))
    for finding in found:
        near = stretches.get(finding.passage, ()) if isinstance(finding, ProgressFinding) else ()
        if not any(start < finding.end and finding.start < end for start, end in near):
            yield finding


def _believed(proposal: Proposal, source: TaggedSource, marks: list[themes.Mark]) -> CommitmentFinding | None:
    """A proposal that the scorer believes, as a finding, with the themes that show in its unit."""
    judge = scorer(source.lang)
    probability = judge.probability(features(proposal))
    if probability < judge.threshold:
        return None
    place, draft, passage = proposal.place, proposal.draft, source.passages[proposal.place.passage]
    details = finish(draft, place.unit, place.context)
    start, end = place.offset + details.start, place.offset + details.end
    again = responses.quoted(passage, source)
    if again is not None and again[0] <= start < again[1]:  # a reply repeats what somebody else recommends
        draft = replace(draft, kind=CommitmentKind.RECOMMENDATION, rule=draft.rule + _QUOTED)
    unit_end = place.offset + len(place.unit)
    near = (
        mark.theme for mark in marks if any(first < unit_end and place.offset < last for first, last in mark.stretches)
    )
    return CommitmentFinding(
        passage=place.passage,
        **where(passage, start, end),
        lang=source.lang,
        confidence=round(min(_MOST, max(_LEAST, probability)), 2),
        rule=draft.rule,
        themes=tuple(near),
        kind=draft.kind,
        actor=draft.actor.text,
        actor_body=draft.actor.body,
        action=details.action,
        beneficiary=details.beneficiary,
        deadline=details.deadline.day if details.deadline else None,
        deadline_text=details.deadline.text if details.deadline else "",
        condition=details.condition,
        amends=passage.amends,
    )
