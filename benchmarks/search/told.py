"""The figures of one size as tables, and the aims that they miss."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.search.contenders import POSTGRESQL, WHOLE, WHOOSH
from benchmarks.search.figures import Answered, Built, Typed, p50, p95
from benchmarks.search.queries import Shape

PER_SECOND = 2_000
"""Passages to be indexed in a second of one core, at the least."""

MEGABYTES = 1_000
"""The most memory that building or asking may take."""

FEW, QUICK, QUICK_AMONG_MANY = 100_000, 50, 200
"""Milliseconds that 95 of 100 queries may take: over so few passages, and over more."""

_HEADS = ("passages/s", "of one core", "MB on disk", "MB to build", "MB to ask", "first query, ms")


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender: how it built, and how it answered."""

    built: Built
    answered: Answered


def tables(count: int, measured: Mapping[str, Measured], typed: Typed) -> Iterator[str]:
    """The lines to be printed."""
    yield f"{'':16}" + "".join(f"{head:>17}" for head in _HEADS)
    for name, each in measured.items():
        built, answered = each.built, each.answered
        figures = (count / built.clock, count / built.processor, built.disk, built.peak, answered.peak, answered.first)
        yield f"{name:16}" + "".join(f"{figure:17,.0f}" for figure in figures)
    yield from _by_shape("ms, p50 and p95", {name: each.answered.taken for name, each in measured.items()})
    yield from _by_shape("of processor time", {name: each.answered.worked for name, each in measured.items()})
    if POSTGRESQL in measured:
        yield "Of PostgreSQL, memory and processor time are those of the asking side; its server has its own.\n"
    yield (
        f"First keystroke to results in the app: p50 {p50(typed.taken):.0f} ms, p95 {p95(typed.taken):.0f} ms, "
        f"of the first word of all {typed.first:,.0f} ms; {typed.peak:,.0f} MB"
    )


def _by_shape(what: str, times: Mapping[str, Mapping[str, list[float]]]) -> Iterator[str]:
    yield f"\n{what:24}" + "".join(f"{name:>16}" for name in times)
    for shape in Shape:
        cells = (f"{p50(taken[shape]):.1f} {p95(taken[shape]):7.1f}" for taken in times.values())
        yield f"{shape:24}" + "".join(f"{cell:>16}" for cell in cells)


def missed(count: int, measured: Mapping[str, Measured]) -> Iterator[str]:
    """What misses its aim, and by how much: of the embedded engine, alone and with all that is around it."""
    for name in (WHOOSH, WHOLE):
        built, answered = measured[name].built, measured[name].answered
        rate, quick = count / built.processor, QUICK if count <= FEW else QUICK_AMONG_MANY
        if rate < PER_SECOND:
            yield f"{name}: {rate:,.0f} passages a second of one core are built, and {PER_SECOND:,} were aimed at"
        for deed, peak in (("building", built.peak), ("asking", answered.peak)):
            if peak > MEGABYTES:
                yield f"{name}: {deed} takes {peak:,.0f} MB, and {MEGABYTES:,} were aimed at"
        for shape in Shape:
            slow, busy = p95(answered.taken[shape]), p95(answered.worked[shape])
            if slow > quick:
                yield f"{name}: {shape}, p95 {slow:.0f} ms ({busy:.0f} of processor time), and {quick} were aimed at"
