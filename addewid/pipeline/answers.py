"""Answers: for a recommendation, the passages that may answer it, found by its words and by its number."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from corpus import candidates, documents, reports
from corpus.codebook import CommitmentKind, DocumentKind, Lang, PassageKind
from corpus.rows import Answer, CommitmentDetail, PassageRow, ReplyRow
from corpus.types import Asked, ReplyCandidate
from index import Index
from nlp.link_words import content
from nlp.responses.matching import match_replies, names_report

Search = Callable[[Sequence[str], Lang], Iterable[int]]
"""Passages of a language, by id, that hold some of these words, best first."""

FOUND = 100
"""Passages of the index that are looked at for one recommendation."""

DOCUMENTS = 12
"""Documents that are read for an answer, those of the best passages first."""

BEFORE, AFTER = 3, 6
"""Passages before an answer in which the recommendation may be repeated, and after it that belong to it."""

_NUMBERED = re.compile(r"^\W*(?:recommendation|argymhelliad)?\s*(\d+(?:\.\d+)*\w?)\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d+(?:\.\d+)*[a-z]?")
_NAMED = re.compile(r"\b(?:recommendation|argymhelliad)\s+(\d+(?:\.\d+)*\w?)\b", re.IGNORECASE)


def searching(index: Index) -> Search:
    """Searching by this index."""
    return lambda words, lang: [number for number, _ in index.candidates(words, lang=lang, limit=FOUND)]


def answers(session: Session, detail: CommitmentDetail, search: Search) -> list[Answer]:
    """The answers that a statement of a recommendation may have had, best first; none to anything else."""
    if detail.row.kind is not CommitmentKind.RECOMMENDATION:
        return []
    number = number_of(detail)
    units = {unit.passage.id: unit for unit in _units(session, detail, number, search)}
    asked = Asked(
        quote=detail.row.quote,
        number=number,
        actor_body=detail.row.body_key,
        document_title=detail.row.document_title,
        issued=detail.quotation.passage.dated or detail.own.issued,
    )
    found = match_replies(asked, [unit.candidate for unit in units.values()])
    return [Answer(units[each.passage_id].passage, units[each.passage_id].reply, each) for each in found]


def number_of(detail: CommitmentDetail) -> str:
    """The number of a recommendation, as its passage, its first words or its heading have it; or nothing."""
    passage = detail.quotation.passage
    for pattern, words in (
        (_NUMBERED, passage.number),
        (_NAMED, passage.text[: detail.quotation.start + 40]),
        (_NAMED, passage.lead),
        (_NAMED, passage.headings[-1] if passage.headings else ""),
    ):
        if found := pattern.search(words):
            return found[1].lower()
    return ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A passage that may answer, with all that the matcher compares."""

    passage: PassageRow
    reply: ReplyRow | None
    candidate: ReplyCandidate


def _units(session: Session, detail: CommitmentDetail, number: str, search: Search) -> Iterator[_Unit]:
    """Passages to weigh: found by words in responses and wherever something answers, and answers of that number."""
    words = list(content(detail.row.quote).values())
    hits = documents.passages_by_id(session, list(search(words, detail.row.lang)))
    answering = candidates.answering(session, [hit.id for hit in hits])
    wanted = [hit for hit in hits if hit.document_kind is DocumentKind.GOVERNMENT_RESPONSE or hit.id in answering]
    if number:
        wanted += [reply.passage for reply in reports.replies_to(session, number, detail.row.lang)]
    by_version: dict[int, set[int]] = {version_id: set() for version_id in _titled(session, detail, number)}
    for passage in wanted:
        if passage.document_key != detail.row.document_key and passage.kind is not PassageKind.HEADING:
            by_version.setdefault(passage.version_id, set()).add(passage.ordinal)
    for version_id in list(by_version)[:DOCUMENTS]:
        yield from _of_version(session, version_id, by_version[version_id], number)


def _titled(session: Session, detail: CommitmentDetail, number: str) -> Iterator[int]:
    """Responses whose titles name the report of a numbered recommendation: an answer may share no word with it."""
    if number:
        for version_id, title in candidates.response_titles(session, detail.row.lang).items():
            own = version_id == detail.quotation.passage.version_id
            if not own and names_report(detail.row.document_title, title):
                yield version_id


def _of_version(session: Session, version_id: int, ordinals: set[int], number: str) -> Iterator[_Unit]:
    """The answers of a document that hold these of its passages: each once, at the passage that says what it is."""
    rows = [row for row in documents.passages(session, version_id) if row.kind is not PassageKind.HEADING]
    replies: dict[int, list[ReplyRow]] = defaultdict(list)
    for each in reports.replies_of_version(session, version_id):
        replies[each.passage.id].append(each)
    begun: set[int] = set()
    for at, row in enumerate(rows):
        if row.ordinal not in ordinals and not _is_headed(row, number):
            continue
        first = _begins(rows, at, replies)
        if first not in begun:
            begun.add(first)
            reply = _of_number(replies.get(rows[first].id, ()), number)
            yield _Unit(rows[first], reply, _candidate(rows, first, replies, reply))


def _is_headed(row: PassageRow, number: str) -> bool:
    """Whether a passage stands under a heading that may name a recommendation of this number."""
    return bool(number) and bool(row.headings) and number in _FIGURES.findall(row.headings[-1].lower())


def _of_number(replies: Sequence[ReplyRow], number: str) -> ReplyRow | None:
    """Of several answers in a passage the one to a recommendation of this number, else the first."""
    return next((each for each in replies if each.recommendation == number), replies[0] if replies else None)


def _begins(rows: Sequence[PassageRow], at: int, replies: dict[int, list[ReplyRow]]) -> int:
    """Where the answer begins that a passage belongs to: the nearest before it that answers under its headings."""
    for back in range(at, max(-1, at - AFTER - 1), -1):
        if rows[back].headings != rows[at].headings or not rows[at].headings:
            break
        if replies.get(rows[back].id):
            return back
    return at


def _candidate(
    rows: Sequence[PassageRow], at: int, replies: dict[int, list[ReplyRow]], reply: ReplyRow | None
) -> ReplyCandidate:
    row, after = rows[at], []
    for each in rows[at + 1 : at + 1 + AFTER]:
        if each.headings != row.headings or not row.headings or replies.get(each.id):
            break
        after.append(each.text)
    return ReplyCandidate(
        passage_id=row.id,
        text="\n\n".join([row.text, *after]),
        headings=row.headings,
        before=tuple(each.text for each in rows[max(0, at - BEFORE) : at] if each.headings == row.headings),
        lead=row.lead,
        number=row.number,
        document_title=row.document_title,
        publisher=row.publisher,
        lang=row.lang,
        dated=row.dated or row.issued,
        recommendation=reply.recommendation if reply else "",
        response=reply.response if reply else None,
    )
