"""Explaining: how the tagger reads some words today, beside what is kept of them in the corpus."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version

from addewid.workspace import Workspace
from corpus import bodies, commitments, documents, evidence, findings
from corpus.codebook import DocumentKind, Lang, Theme
from corpus.errors import UsageProblem
from corpus.models import Version
from corpus.rows import CommitmentRow, EvidenceRow, PassageRow, Quotation
from corpus.types import CommitmentFinding, Passage, TaggedSource, lay_out
from nlp.explain import Explanation
from nlp.grounds import Grounds
from nlp.version import MODEL

_STRETCH = re.compile(r"(?P<key>[^\s/:]+)(?:/(?P<lang>en|cy))?:(?P<start>\d{1,12})-(?P<end>\d{1,12})")
_PASSAGE = re.compile(r"[^\s/]+/(?:en|cy)/\d+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The words ``start:end`` of a version, that are to be explained, and whether a ``whole`` passage was asked for.

    ``kept`` or ``link``, what is kept of them in the corpus, and ``passage`` are there where they are asked for.
    """

    source: TaggedSource
    start: int
    end: int
    kept: CommitmentRow | None = None
    link: EvidenceRow | None = None
    passage: PassageRow | None = None
    tagged_with: str = ""
    whole: bool = False

    @property
    def words(self) -> str:
        """What is asked about."""
        whole = "\n\n".join(passage.text for passage in self.source.passages)
        return whole[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Told:
    """What today's rules say of some words: the readings of commitments, and every other finding.

    ``beside`` says that no reading is of the very words, so that those of the rest of their sentence are given.
    """

    readings: list[Explanation]
    others: list[Grounds]
    beside: bool = False


def asked(workspace: Workspace, what: str, lang: Lang, kind: DocumentKind) -> Asked:
    """What a person means: a commitment, evidence or a passage by its ref, DOCUMENT:START-END, or a sentence in itself.

    ``lang`` and ``kind`` are those of a sentence. Raises ``NotFound`` and ``UsageProblem``.
    """
    if " " in what.strip():
        passages = lay_out([Passage(" ".join(what.split()), 0, 0)])
        return Asked(TaggedSource("", lang, kind, passages), 0, passages[0].end)
    if stretch := _STRETCH.fullmatch(what):
        return _stretch(workspace, stretch)
    if _PASSAGE.fullmatch(what):
        with workspace.corpus.read() as session:
            row = documents.passage(session, what)
        return replace(_placed(workspace, row, row.start, row.end), whole=True)
    if what.startswith("p-"):
        raise UsageProblem(f"{what} is a pair of commitments; addewid same {what} says why they may be one.")
    if what.startswith("e-"):
        with workspace.corpus.read() as session:
            named = evidence.find(session, what)
            beside = commitments.get(session, named.commitment.ref).evidence
            link = next(row for row in beside if row.ref == named.ref)
        return replace(_quoted(workspace, link.quotation), link=link)
    with workspace.corpus.read() as session:
        found = commitments.get(session, what)
    return replace(_quoted(workspace, found.quotation), kept=found.as_stated)


def _quoted(workspace: Workspace, quotation: Quotation) -> Asked:
    row = quotation.passage
    return _placed(workspace, row, row.start + quotation.start, row.start + quotation.end)


def _stretch(workspace: Workspace, told: re.Match[str]) -> Asked:
    """The words of a document at offsets that a person typed."""
    start, end = int(told["start"]), int(told["end"])
    with workspace.corpus.read() as session:
        version_id = documents.get(session, told["key"], Lang(told["lang"]) if told["lang"] else None).version_id
        rows = documents.passages(session, version_id)
    row = next((row for row in rows if row.start <= start < row.end), None)
    if row is None or end <= start or end > rows[-1].end:
        raise UsageProblem(f"{told[0]} names no words: the text of {told['key']} ends at {rows[-1].end:,}.")
    return _placed(workspace, row, start, end)


def _placed(workspace: Workspace, row: PassageRow, start: int, end: int) -> Asked:
    with workspace.corpus.read() as session:
        source = findings.source(session, row.version_id)
        tagged_with = session.get_one(Version, row.version_id).tagged_with
    return Asked(source, start, end, passage=row, tagged_with=tagged_with)


def told(workspace: Workspace, about: Asked) -> Told:
    """How today's rules read the words: of commitments the reading that touches most of them first."""
    found = workspace.tagger.explain(about.source, about.start, about.end)
    others = [each for each in found if isinstance(each, Grounds)]
    readings = [each for each in found if isinstance(each, Explanation)]
    near = [each for each in readings if _touching(each, about) > 0]
    ordered = sorted(near or readings, key=lambda each: -_touching(each, about))
    return Told(ordered, others, beside=bool(readings) and not near)


def _touching(reading: Explanation, about: Asked) -> int:
    return min(reading.end, about.end) - max(reading.start, about.start)


def versions() -> dict[str, str]:
    """What reads today: spaCy and its English model."""
    return {"spaCy": version("spacy"), MODEL: version(MODEL)}


def differences(kept: CommitmentRow, today: Told) -> list[str]:
    """What today's rules say otherwise than is kept of a commitment, as sentences; none when they say the same."""
    found = next((each.finding for each in today.readings if each.finding), None)
    if found is None or today.beside:
        return ["Today’s rules find no commitment in these words."]
    return list(_changed(kept, found))


def _changed(kept: CommitmentRow, found: CommitmentFinding) -> Iterator[str]:
    """The fields that differ, each with both readings."""
    body = bodies.by_key()[found.actor_body].name_en if found.actor_body else ""
    pairs = {
        "quotation": (kept.quote, found.quote),
        "kind": (kept.kind, found.kind),
        "actor": (kept.actor, found.actor),
        "body": (kept.body_en, body),
        "action": (kept.action, found.action),
        "beneficiary": (kept.beneficiary, found.beneficiary),
        "deadline": (kept.deadline, found.deadline),
        "deadline’s wording": (kept.deadline_text, found.deadline_text),
        "condition": (kept.condition, found.condition),
        "amended Act": (kept.amends, found.amends),
        "theme": (_listed(kept.themes), _listed(found.themes)),
        "rule": (kept.rule, found.rule),
        "confidence": (round(kept.confidence, 2), round(found.confidence, 2)),
    }
    for name, (was, now) in pairs.items():
        if was != now:
            yield f"The {name} is kept as {_shown(was)}; today’s rules say {_shown(now)}."


def _shown(value: object) -> str:
    return f"“{value}”" if value not in (None, "") else "nothing"


def _listed(themes: Iterable[Theme]) -> str:
    return ", ".join(sorted(themes))
