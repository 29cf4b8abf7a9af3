"""Evidence links: what the program suggests, what people accept and reject. Rejections are remembered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, aliased, joinedload

from corpus import documents, journal, wording
from corpus.bodies import find_in_either
from corpus.carrying import PROGRAM, forget_link, links_of, place_anchor
from corpus.codebook import Action, AnchorOutcome, LinkState, Relation
from corpus.database import batched
from corpus.errors import NotFound, UsageProblem
from corpus.models import Anchor, Commitment, Document, EventEvidence, EvidenceLink, Passage, StatusEvent, Version
from corpus.refs import digest_ref
from corpus.rows import EvidenceRow, Quotation
from corpus.same import groups
from corpus.types import LinkSuggestion


def of_statements(session: Session, commitment_ids: Sequence[int]) -> list[EvidenceRow]:
    """Evidence of statements that are one commitment: accepted first, then suggested by score, then rejected.

    A passage that the program suggests for several of them is told once, and not where a person decided about it.
    """
    return of_groups(session, [commitment_ids])[0]


def of_groups(session: Session, wanted: Sequence[Sequence[int]]) -> list[list[EvidenceRow]]:
    """The same for many groups of statements, each of which are one commitment; in their order."""
    group_of = {number: group for group, numbers in enumerate(wanted) for number in numbers}
    found: list[list[EvidenceLink]] = [[] for _ in wanted]
    for some in batched(list(group_of)):
        for link in session.scalars(
            select(EvidenceLink)
            .where(EvidenceLink.commitment_id.in_(some))
            .options(joinedload(EvidenceLink.anchor), joinedload(EvidenceLink.commitment))
        ):
            found[group_of[link.commitment_id]].append(link)
    told = [_each_once(links) for links in found]
    rows = {row.ref: row for row in _as_rows(session, [link for links in told for link in links])}
    return [sorted((rows[link.ref] for link in links), key=_told_first) for links in told]


def _each_once(found: Sequence[EvidenceLink]) -> list[EvidenceLink]:
    """What is told of the evidence of one commitment."""
    told = [link for link in found if not _is_guess(link.state, link.made_by)]
    passages = {link.anchor.passage_id for link in told}
    for link in sorted((link for link in found if link not in told), key=lambda link: (-link.score, link.ref)):
        if link.anchor.passage_id not in passages:
            passages.add(link.anchor.passage_id)
            told.append(link)
    return told


def _told_first(row: EvidenceRow) -> tuple[int, float, str]:
    return (LinkState.ACCEPTED, LinkState.SUGGESTED, LinkState.REJECTED).index(row.state), -row.score, row.ref


def counted(session: Session, wanted: Sequence[int]) -> dict[int, Counter[LinkState]]:
    """How much evidence ``of_statements`` tells of each of these groups of statements, by its state."""
    counts: dict[int, Counter[LinkState]] = {group: Counter() for group in wanted}
    guessed: dict[int, set[int]] = defaultdict(set)
    decided: dict[int, set[int]] = defaultdict(set)
    for group, state, made_by, passage_id in _links_of(session, wanted):
        if _is_guess(state, made_by):
            guessed[group].add(passage_id)
        else:
            decided[group].add(passage_id)
            counts[group][LinkState(state)] += 1
    for group, passages in guessed.items():
        counts[group][LinkState.SUGGESTED] += len(passages - decided[group])
    return counts


def _links_of(session: Session, wanted: Sequence[int]) -> Iterator[tuple[int, str, str, int]]:
    """Group, state, maker and passage of each link of these groups of statements."""
    for some in batched(wanted):
        for column in (Commitment.id, Commitment.same_as_id):
            yield from session.execute(
                select(groups.number(), EvidenceLink.state, EvidenceLink.made_by, Anchor.passage_id)
                .join(EvidenceLink, EvidenceLink.commitment_id == Commitment.id)
                .join(Anchor, EvidenceLink.anchor_id == Anchor.id)
                .where(column.in_(some))
            )


def _is_guess(state: str, made_by: str) -> bool:
    """Whether only the program says so."""
    return state == LinkState.SUGGESTED and made_by == PROGRAM


def suggest(session: Session, commitment_ref: str, suggestions: Sequence[LinkSuggestion], at_revision: int) -> int:
    """Replace the program's undecided suggestions for a commitment, and count the new ones.

    What a person accepted or rejected stays as it is.
    """
    commitment = session.scalar(select(Commitment).where(Commitment.ref == commitment_ref))
    if commitment is None:  # tagged away by another process while evidence was sought for it
        return 0
    links = links_of(session, commitment)
    kept = {link.id for link in links if not _is_guess(link.state, link.made_by)} | cited(session, links)
    decided = {link.anchor.passage_id for link in links if link.id in kept}
    standing = {link.anchor.passage_id: link for link in links if link.anchor.passage_id not in decided}
    added = 0
    for suggestion in suggestions:
        if suggestion.passage_id in decided:
            continue
        link = standing.pop(suggestion.passage_id, None)
        if link is None:
            link = _new_link(session, commitment, suggestion.passage_id, suggestion.start, suggestion.end, PROGRAM)
            added += 1
        link.relation, link.score = suggestion.relation, suggestion.score
        link.reasons, link.state = list(suggestion.reasons), LinkState.SUGGESTED
        session.add(link)
        session.flush()
    for link in standing.values():
        forget_link(session, link)
    commitment.linked_at_revision = at_revision
    return added


def looked_at(session: Session, commitment_ref: str, at_revision: int) -> None:
    """Note that evidence was sought for a commitment and nothing new was found to weigh."""
    seen = update(Commitment).where(Commitment.ref == commitment_ref).values(linked_at_revision=at_revision)
    session.execute(seen)


def add(
    session: Session,
    commitment_ref: str,
    passage_id: int,
    start: int,
    end: int,
    relation: Relation,
    who: str,
    because: str = "",
) -> EvidenceRow:
    """Link words that a person chose, ``start:end`` of a passage's own text, to a commitment; accepted at once."""
    commitment = session.scalars(select(Commitment).where(Commitment.ref == commitment_ref)).one()
    link = _new_link(session, commitment, passage_id, start, end, who)
    link.relation, link.score, link.reasons = relation, 1.0, []
    set_state(session, link, LinkState.ACCEPTED, who)
    session.add(link)
    session.flush()
    after = {"state": link.state, "relation": relation, "quote": link.anchor.exact}
    before = {"state": ""}
    journal.write(session, Action.CITED, link.ref, commitment.ref, before=before, after=after, who=who, because=because)
    return _as_rows(session, [link])[0]


def decide(session: Session, link_ref: str, state: LinkState, who: str, seen: str | None = None) -> EvidenceRow:
    """Accept or reject a link, or make it a suggestion again.

    ``seen`` is as ``journal.unless_stale`` has it. Raises NotFound, StaleEdit, or UsageProblem when a recorded status
    rests on it.
    """
    link = find(session, link_ref)
    members = groups.members(session, link.commitment_id)
    journal.unless_stale(session, link.commitment.ref, members, seen, f"{link.ref} {wording.name(state)}")
    if link.state == state:
        return _as_rows(session, [link])[0]
    if state is not LinkState.ACCEPTED and is_rested_on(session, link):
        raise UsageProblem("{ref} stays accepted, because a recorded status rests on it.", ref=link.ref)
    before = state_of(link)
    set_state(session, link, state, who)
    journal.write(
        session, Action.WEIGHED, link.ref, link.commitment.ref, before=before, after={"state": state}, who=who
    )
    return _as_rows(session, [link])[0]


def set_state(session: Session, link: EvidenceLink, state: LinkState, who: str) -> None:
    """Let a link be in this state from now on, without a word to the journal."""
    if link.state != state:
        link.state = state
        link.decided_by, link.decided_at = (who, datetime.now(UTC)) if state is not LinkState.SUGGESTED else ("", None)
    session.flush()


def state_of(link: EvidenceLink) -> dict[str, str]:
    """What was decided about a link, by whom and when, as the journal keeps it."""
    at = link.decided_at.isoformat() if link.decided_at else ""
    return {"state": link.state, "by": link.decided_by, "at": at}


def put_back(session: Session, link: EvidenceLink, before: Mapping[str, str]) -> None:
    """Let a link be as ``state_of`` told it to be. Raises UsageProblem when a recorded status rests on it."""
    if before["state"] != LinkState.ACCEPTED and is_rested_on(session, link):
        raise UsageProblem("{ref} stays accepted, because a recorded status rests on it.", ref=link.ref)
    link.state, link.decided_by = before["state"], before["by"]
    link.decided_at = datetime.fromisoformat(before["at"]) if before["at"] else None
    session.flush()


def take_back(session: Session, link: EvidenceLink) -> None:
    """Undo that a person linked it: it is gone, or only open again where a judgement, though corrected, cites it.

    Raises UsageProblem when a recorded status rests on it.
    """
    put_back(session, link, {"state": LinkState.SUGGESTED, "by": "", "at": ""})
    if not cited(session, [link]):
        forget_link(session, link)


def find(session: Session, ref: str) -> EvidenceLink:
    """The link that a ref, or its beginning, names. Raises NotFound, or UsageProblem when several fit."""
    links = session.scalars(
        select(EvidenceLink).where(EvidenceLink.ref.startswith(ref, autoescape=True)).limit(3)
    ).all()
    exact = [link for link in links if link.ref == ref] or links
    if not ref or not exact:
        raise NotFound("No evidence is called {ref}; addewid show REF lists the evidence of a commitment.", ref=ref)
    if len(exact) > 1:
        refs = ", ".join(link.ref for link in exact)
        raise UsageProblem("{ref} could be {refs}; type more of the name.", ref=ref, refs=refs)
    return exact[0]


def voice(link: EvidenceLink) -> str:
    """Whose words the evidence is: key of the body speaking, or its name where it is not a known body."""
    version, passage = link.anchor.version, link.anchor.passage
    name = passage.role or passage.speaker or version.publisher
    body = find_in_either(name)
    return body.key if body else name.casefold()


def dated(link: EvidenceLink) -> date | None:
    """The date of what is quoted: the passage's own, or the document's."""
    return link.anchor.passage.dated or link.anchor.version.document.issued


def cited(session: Session, links: Iterable[EvidenceLink]) -> set[int]:
    """The row numbers of those that any judgement cites, though it be corrected: they can never be forgotten."""
    found: set[int] = set()
    for some in batched([link.id for link in links]):
        found |= set(session.scalars(select(EventEvidence.link_id).where(EventEvidence.link_id.in_(some))))
    return found


def is_rested_on(session: Session, link: EvidenceLink) -> bool:
    """Whether a judgement that nobody corrected rests on a link."""
    later = aliased(StatusEvent)
    resting = exists().where(
        EventEvidence.link_id == link.id,
        EventEvidence.event_id == StatusEvent.id,
        ~exists().where(later.corrects_id == StatusEvent.id),
    )
    return bool(session.scalar(select(resting)))


def _new_link(
    session: Session, commitment: Commitment, passage_id: int, start: int, end: int, made_by: str
) -> EvidenceLink:
    def taken(ref: str) -> bool:
        return bool(session.scalar(select(exists().where(EvidenceLink.ref == ref))))

    passage = session.get_one(Passage, passage_id)
    text = documents.text(session, passage.version_id)
    anchor = Anchor()
    place_anchor(anchor, passage.version_id, passage.id, text, passage.start + start, passage.start + end)
    key, lang = session.execute(
        select(Document.key, Version.lang).join(Version).where(Version.id == passage.version_id)
    ).one()
    return EvidenceLink(
        ref=digest_ref("e", commitment.ref, key, lang, str(passage.ordinal), anchor.exact, taken=taken),
        commitment=commitment,
        anchor=anchor,
        made_by=made_by,
        made_at=datetime.now(UTC),
        state=LinkState.SUGGESTED,
        decided_by="",
    )


def _as_rows(session: Session, links: Iterable[EvidenceLink]) -> list[EvidenceRow]:
    links = list(links)
    passages = {row.id: row for row in documents.passages_by_id(session, [link.anchor.passage_id for link in links])}
    rows = []
    for link in links:
        anchor, passage = link.anchor, passages[link.anchor.passage_id]
        rows.append(
            EvidenceRow(
                ref=link.ref,
                commitment_ref=link.commitment.ref,
                relation=Relation(link.relation),
                state=LinkState(link.state),
                score=link.score,
                reasons=tuple(link.reasons),
                made_by=link.made_by,
                made_at=link.made_at,
                decided_by=link.decided_by,
                decided_at=link.decided_at,
                quotation=Quotation(
                    anchor.exact,
                    anchor.start - passage.start,
                    anchor.end - passage.start,
                    AnchorOutcome(anchor.outcome),
                    passage,
                ),
            )
        )
    return rows
