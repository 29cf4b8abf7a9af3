"""What a person says of a commitment itself: that it is one, or none, or says something else; and new ones.

What was confirmed or edited is a person's from then on: tagging its document again changes nothing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from corpus import carrying, findings, journal
from corpus.bodies import by_key
from corpus.carrying import PERSON, PROGRAM
from corpus.codebook import Action, CommitmentKind, Theme
from corpus.database import next_revision
from corpus.documents import text as version_text
from corpus.errors import NotFound, UsageProblem
from corpus.findings.bodies import Bodies
from corpus.language import plural, tr
from corpus.models import Anchor, Commitment, Decision, Passage, Version
from corpus.quoting import every_place
from corpus.rows import DecisionRow
from corpus.same import groups
from corpus.telling import said
from corpus.wording import name as name_of


@dataclass(frozen=True, slots=True)
class Edit:
    """What to say of a commitment from now on; None leaves a field as it is. ``body`` is a key, "" for no known body.

    ``quote`` is a stretch of the passage that it stands in. A ``deadline`` of "" is none.
    """

    kind: CommitmentKind | None = None
    body: str | None = None
    actor: str | None = None
    action: str | None = None
    beneficiary: str | None = None
    deadline: date | str | None = None
    deadline_text: str | None = None
    condition: str | None = None
    themes: tuple[Theme, ...] | None = None
    quote: str | None = None


def confirm(session: Session, ref: str, who: str, because: str = "", seen: str | None = None) -> DecisionRow:
    """Say that a commitment is one, and is what it is said to be. Raises NotFound, StaleEdit."""
    return _decide(session, ref, Action.CONFIRMED, {"origin": PERSON, "refused": False}, who, because, seen)


def refuse(session: Session, ref: str, who: str, because: str, seen: str | None = None) -> DecisionRow:
    """Say that a statement is no commitment: it is in no list any more. Raises NotFound, StaleEdit, UsageProblem."""
    if not because.strip():
        raise UsageProblem("Say in a few words why it is no commitment; others will ask.")
    return _decide(session, ref, Action.REFUSED, {"refused": True}, who, because, seen)


def edit(session: Session, ref: str, wanted: Edit, who: str, because: str = "", seen: str | None = None) -> DecisionRow:
    """Change what is said of a commitment. Raises NotFound, StaleEdit, UsageProblem where nothing would change."""
    return _decide(session, ref, Action.EDITED, _said(wanted), who, because, seen)


def settle(session: Session, ref: str, wanted: Edit, refused: bool, who: str, because: str) -> DecisionRow:
    """Decide what coders had said differently. Raises NotFound, UsageProblem without a reason."""
    if not because.strip():
        raise UsageProblem("Say in a few words why; those who said otherwise will ask.")
    return _decide(session, ref, Action.SETTLED, {**_said(wanted), "refused": refused}, who, because, None)


def add(
    session: Session,
    passage_id: int,
    start: int,
    end: int,
    kind: CommitmentKind,
    who: str,
    body: str = "",
    because: str = "",
) -> DecisionRow:
    """Make a commitment of the words ``start:end`` of a passage's own text; ``subject`` of the answer is its ref."""
    passage = session.get_one(Passage, passage_id)
    if not passage.text[start:end].strip():
        raise UsageProblem("A commitment needs words; choose a stretch of the passage.")
    _refuse_twice(session, passage, start, end)
    ref = findings.add(session, passage_id, start, end, kind, body)
    commitment = _commitment(session, ref)
    after = {"kind": kind, "body": body, "quote": commitment.anchor.exact}
    made = journal.write(session, Action.ADDED, ref, ref, before={}, after=after, who=who, because=because)
    return next(journal.rows(session, [made]))


def put_back(session: Session, decision: Decision) -> dict[str, Any]:
    """Let a commitment be as it was before a decision, without a word to the journal. Raises UsageProblem.

    One that was added is gone, or only refused where something is kept about it; answers what the journal must know.
    """
    commitment = _commitment(session, decision.subject)
    if decision.action != Action.ADDED:
        _set(session, commitment, decision.before)
        return {}
    session.get_one(Version, commitment.anchor.version_id).revision = next_revision(session)
    if carrying.is_decided_about(session, commitment):
        _set(session, commitment, {"refused": True})
        return {"refused": True}
    carrying.forget(session, commitment)
    return {}


def _refuse_twice(session: Session, passage: Passage, start: int, end: int) -> None:
    """See that no commitment stands on any of these words yet."""
    held = (
        select(Commitment.ref)
        .join(Anchor)
        .where(
            Anchor.passage_id == passage.id,
            Anchor.start < passage.start + end,
            Anchor.end > passage.start + start,
            ~Commitment.withdrawn,
        )
    )
    if (ref := session.scalar(held.limit(1))) is not None:
        raise UsageProblem(
            "{ref} stands on these words already; say so with addewid confirm, "
            "or give it other words first with: addewid edit --quote.",
            ref=ref,
        )


def _decide(
    session: Session,
    ref: str,
    action: Action,
    wanted: Mapping[str, Any],
    who: str,
    because: str,
    seen: str | None,
) -> DecisionRow:
    commitment = _commitment(session, ref)
    members = groups.members(session, commitment.id)
    journal.unless_stale(session, ref, members, seen, f"{name_of(action)} ({said(wanted.items())})")
    held = held_of(commitment)
    if "quote" in wanted:
        wanted = {**wanted, **_as_printed(session, commitment, wanted["quote"])}
    before = {name: held[name] for name in wanted if name in held and held[name] != wanted[name]}
    if "quote" in before:
        before["at"] = commitment.anchor.start - commitment.anchor.passage.start
    if not before and action is Action.EDITED:
        raise UsageProblem("{ref} says so already; nothing was changed.", ref=ref)
    after = {name: wanted[name] for name in before if name in wanted}
    if action is not Action.REFUSED and commitment.origin == PROGRAM:
        before["origin"], after["origin"] = PROGRAM, PERSON
    _set(session, commitment, after)
    if action is Action.CONFIRMED:  # with all that was confirmed, so that the journal can tell it
        before, after = {**held, **before}, {**held, **after}
    made = journal.write(session, action, ref, ref, before=before, after=after, who=who, because=because)
    return next(journal.rows(session, [made]))


def _said(wanted: Edit) -> dict[str, Any]:
    """What an edit sets, as the journal keeps it."""
    given = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    said = {name: value for name, value in given.items() if value is not None}
    if isinstance(said.get("deadline"), date):
        said["deadline"] = said["deadline"].isoformat()
    if "themes" in said:
        said["themes"] = [str(theme) for theme in said["themes"]]
    return {name: value if name in {"themes"} else str(value) for name, value in said.items()}


def held_of(commitment: Commitment) -> dict[str, Any]:
    """What is said of a commitment now, as the journal keeps it."""
    return {
        "kind": commitment.kind,
        "body": commitment.body.key if commitment.body else "",
        "actor": commitment.actor,
        "action": commitment.action,
        "beneficiary": commitment.beneficiary,
        "deadline": commitment.deadline.isoformat() if commitment.deadline else "",
        "deadline_text": commitment.deadline_text,
        "condition": commitment.condition,
        "themes": list(commitment.themes),
        "quote": commitment.anchor.exact,
        "origin": commitment.origin,
        "refused": commitment.refused,
    }


def _set(session: Session, commitment: Commitment, values: Mapping[str, Any]) -> None:
    held = held_of(commitment)
    for name, value in values.items():
        if held.get(name) == value:
            continue
        match name:
            case "body":
                commitment.body_id = _body(session, value)
            case "deadline":
                commitment.deadline = date.fromisoformat(value) if value else None
            case "quote":
                _choose_words(session, commitment, value, values["at"])
            case "at":
                pass  # goes with the words
            case _:
                setattr(commitment, name, value)
    version = session.get_one(Version, commitment.anchor.version_id)
    version.revision = next_revision(session)
    session.flush()
    session.refresh(commitment)
    groups.settle(session, [commitment.id])


def _body(session: Session, key: str) -> int | None:
    if key and key not in by_key():
        raise UsageProblem(
            "No public body has the key {key}; addewid export lists bodies in the column body_key.", key=key
        )
    return Bodies(session).id(key)


def _as_printed(session: Session, commitment: Commitment, typed: str) -> dict[str, Any]:
    """The words of the passage that somebody means, and where they start in it. Raises UsageProblem."""
    text = session.get_one(Passage, commitment.anchor.passage_id).text
    places = list(every_place(typed, text))
    if len(places) != 1:
        raise UsageProblem(
            plural(
                "These words stand {count} time in the passage of {ref}; quote a stretch of it as printed.",
                "These words stand {count} times in the passage of {ref}; quote a stretch of it as printed.",
                len(places),
                ref=commitment.ref,
            )
            if places
            else tr(
                "These words stand nowhere in the passage of {ref}; quote a stretch of it as printed.",
                ref=commitment.ref,
            )
        )
    start, end = places[0]
    return {"quote": text[start:end], "at": start}


def _choose_words(session: Session, commitment: Commitment, words: str, at: int) -> None:
    passage = session.get_one(Passage, commitment.anchor.passage_id)
    if not passage.text.startswith(words, at):
        raise UsageProblem(
            "The passage of {ref} was read again and says otherwise there; edit its words.", ref=commitment.ref
        )
    text, start = version_text(session, passage.version_id), passage.start + at
    carrying.place_anchor(commitment.anchor, passage.version_id, passage.id, text, start, start + len(words))


def _commitment(session: Session, ref: str) -> Commitment:
    wanted = select(Commitment).where(Commitment.ref == ref)
    found = session.scalar(wanted.options(joinedload(Commitment.body), joinedload(Commitment.anchor)))
    if found is None:
        raise NotFound("No commitment is called {ref}; addewid unmet lists them with their names.", ref=ref)
    return found
