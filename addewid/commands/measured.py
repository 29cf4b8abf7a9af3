"""The table of ``evaluate``: measures as lines of at most 80 characters, a column for each language."""

from collections.abc import Callable, Iterator, Mapping

from corpus.codebook import CommitmentKind
from nlp.measuring.measures import NONE, Measures
from nlp.measuring.reckoning import Ratio, Scores

_NAME, _CELL = 34, 15
_NOTHING = "-"
"""Stands for a question that nothing answers; a row of nothing else is left out."""
_TITLES = {"en": "English", "cy": "Welsh", "both": "Both"}
Row = tuple[str, Callable[[Measures], str]]


def table(measured: Mapping[str, Measures]) -> Iterator[str]:
    """The lines of the table; ``measured`` by language, and ``both``."""
    shown = list(measured.values())
    yield "\n" + _line("", [_TITLES[name] for name in measured])
    for title, rows in _sections(shown[-1]):
        lines = [(name, [cell(each) for each in shown]) for name, cell in rows]
        told = [_line(f"  {name}", cells) for name, cells in lines if set(cells) != {_NOTHING}]
        yield from [f"\n{title}", *told] if told else []
    if shown[-1].commitments.of_marked.of or shown[-1].commitments.of_found.of:
        yield from _confusion(shown[-1])
        yield from _calibration(shown[-1])


def _line(name: str, cells: list[str]) -> str:
    return (f"{name:<{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)).rstrip()


def _sections(whole: Measures) -> Iterator[tuple[str, list[Row]]]:
    """The groups of rows; ``whole`` says which kinds of document and which themes there are."""
    yield "Measured", [("documents", lambda m: f"{m.documents:,}"), ("units", lambda m: f"{m.units:,}")]
    yield "Commitments, of whatever kind", _commitments()
    yield "F1 by kind (number marked)", [(kind, _scored("by_kind", kind)) for kind in CommitmentKind]
    yield (
        "F1 by kind of document (number marked)",
        [(kind, _scored("by_document_kind", kind)) for kind in whole.by_document_kind],
    )
    yield (
        "Of the commitments found",
        [
            ("kind right", lambda m: _ratio(m.kind)),
            ("actor's body right", lambda m: _ratio(m.body)),
            ("deadline right", lambda m: _ratio(m.deadline)),
            ("deadline right, where one is", lambda m: _ratio(m.deadline_given)),
        ],
    )
    yield (
        "Nothing found where nothing is",
        [
            ("units without a commitment", lambda m: _ratio(m.quiet)),
            ("such units of the Record", lambda m: _ratio(m.quiet_record)),
        ],
    )
    yield "Progress, responses, sharing of power", _others()
    yield (
        "Themes: F1 (number marked)",
        [
            ("all themes", lambda m: _f1(m.themes)),
            *((theme, _scored("by_theme", theme)) for theme in whole.by_theme),
        ],
    )


def _commitments() -> list[Row]:
    return [
        ("precision (right of found)", lambda m: _ratio(m.commitments.of_found)),
        ("recall (found of marked)", lambda m: _ratio(m.commitments.of_marked)),
        ("F1", lambda m: _number(m.commitments.f1)),
        ("F1, 95 % interval", lambda m: f"{m.interval[0]:.2f} to {m.interval[1]:.2f}" if m.interval else _NOTHING),
        ("bare modal words: F1", lambda m: _number(m.baseline.f1)),
        ("bare modal words: precision", lambda m: _number(m.baseline.precision)),
        ("bare modal words: recall", lambda m: _number(m.baseline.recall)),
    ]


def _others() -> list[Row]:
    return [
        ("progress: F1 (number marked)", lambda m: _f1(m.progress)),
        ("progress: state right", lambda m: _ratio(m.progress_state)),
        ("response right", lambda m: _ratio(m.response)),
        ("response: kappa", lambda m: _number(m.response_kappa)),
        ("response: kappa of three", lambda m: _number(m.response_kappa_of_three)),
        ("recommendation's number right", lambda m: _ratio(m.recommendation)),
        ("sharing right", lambda m: _ratio(m.sharing)),
        ("sharing right, where one is", lambda m: _ratio(m.sharing_given)),
    ]


def _scored(field: str, name: str) -> Callable[[Measures], str]:
    return lambda measures: _f1(getattr(measures, field).get(name, Scores()))


def _confusion(whole: Measures) -> Iterator[str]:
    """How each kind was read: a row for what people marked, a column for what was found."""
    names = [*map(str, CommitmentKind), NONE]
    yield "\nKinds: marked (rows) and found (columns)"
    yield f"{'':<16}" + "".join(f"  {name}" for name in names)
    for marked in names:
        cells = (f"{whole.confusion[marked][read]:>{len(read) + 2}}" for read in names)
        yield f"  {marked:<14}" + "".join(cells)


def _calibration(whole: Measures) -> Iterator[str]:
    """How often a commitment found with some confidence is right."""
    yield f"\nCalibration (expected error {_number(whole.calibration_error)})"
    yield f"  {'confidence':<14}{'found':>12}{'mean':>12}{'right':>12}"
    for each in whole.calibration:
        if each.count:
            told = f"{each.count:>12,}{_number(each.confidence):>12}{_number(each.right):>12}"
            yield f"  {f'{each.low:.1f} to {each.high:.1f}':<14}{told}"


def _ratio(ratio: Ratio) -> str:
    return f"{ratio.share:.2f} {f'{ratio.right}/{ratio.of}':>9}" if ratio.share is not None else _NOTHING


def _f1(scores: Scores) -> str:
    return f"{scores.f1:.2f} {f'({scores.of_marked.of})':>9}" if scores.f1 is not None else _NOTHING


def _number(number: float | None) -> str:
    return _NOTHING if number is None else f"{number:.2f}"
