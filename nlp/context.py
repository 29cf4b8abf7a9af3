"""What is known around a sentence: who speaks, whom "we" stands for, what kind of text it is, what governs it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from itertools import groupby

from corpus import bodies
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource
from nlp.cast import Cast, cast_of
from nlp.phrases import even
from nlp.resources import words
from nlp.sentences import LONGEST


class Voice(Enum):
    """Whom "I" and "we" stand for."""

    GOVERNMENT = "government"
    PUBLIC = "public"
    MEMBER = "member"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


LAW = frozenset({DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STATUTORY_INSTRUMENT})
GUIDANCE = frozenset({DocumentKind.CODE_OF_PRACTICE})
ASKING = frozenset(
    {
        DocumentKind.MOTION,
        DocumentKind.COMMISSION_REPORT,
        DocumentKind.COMMITTEE_REPORT,
        DocumentKind.AUDIT_REPORT,
        DocumentKind.BRIEFING,
        DocumentKind.CONSULTATION_RESPONSES,
    }
)
"""Documents whose "must" and "should" ask somebody else to act."""
_OF_OTHERS = ASKING - {DocumentKind.CONSULTATION_RESPONSES} | {
    DocumentKind.RESEARCH, DocumentKind.TIMELINE, DocumentKind.CASE_STUDY, DocumentKind.ARTICLE
}  # fmt: skip
"""Documents that tell of what others do."""

_VOICES: dict[DocumentKind, tuple[Voice, str]] = {
    DocumentKind.STATEMENT: (Voice.GOVERNMENT, "welsh-government"),
    DocumentKind.WRITTEN_QUESTION: (Voice.GOVERNMENT, "welsh-government"),
    DocumentKind.GOVERNMENT_RESPONSE: (Voice.GOVERNMENT, "welsh-government"),
    DocumentKind.STRATEGY: (Voice.GOVERNMENT, ""),
    DocumentKind.CONSULTATION: (Voice.PUBLIC, ""),
    DocumentKind.CONSULTATION_RESPONSES: (Voice.PUBLIC, ""),
    DocumentKind.COMMITTEE_REPORT: (Voice.PUBLIC, "senedd-committees"),
    DocumentKind.AUDIT_REPORT: (Voice.PUBLIC, "audit-wales"),
    DocumentKind.COMMISSION_REPORT: (Voice.PUBLIC, ""),
    DocumentKind.RESEARCH: (Voice.OUTSIDE, ""),
    DocumentKind.BRIEFING: (Voice.OUTSIDE, ""),
    DocumentKind.ARTICLE: (Voice.OUTSIDE, ""),
    DocumentKind.CASE_STUDY: (Voice.OUTSIDE, ""),
    DocumentKind.TIMELINE: (Voice.OUTSIDE, ""),
    DocumentKind.MOTION: (Voice.OUTSIDE, ""),
}
_LAW_TITLE = re.compile(
    r"(?i:statutory instrument|offeryn(?:nau)? statudol)"
    r"|\b(?:Act|Measure|Regulations|Order|Rules)(?: \([^)]+\))? (?:19|20)\d\d$"
    r"|^(?:Deddf|Mesur|Rheoliadau|Gorchymyn) .*(?:19|20)\d\d$"
)
_INQUIRIES = frozenset({DocumentKind.CONSULTATION, DocumentKind.COMMITTEE_REPORT, DocumentKind.CONSULTATION_RESPONSES})
_SITTINGS = frozenset({DocumentKind.RECORD, DocumentKind.COMMITTEE_REPORT, DocumentKind.LETTER, DocumentKind.OTHER})
_BINDS = re.compile(
    r"(?i)\b(?:ministers?|authorit(?:y|ies)|boards?|councils?|commissioners?|commission|committees?|body|bodies|trust|lhb)"
    r"[^.;]{0,60}\b(?:must|shall|may)\b"
)
_OUTSIDE = frozenset({"third-sector", "association", "foreign"})
_ENOUGH = 1


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a passage, or of one unit of it when ``lead`` or ``before`` have been set for that unit.

    ``we`` names the body that "we" stands for, ``we_key`` its key, as far as known. ``lead`` holds the words
    that govern the unit; ``before`` what stands before it in its passage; ``heading`` the nearest heading; ``earlier``,
    in law, the last passage before that binds a public body.
    """

    lang: Lang = Lang.EN
    kind: DocumentKind = DocumentKind.OTHER
    voice: Voice = Voice.UNKNOWN
    we: str = ""
    we_key: str = ""
    presiding: bool = False
    lead: str = ""
    before: str = ""
    heading: str = ""
    earlier: str = ""
    listed: bool = False
    issued: date | None = None
    cast: Cast = field(default_factory=Cast)

    def at(self, *, lead: str, before: str) -> "Context":
        """The context of one unit: what governs it in the passage or, for the first, what governs the passage."""
        return replace(self, lead=lead or (self.lead if not before else ""), before=before)

    @property
    def law(self) -> bool:
        """Whether the text is law itself."""
        return self.kind in LAW

    @property
    def official(self) -> bool:
        """Whether a public body is speaking."""
        return self.voice in (Voice.GOVERNMENT, Voice.PUBLIC)

    @property
    def owner(self) -> str:
        """The key of the body whose act a passive with no agent is: the one that speaks of its own doing.

        In a timeline of policy it is the government, whoever keeps the timeline.
        """
        if self.kind is DocumentKind.TIMELINE:
            return "welsh-government"
        return self.we_key if self.official and not self.law and self.kind not in _OF_OTHERS else ""


def contexts(source: TaggedSource) -> Iterator[Context]:
    """The context of every passage of a version, in order."""
    base = _of_document(source)
    speakers = _ministers(source)
    opening = earlier = ""
    for passage in source.passages:
        context = replace(
            _of_speaker(base, passage, speakers) if passage.speaker or passage.role else base,
            lead=passage.lead[-LONGEST:] or (opening if passage.kind is PassageKind.LIST_ITEM else ""),
            heading=passage.headings[-1] if passage.headings else "",
            listed=passage.kind is PassageKind.LIST_ITEM,
            earlier=earlier,
            issued=passage.dated or source.issued,
        )
        if passage.kind is not PassageKind.LIST_ITEM:
            opening = _opening(passage)
        if context.law and _BINDS.search(passage.text):
            earlier = passage.text
        yield context


def _opening(passage: Passage) -> str:
    """The last sentence of a passage that ends by opening a list, for a list whose reader named no lead."""
    text = passage.text.rstrip()
    if passage.kind is PassageKind.HEADING or not text.endswith((":", "—", ":-", "-")):
        return ""
    return text[max(text.rfind(". ", 0, -1) + 1, len(text) - 600) :].strip()


def _of_document(source: TaggedSource) -> Context:
    kind = source.kind
    if kind is DocumentKind.OTHER and _LAW_TITLE.search(source.title):
        kind = DocumentKind.STATUTORY_INSTRUMENT
    body = bodies.find_in_either(source.publisher, source.issued) if source.publisher else None
    if body is not None and body.key == "senedd" and kind in _INQUIRIES:
        body = bodies.by_key()["senedd-committees"]
    cast = cast_of(source, body.key if body is not None else "")
    context = Context(lang=source.lang, kind=kind, issued=source.issued, cast=cast)
    if body is not None and source.kind is not DocumentKind.MOTION:
        return replace(context, voice=_voice_of(body), we=body.name(source.lang), we_key=body.key)
    if source.kind in _VOICES:
        voice, key = _VOICES[source.kind]
        name = bodies.by_key()[key].name(source.lang) if key else ""
        return replace(context, voice=voice, we=name, we_key=key)
    return context


def _voice_of(body: bodies.Body) -> Voice:
    if body.key == "welsh-government":
        return Voice.GOVERNMENT
    return Voice.OUTSIDE if body.kind in _OUTSIDE else Voice.PUBLIC


def _of_speaker(base: Context, passage: Passage, ministers: frozenset[str]) -> Context:
    role = (passage.role or passage.speaker).lower()  # a record may print "Chair" for a name
    government = bodies.by_key()["welsh-government"]
    if _is_role("presiding", role, base.lang):
        return replace(base, voice=Voice.MEMBER, we="", we_key="", presiding=True)
    if _is_role("government", role, base.lang) or passage.speaker in ministers:
        return replace(base, voice=Voice.GOVERNMENT, we=government.name(base.lang), we_key=government.key)
    body = bodies.find_in_either(passage.role, base.issued) if passage.role else None
    if body is not None and body.key != "senedd-committees":
        return replace(base, voice=_voice_of(body), we=body.name(base.lang), we_key=body.key)
    if _is_role("committee", role, base.lang) and base.kind in _SITTINGS:
        return replace(base, voice=Voice.PUBLIC, we=passage.role, we_key="senedd-committees")
    if base.official and base.kind is not DocumentKind.RECORD:  # whoever signs it, the publisher speaks
        return base
    return replace(base, voice=Voice.MEMBER, we="", we_key="")


def _is_role(name: str, role: str, lang: Lang) -> bool:
    """Whether a printed role holds one of the known ones, in either language: records print both."""
    return bool(role) and _holds(name, role, lang)


def _ministers(source: TaggedSource) -> frozenset[str]:
    """Speakers who are ministers although a passage of theirs does not say so.

    They are those whose role is printed elsewhere in the version, those who speak as somebody in office does,
    and, under a heading such as "Questions to the …" or "Statement by the …", the one who most clearly answers.
    """
    found: set[str] = set()
    presiding: set[str] = set()
    for passage in source.passages:
        role = passage.role.lower()
        if not passage.speaker:
            continue
        if _is_role("presiding", role, source.lang):
            presiding.add(passage.speaker)
        elif _is_role("government", role, source.lang) or _said("office", passage.text, source.lang):
            found.add(passage.speaker)
    spoken = (passage for passage in source.passages if passage.speaker)
    for heading, passages in groupby(spoken, key=lambda passage: passage.headings[:2]):
        if _holds("answers", " ".join((*heading, source.title)).lower(), source.lang):
            best = _answerer([passage for passage in passages if passage.speaker not in presiding], source.lang)
            found.update({best} if best else ())
    return frozenset(found - presiding)


def _answerer(passages: list[Passage], lang: Lang) -> str:
    """The speaker who takes most turns and answers more than asks, if one stands out."""
    scores: Counter[str] = Counter(name for name, _ in groupby(passages, key=lambda passage: passage.speaker))
    for passage in passages:
        text = passage.text
        scores[passage.speaker] += (
            2 * _said("replies", text, lang) - 2 * _said("asks", text, lang) - min(3, text.count("?"))
        )
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _said(key: str, text: str, lang: Lang) -> bool:
    return _holds(key, even(text), lang)


def _holds(key: str, lowered: str, lang: Lang) -> bool:
    return any(said in lowered for tongue in {lang, *Lang} for said in words("actors", tongue, "roles", key))
