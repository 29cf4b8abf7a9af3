"""Which citations a quotation has: the one that follows it in its sentence, or the author's name before it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publish.responses.form import GAP, Cited, Quoted
from publish.responses.quotations import direct, same_sentence
from publish.responses.scanned import Citation, Scanned


@dataclass(frozen=True, slots=True)
class Pending:
    """A quotation, and the footnote that may hold its citation."""

    quoted: Quoted
    note: str = ""

    def resolved(self, notes: Mapping[str, tuple[Cited, ...]]) -> Quoted:
        """The quotation with what its footnote cites."""
        if self.quoted.citations or not self.note:
            return self.quoted
        return replace(self.quoted, citations=notes.get(self.note, ()))


def cited(one: Citation) -> Cited:
    """A citation without its place within a block."""
    return Cited(one.key, one.locator, one.line)


def quoted(scanned: Scanned, start: int, end: int) -> Pending:
    """The quotation at ``start:end`` of a block's words, between marks of one character each."""
    words, inserted = bracketed(scanned, start, end)
    found, note = _following(scanned, end + 1)
    if not found and not note:
        found = _before(scanned, start - 1)
    return Pending(Quoted(words, scanned.line(start), tuple(cited(one) for one in found), inserted), note)


def bracketed(scanned: Scanned, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    """Words with ``GAP`` for each bracket, and the words in these."""
    words, inserted, at = list[str](), list[str](), start
    gaps = scanned.gaps  # by their ends: of one within another the inner comes first
    first = bisect_left(gaps, start, key=lambda one: one.end)
    last = bisect_right(gaps, end, key=lambda one: one.end)
    for gap in sorted(gaps[first:last], key=lambda one: (one.start, -one.end)):
        if gap.start >= at:
            words += [scanned.words[at : gap.start], GAP]
            inserted.append(scanned.words[gap.start + 1 : gap.end - 1])
            at = gap.end
    return "".join([*words, scanned.words[at:end]]), tuple(inserted)


def _following(scanned: Scanned, after: int) -> tuple[Sequence[Citation], str]:
    """The citations that follow words in their sentence, or the name of the footnote that does."""
    words, places = scanned.words, scanned.cited_at
    first, note = bisect_left(places, after), _called(scanned, after)
    if first == len(places) or note:
        return (), note
    one = scanned.citations[first]
    if one.bracketed:
        belongs = same_sentence(words, after, one.at) or direct(words, after, one.at)
    else:
        belongs = same_sentence(f"{words[after : one.at]}A", 0, one.at - after)  # a name, which may begin a sentence
    if not belongs:
        return (), ""
    return scanned.citations[first : bisect_right(places, one.at)], ""


def _called(scanned: Scanned, after: int) -> str:
    """The name of the footnote that is called directly after words; a citation before it comes first."""
    number = bisect_left(scanned.notes, (after, ""))
    if number == len(scanned.notes):
        return ""
    at, name = scanned.notes[number]
    citation = bisect_left(scanned.cited_at, after)
    earlier = citation < len(scanned.cited_at) and scanned.cited_at[citation] < at
    return name if direct(scanned.words, after, at) and not earlier else ""


def _before(scanned: Scanned, before: int) -> Sequence[Citation]:
    """The citation that is part of the sentence before words: "@key [p. 3] says that …"."""
    last = bisect_right(scanned.cited_at, before) - 1
    if last < 0 or scanned.citations[last].bracketed:
        return ()
    one = scanned.citations[last]
    return (one,) if same_sentence(scanned.words, one.at, before) else ()
