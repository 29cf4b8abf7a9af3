"""A corpus of sentences of ours that is as large as wanted: written straight into the tables, as no reader could."""

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from corpus import account, bodies, evidence
from corpus.codebook import CommitmentKind, Delivery, Judgement, LinkState, Theme
from corpus.database import Corpus
from corpus.models import Anchor, Body, Capture, CaseStudy, Commitment, Document, EvidenceLink, Passage, ThemeMark
from corpus.models import Version as VersionModel

PASSAGES = 1_000
"""Passages of a document; of ten, one states a promise and one tells of a case study."""
JUDGED = 400
"""Promises that somebody judged, through the account."""
ROWS = 5_000
"""Rows that are written at a time."""

FILL = "In the valleys people who look after one another told us what would help them most, and it was somewhere near."
BODIES = tuple(islice(bodies.by_key(), 24))
_NOW = datetime(2025, 1, 6, tzinfo=UTC)


def fill(path: Path, documents: int) -> None:
    """Make a corpus: ``documents`` times a thousand passages, a hundred promises and a hundred case studies."""
    corpus = Corpus(f"sqlite:///{path}")
    try:
        with corpus.write() as session:
            known = bodies.by_key()
            named = [
                {"id": n, "key": key, "name_en": known[key].name_en, "name_cy": known[key].name_cy}
                for n, key in enumerate(BODIES, 1)
            ]
            session.execute(insert(Body), named)
            session.execute(insert(Capture), [_capture()])
            chance = random.Random(7)
            for number in range(1, documents + 1):
                _write(session, number, chance)
        _judge(corpus)
    finally:
        corpus.close()


def _capture() -> dict[str, Any]:
    return {
        "id": 1,
        "sha256": "0" * 64,
        "size": 1,
        "media_type": "text/plain",
        "address": "https://example.org",
        "captured_at": _NOW,
        "archive": "a",
        "archive_offset": 0,
        "archive_length": 1,
        "complete": True,
        "source": "",
        "via": "",
        "facts": {},
    }


def _write(session: Session, number: int, chance: random.Random) -> None:
    """One document with everything that was found in it."""
    session.execute(insert(Document), [_document(number)])
    session.execute(insert(VersionModel), [_version(number)])
    tables: dict[type[Any], list[dict[str, Any]]] = {
        each: [] for each in (Passage, Anchor, Commitment, CaseStudy, ThemeMark, EvidenceLink)
    }
    at = 0
    for ordinal in range(PASSAGES):
        text = _passage(tables, number, ordinal, at, chance)
        at += len(text) + 2
    for table, rows in tables.items():
        for first in range(0, len(rows), ROWS):
            session.execute(insert(table), rows[first : first + ROWS])


def _document(number: int) -> dict[str, Any]:
    issued = date(2012, 1, 1) + timedelta(days=number * 9 % 4_700)
    return {
        "id": number,
        "key": f"doc-{number}",
        "work": f"doc-{number}",
        "kind": "strategy",
        "issued": issued,
        "issued_text": "",
        "source_id": "",
        "basis": "",
        "collection": "",
        "part_of": "",
        "facts": {},
    }


def _version(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "document_id": number,
        "capture_id": 1,
        "lang": "en",
        "title": f"A plan for care close to home, number {number}",
        "publisher": "Welsh Government",
        "url": f"https://example.org/{number}",
        "reader": "benchmark",
        "text_sha256": f"{number:064d}",
        "page_count": None,
        "damaged": 0,
        "warnings": [],
        "current": True,
        "gone_on": None,
        "added_at": _NOW,
        "tagged_with": "benchmark",
        "revision": 1,
    }


def _passage(
    tables: dict[type[Any], list[dict[str, Any]]], number: int, ordinal: int, at: int, chance: random.Random
) -> str:
    """Write a passage and what was found in it; returns its text."""
    row = (number - 1) * PASSAGES + ordinal + 1
    text = FILL
    if ordinal % 10 == 5:
        year = 2015 + (ordinal + number) % 15
        words = f"The Welsh Government will open {ordinal + number} community hubs by March {year}."
        text = f"{words} Each of them will be run together with the people who use it."
        tables[Anchor].append(_anchor(row * 2, number, row, words, at))
        tables[Commitment].append(_commitment(number, ordinal, row, year, chance))
    elif ordinal % 10 == 7:
        text = (
            f"At Aber{number} the Hub {ordinal} keeps {chance.randint(10, 99)} volunteers busy, and people praise it."
        )
        tables[Anchor].append(_anchor(row * 2, number, row, text, at))
        tables[CaseStudy].append(_case(number, ordinal, row, at))
        tables[ThemeMark].append(_theme(row, at))
        tables[EvidenceLink].append(_link(row, chance))
    tables[Passage].append(_words(number, ordinal, row, text, at))
    return text


def _words(number: int, ordinal: int, row: int, text: str, at: int) -> dict[str, Any]:
    return {
        "id": row,
        "version_id": number,
        "ordinal": ordinal,
        "kind": "heading" if ordinal % 50 == 0 else "paragraph",
        "text": text,
        "start": at,
        "end": at + len(text),
        "headings": [],
        "number": str(ordinal),
        "page_index": ordinal // 20,
        "page_label": str(ordinal // 20 + 1),
        "lead": "",
        "amends": "",
        "speaker": "",
        "role": "",
        "spoken_at": "",
        "dated": None,
    }


def _anchor(anchor: int, number: int, row: int, words: str, at: int) -> dict[str, Any]:
    return {
        "id": anchor,
        "version_id": number,
        "passage_id": row,
        "exact": words,
        "prefix": "",
        "suffix": "",
        "start": at,
        "end": at + len(words),
        "outcome": "found",
        "verified_at": _NOW,
    }


def _commitment(number: int, ordinal: int, row: int, year: int, chance: random.Random) -> dict[str, Any]:
    kinds, themes = tuple(CommitmentKind), tuple(Theme)
    return {
        "id": row,
        "ref": f"c-{hashlib.sha256(f'{number}/{ordinal}'.encode()).hexdigest()[:9]}",
        "document_id": number,
        "anchor_id": row * 2,
        "body_id": chance.randint(1, len(BODIES)),
        "lang": "en",
        "kind": str(chance.choice(kinds)),
        "actor": "The Welsh Government",
        "action": "open community hubs",
        "beneficiary": "people",
        "deadline": date(year, 3, 31) if ordinal % 20 == 5 else None,
        "deadline_text": "",
        "condition": "",
        "confidence": chance.random(),
        "rule": "will-verb",
        "themes": [str(each) for each in chance.sample(themes, 2)],
        "origin": "program",
        "withdrawn": False,
        "refused": False,
        "linked_at_revision": 1,
        "amends": "",
        "same_as_id": None,
    }


def _case(number: int, ordinal: int, row: int, at: int) -> dict[str, Any]:
    return {
        "id": row,
        "passage_id": row,
        "name": f"The Hub {ordinal} of Aber{number}",
        "place": f"Aber{number % 60}",
        "sector": ("health", "social care", "housing", "community", "")[ordinal % 5],
        "outcomes": [{"figure": "12%", "unit": "", "what": "visits", "direction": "up"}],
        "start": at,
        "end": at + 40,
        "confidence": 0.8,
        "rule": "named",
    }


def _theme(row: int, at: int) -> dict[str, Any]:
    return {
        "id": row,
        "passage_id": row,
        "theme": "peer-networks",
        "start": at,
        "end": at + 5,
        "confidence": 0.9,
        "rule": "benchmark",
    }


def _link(row: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": row,
        "ref": f"e-{row:08d}",
        "commitment_id": row - 2,
        "anchor_id": row * 2,
        "relation": "illustrates",
        "state": "suggested",
        "score": chance.random(),
        "reasons": ["the same thing"],
        "made_by": "program",
        "made_at": _NOW,
        "decided_by": "",
        "decided_at": None,
    }


def _judge(corpus: Corpus) -> None:
    """Judge some promises as people do: evidence is accepted, and a judgement rests on it."""
    values = (Delivery.MET, Delivery.IN_PROGRESS, Delivery.STALLED, Delivery.BROKEN)
    with corpus.write() as session:
        for number, (link, ref) in enumerate(_some(session)):
            evidence.decide(session, link, LinkState.ACCEPTED, "benchmark")
            account.record(
                session,
                ref,
                Judgement.DELIVERY,
                values[number % len(values)],
                because="It was looked at.",
                who="benchmark",
                as_of=date(2025, 6, 1),
                evidence=[link],
                self_reported=True,
            )


def _some(session: Session) -> Iterator[tuple[str, str]]:
    from sqlalchemy import select

    wanted = select(EvidenceLink.ref, Commitment.ref).join(Commitment, EvidenceLink.commitment_id == Commitment.id)
    yield from session.execute(wanted.order_by(EvidenceLink.id).limit(JUDGED)).tuples().all()
