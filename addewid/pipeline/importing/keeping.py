"""Taking rows into the account: a new commitment, one that is confirmed, one that is edited, or none and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from addewid.pipeline.importing import columns
from addewid.pipeline.importing.columns import Said, Unmatched, Wanted
from addewid.pipeline.importing.looking import Sought
from addewid.pipeline.importing.placing import Place, Placing, letters
from addewid.pipeline.importing.spreadsheet import Line
from corpus import editing
from corpus.carrying import PERSON
from corpus.codebook import CommitmentKind, Theme
from corpus.database import revision
from corpus.editing import Edit
from corpus.errors import CorpusBusy
from corpus.models import Anchor, Commitment

Changes = dict[str, tuple[object, object]]
"""Fields, each as it was and as it is."""


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CONFIRMED = "confirmed"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a row, by its number in the spreadsheet.

    ``quote`` are the source's own words, or those of the file where it was rejected, for a ``reason``. ``changes`` are
    the fields that were edited, each as it was and as it is; ``judgements`` what is said there that is not imported.
    """

    row: int
    outcome: Outcome
    quote: str
    ref: str = ""
    passage: str = ""
    changes: Changes = field(default_factory=dict)
    reason: str = ""
    judgements: Mapping[str, str] = field(default_factory=dict)


class Keeping:
    """Takes one row after another into the account, signed; each sees what those before it did."""

    def __init__(self, session: Session, who: str, kind: CommitmentKind | None) -> None:
        self._session = session
        self._who = who
        self._kind = kind
        self._placing = Placing(session)
        self._revision = revision(session)
        self._rows: dict[str, tuple[int, Said, tuple[int, int, int]]] = {}
        """By the ref of a commitment, the row that it was imported from, what that says, and of which words."""

    def row(self, line: Line, sought: "Sought | Unmatched") -> Told:
        """What becomes of a row. Raises CorpusBusy where the corpus is not that which the index was asked of."""
        try:
            if isinstance(sought, Unmatched):
                raise sought
            if sought.revision not in {None, self._revision}:
                raise CorpusBusy(
                    "Somebody changed the corpus while the file was read, so nothing was imported; import it again."
                )
            return self._keep(sought.wanted, self._placing.place(sought.wanted, sought.found, sought.close))
        except Unmatched as reason:
            quote = line.first(*columns.QUOTE)
            return Told(line.number, Outcome.REJECTED, quote, reason=str(reason), judgements=columns.judgements(line))

    def _keep(self, wanted: Wanted, place: Place) -> Told:
        said = dict(wanted.said)
        if wanted.body:
            said["body"] = columns.body_of(wanted.body, place.passage.dated or place.passage.issued)
        held = self._standing(place)
        changes: Changes = {}
        if held is None:
            ref, outcome = self._add(wanted, place, said), Outcome.ADDED
        elif held.ref in self._rows:
            ref, outcome = held.ref, self._again(held.ref, said, place)
        else:
            ref, (outcome, changes) = held.ref, self._agree(held, wanted, place, said)
        self._rows.setdefault(ref, (wanted.line.number, said, place.key))
        return Told(
            wanted.line.number, outcome, place.words, ref, place.passage.ref, changes, judgements=wanted.judgements
        )

    def _standing(self, place: Place) -> Commitment | None:
        """The commitment that stands on these words, of several the one that is these words. Raises Unmatched."""
        start, end = place.passage.start + place.start, place.passage.start + place.end
        over = (
            select(Commitment)
            .join(Anchor, Commitment.anchor_id == Anchor.id)
            .where(Anchor.passage_id == place.passage.id, Anchor.start < end, Anchor.end > start)
            .where(~Commitment.withdrawn)
            .options(joinedload(Commitment.anchor), joinedload(Commitment.body))
            .order_by(Anchor.start, Commitment.id)
        )
        found = self._session.scalars(over).all()
        exact = [each for each in found if (each.anchor.start, each.anchor.end) == (start, end)]
        found = exact or [each for each in found if not each.refused] or found
        if len(found) > 1:
            refs = ", ".join(each.ref for each in found)
            raise Unmatched(f"Several commitments stand on its words ({refs}); give each a row, with its own words.")
        if found and found[0].refused:
            ref = found[0].ref
            raise Unmatched(
                f"Somebody said that {ref}, which stands on its words, is none; addewid confirm {ref} says it is."
            )
        return found[0] if found else None

    def _again(self, ref: str, said: Said, place: Place) -> Outcome:
        """The same commitment as an earlier row has it. Raises Unmatched where they differ."""
        row, *before = self._rows[ref]
        if before != [said, place.key]:
            raise Unmatched(
                f"Row {row} is of {ref} too, which stands on its words, and differs; leave one out, "
                f"or let {ref} stand on fewer words with addewid edit {ref} --quote."
            )
        return Outcome.UNCHANGED

    def _add(self, wanted: Wanted, place: Place, said: Said) -> str:
        kind = CommitmentKind(str(said["kind"])) if "kind" in said else self._kind
        if kind is None:
            kinds = ", ".join(CommitmentKind)
            raise Unmatched(f"It is new, so say in the column kind, or with --kind, what it is: {kinds}.")
        if len(place.words.split()) < 2:
            raise Unmatched("One word is no commitment; quote the whole of it.")
        session, body = self._session, str(said.get("body", ""))
        ref = editing.add(session, place.passage.id, place.start, place.end, kind, self._who, body, wanted.note).subject
        more = {name: value for name, value in said.items() if name not in {"kind", "body"}}
        if more:
            editing.edit(session, ref, _edit(more), self._who, wanted.note)
        return ref

    def _agree(self, held: Commitment, wanted: Wanted, place: Place, said: Said) -> tuple[Outcome, Changes]:
        """Let a commitment that is there be as the row has it, as far as nobody has said otherwise of it.

        Raises Unmatched where somebody has.
        """
        now = editing.held_of(held)
        changes: Changes = {name: (now[name], value) for name, value in said.items() if not _same(now[name], value)}
        if held.origin == PERSON and (decided := [name for name, (was, _) in changes.items() if was]):
            raise Unmatched(_contradicts(held.ref, {name: changes[name] for name in decided}))
        if held.origin != PERSON and not _holds(held.anchor.exact, place.words, to_the_letter=wanted.span is not None):
            if place.passage.text.count(place.words) > 1:
                raise Unmatched(
                    f"{held.ref} stands on its words and on more; quote all of them: “{held.anchor.exact}”."
                )
            changes["quote"] = (held.anchor.exact, place.words)
        if changes:
            wanted_now = {name: value for name, (_, value) in changes.items()}
            editing.edit(self._session, held.ref, _edit(wanted_now), self._who, wanted.note)
            return Outcome.EDITED, changes
        if held.origin == PERSON:
            return Outcome.UNCHANGED, {}
        editing.confirm(self._session, held.ref, self._who, wanted.note)
        return Outcome.CONFIRMED, {}


def _holds(held: str, words: str, *, to_the_letter: bool) -> bool:
    """Whether words are those that are held, or a part of them; only those where the file gives their very place."""
    return held == words if to_the_letter else letters(words) in letters(held)


def _same(held: object, said: object) -> bool:
    return set(held) == set(said) if isinstance(held, list) and isinstance(said, list) else held == said


def _contradicts(ref: str, differ: Changes) -> str:
    """Why a row is not taken where a person decided otherwise."""
    told = "; ".join(f"{name} is {_told(was)} there and {_told(value)} here" for name, (was, value) in differ.items())
    return (
        f"Somebody decided otherwise about {ref}: {told}. Change the cell, or the commitment with addewid edit {ref}."
    )


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _edit(said: Mapping[str, object]) -> Edit:
    """What a row says, as an edit."""
    told = {name: value for name, value in said.items() if isinstance(value, str)}
    kind, deadline, themes = told.pop("kind", None), told.pop("deadline", None), said.get("themes")
    return Edit(
        **told,
        kind=CommitmentKind(kind) if kind else None,
        deadline=date.fromisoformat(deadline) if deadline else None,
        themes=tuple(map(Theme, themes)) if isinstance(themes, list) else None,
    )
