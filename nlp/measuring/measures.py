"""How well findings agree with what people said of the same documents; of a unit only the questions answered count."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from operator import getitem
from typing import Any

from corpus.agreement import kappa
from corpus.codebook import POWER_LADDER, CommitmentKind, DocumentKind, Response, Theme
from nlp.measuring.baseline import says_modal
from nlp.measuring.matching import Judged, Pair
from nlp.measuring.reckoning import Bin, Ratio, Scores, calibration, interval

SEED = 20261122
NONE = "none"
_COARSE = {Response.ACCEPTED_IN_PRINCIPLE: Response.PARTLY_ACCEPTED}


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured over some units. Empty questions give empty ratios."""

    documents: int
    units: int
    commitments: Scores
    interval: tuple[float, float] | None
    baseline: Scores
    by_kind: dict[str, Scores]
    by_document_kind: dict[str, Scores]
    confusion: dict[str, dict[str, int]]
    kind: Ratio
    body: Ratio
    deadline: Ratio
    deadline_given: Ratio
    themes: Scores
    by_theme: dict[str, Scores]
    sharing: Ratio
    sharing_given: Ratio
    progress: Scores
    progress_state: Ratio
    response: Ratio
    response_kappa: float | None
    response_kappa_of_three: float | None
    recommendation: Ratio
    quiet: Ratio
    quiet_record: Ratio
    calibration: tuple[Bin, ...]
    calibration_error: float | None


def measure(judged: Sequence[Judged], *, seed: int = SEED) -> Measures:
    """Everything that can be said of some units together."""
    asked = [each for each in judged if "commitments" in each.unit.told]
    pairs = [pair for each in asked for pair in each.pairs]
    bins, error = calibration([(p.finding.confidence, p.label is not None) for p in pairs if p.finding])
    bare = [each for each in asked if not each.unit.commitments]
    responses = list(_responses(judged))
    confusion = _confusion(pairs)
    by_theme = _by_theme([each for each in judged if "themes" in each.unit.told])
    given = [each for each in judged if "sharing" in each.unit.told]
    progress = [each for each in judged if "progress" in each.unit.told]
    return Measures(
        documents=len({each.document for each in judged}),
        units=len(judged),
        commitments=_sum(asked),
        interval=interval(list(_grouped(asked, lambda each: each.document).values()), seed=seed),
        baseline=sum((_bare_modals(each) for each in asked), Scores()),
        by_kind={kind: _of_kind(confusion, kind) for kind in CommitmentKind},
        by_document_kind=_grouped(asked, lambda each: str(each.kind)),
        confusion=confusion,
        kind=_share(p.label.kind == p.finding.kind for _, p in _met(asked, "commitments") if p.label and p.finding),
        body=_share(p.label.body == p.finding.actor_body for _, p in _met(asked, "body") if p.label and p.finding),
        deadline=_share(_same_day(p) for _, p in _met(asked, "deadline")),
        deadline_given=_share(_same_day(p) for _, p in _met(asked, "deadline") if p.label and p.label.deadline),
        themes=sum(by_theme.values(), Scores()),
        by_theme=by_theme,
        sharing=_share(each.rung == each.unit.sharing for each in given),
        sharing_given=_share(each.rung == each.unit.sharing for each in given if each.rung or each.unit.sharing),
        progress=sum((_either(each.unit.progress, each.progress) for each in progress), Scores()),
        progress_state=_share(
            each.unit.progress == each.progress for each in progress if each.unit.progress and each.progress
        ),
        response=_share(said == read for said, read in responses),
        response_kappa=kappa(responses),
        response_kappa_of_three=kappa([(_coarse(said), _coarse(read)) for said, read in responses]),
        recommendation=_share(
            each.unit.recommendation == each.response.recommendation
            for each in judged
            if each.unit.response and each.response
        ),
        quiet=_share(not each.found for each in bare),
        quiet_record=_share(not each.found for each in bare if each.kind is DocumentKind.RECORD),
        calibration=bins,
        calibration_error=error,
    )


def _met(judged: Iterable[Judged], question: str) -> Iterator[tuple[Judged, Pair]]:
    """The labels that were met, in units of which a question was answered."""
    for each in judged:
        if question in each.unit.told:
            yield from ((each, pair) for pair in each.pairs if pair.label and pair.finding)


def _same_day(pair: Pair) -> bool:
    return pair.label is not None and pair.finding is not None and pair.label.deadline == pair.finding.deadline


def _share(answers: Iterable[bool]) -> Ratio:
    counted = Counter(answers)
    return Ratio(counted[True], counted.total())


def _scores(pairs: Iterable[Pair]) -> Scores:
    counted = Counter((pair.label is not None, pair.finding is not None) for pair in pairs)
    return Scores(counted[True, True], counted[False, True], counted[True, False])


def _sum(judged: Iterable[Judged]) -> Scores:
    return _scores(pair for each in judged for pair in each.pairs)


def _grouped(judged: Iterable[Judged], name: Callable[[Judged], str]) -> dict[str, Scores]:
    """The scores of commitments of each group, by its name."""
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(name(each), []).append(each)
    return {key: _sum(groups[key]) for key in sorted(groups)}


def _bare_modals(judged: Judged) -> Scores:
    """What the yardstick makes of a unit: one commitment, if it holds a modal word."""
    labels = len(judged.unit.commitments)
    if not says_modal(judged.text, judged.lang):
        return Scores(missed=labels)
    return Scores(hits=1, missed=labels - 1) if labels else Scores(false=1)


def _confusion(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """How often a kind that was marked, or none, was read as each kind, or none."""
    names = [*map(str, CommitmentKind), NONE]
    counted = Counter(
        (str(pair.label.kind) if pair.label else NONE, str(pair.finding.kind) if pair.finding else NONE)
        for pair in pairs
    )
    return {marked: {read: counted[marked, read] for read in names} for marked in names}


def _of_kind(confusion: dict[str, dict[str, int]], kind: CommitmentKind) -> Scores:
    hits = confusion[kind][kind]
    read = sum(row[kind] for row in confusion.values())
    return Scores(hits, read - hits, sum(confusion[kind].values()) - hits)


def _by_theme(judged: Sequence[Judged]) -> dict[str, Scores]:
    """The scores of each theme that was marked or found; the rungs of the ladder are no themes here."""
    found = {theme: Scores() for theme in Theme if theme not in POWER_LADDER}
    for each in judged:
        for theme in (each.themes | each.unit.themes) - set(POWER_LADDER):
            found[theme] += Scores(
                theme in each.themes and theme in each.unit.themes,
                theme not in each.unit.themes,
                theme not in each.themes,
            )
    return {theme: scores for theme, scores in found.items() if scores != Scores()}


def _either(marked: object, read: object) -> Scores:
    """Whether anything was read where something was marked."""
    return Scores(bool(marked and read), bool(read and not marked), bool(marked and not read))


def _responses(judged: Iterable[Judged]) -> Iterator[tuple[str, str]]:
    """Responses as marked and as read, ``none`` where there is none, of units where there is one in either."""
    for each in judged:
        read = each.response.response if each.response else None
        if "response" in each.unit.told and (each.unit.response or read):
            yield each.unit.response or NONE, read or NONE


def _coarse(response: str) -> str:
    """A response as accepted, partly accepted (in principle, too) or rejected."""
    return _COARSE.get(Response(response), Response(response)) if response != NONE else NONE


def as_data(value: object) -> Any:
    """Measures as JSON knows them, each count with what follows from it: sums, precision, recall, F1, share."""
    if isinstance(value, Scores | Ratio | Bin | Measures):
        told = {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Scores):
            told |= {"found": value.of_found.of, "marked": value.of_marked.of}
            told |= {"precision": value.precision, "recall": value.recall, "f1": value.f1}
        return told | ({"share": value.share} if isinstance(value, Ratio) else {})
    if isinstance(value, dict):
        return {str(name): as_data(held) for name, held in value.items()}
    return [as_data(held) for held in value] if isinstance(value, tuple) else value


def below(measures: Measures, floor: Mapping[str, float]) -> list[str]:
    """A sentence for each score under its floor; ``floor`` names scores by their path, such as ``commitments.f1``.

    Raises ``KeyError`` for a path that leads to no score, so that a floor cannot be lost by a renaming.
    """
    told = as_data(measures)
    found = {path: reduce(getitem, path.split("."), told) for path in floor}
    return [
        f"{path} is {score if score is None else round(score, 3)}, under its floor of {floor[path]}"
        for path, score in found.items()
        if score is None or score < floor[path]
    ]
