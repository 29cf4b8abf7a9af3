"""Rows of the Record's XML export as passages of one language."""

import html
import re
from collections.abc import Iterator
from datetime import date

from corpus.codebook import Lang, PassageKind
from corpus.readers import detect
from corpus.readers.clean import clean
from corpus.readers.dates import iso
from corpus.readers.draft import passage
from corpus.types import Passage

_ESCAPED = re.compile(r"&(?:amp;)*lt;")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr)\b[^<>]{0,500}>", re.IGNORECASE)
_VOTES = {
    Lang.EN: (("for", "For"), ("against", "Against"), ("abstain", "Abstain")),
    Lang.CY: (("for", "O blaid"), ("against", "Yn erbyn"), ("abstain", "Ymatal")),
}
_CAST = {"for": "O blaid", "against": "Yn erbyn", "abstain": "Ymatal", "didnotvote": "Heb bleidleisio"}
_NAMES = {Lang.EN: "english", Lang.CY: "welsh"}


class Row:
    """The fields of one contribution or vote; a field it has not is ``""``."""

    def __init__(self, fields: dict[str, str]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> str:
        return self._fields.get(name, "")

    def own(self, name: str, lang: Lang) -> str:
        """A field's value in a language, else in English (a name that is the same in both stands once)."""
        return clean(self[f"{name}_{_NAMES[lang]}"] or self[f"{name}_english"])

    @property
    def meeting(self) -> str:
        """The meeting's number."""
        return self["meeting_id"]


def part_of(rows: list[Row]) -> str:
    """Which export it is: "votes", "qnr" (questions not reached), or ``""`` for the transcript."""
    if any(row["results_result"] or row["votestotalfor"] for row in rows):
        return "votes"
    if all(row["contribution_type"].upper() in {"QNR", "ANR"} for row in rows):
        return "qnr"
    return ""


def passages(rows: list[Row], lang: Lang, part: str) -> list[Passage]:
    """The passages of an export in one language, under their agenda items; none if nothing is in that language."""
    if part == "votes":
        return list(_votes(rows, lang))
    found: list[Passage] = []
    agenda = ""
    for row in rows:
        said = list(paragraphs(_words(row, lang)))
        item = clean(row.own("agenda_item", lang))
        if said and item and item != agenda:
            found.append(passage(item, PassageKind.HEADING))
            agenda = item
        above = (agenda,) if agenda else ()
        found += [_spoken(row, text, lang, above) for text in said]
    return found


def _words(row: Row, lang: Lang) -> str:
    """A contribution in a language: as spoken, as translated, or from the columns named for the language."""
    spoken, translated = row["contribution_verbatim"], row["contribution_translated"]
    stated = row["contribution_language"].strip().lower()
    if stated[:2] in {"en", "cy", "we"}:
        original = Lang.EN if stated.startswith("en") else Lang.CY
    else:
        original = _sounds(spoken)
    if original is lang and spoken.strip():
        return spoken
    named = row[f"contribution_{_NAMES[lang]}"]
    other = translated if translated.strip() and (stated or _sounds(translated) is lang) else ""
    return named if named.strip() else other


def _sounds(text: str) -> Lang:
    return detect.language([passage(" ".join(paragraphs(text)))])[0]


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a speech field, whose HTML arrives escaped once or twice, or not at all."""
    for _ in range(3):
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    for piece in _BREAK.split(text):
        if words := clean(html.unescape(_TAG.sub("", piece))):
            yield words


def _spoken(row: Row, text: str, lang: Lang, above: tuple[str, ...]) -> Passage:
    speaker, role = row.own("member_name", lang), row.own("member_job_title", lang)
    kind = PassageKind.SPEECH if speaker or role else PassageKind.PARAGRAPH
    if row["contribution_type"].upper() == "B":
        kind = PassageKind.HEADING
    when = clean(row["contributiontime"])
    return Passage(
        text=text,
        start=0,
        end=0,
        kind=kind,
        headings=above,
        number=clean(row["contribution_id"]),
        speaker=speaker,
        role=role,
        spoken_at=when,
        dated=_day(row, when),
    )


def _day(row: Row, when: str) -> date | None:
    return iso(when) or iso(row["meetingdate"])


def _votes(rows: list[Row], lang: Lang) -> Iterator[Passage]:
    """Every vote as a heading, its totals, and a row for each member's vote."""
    current = None
    above: tuple[str, ...] = ()
    for row in rows:
        if row["contribution_id"] != current:
            current = row["contribution_id"]
            title = row.own("vote_name", lang) or row.own("agenda_item", lang)
            yield passage(title, PassageKind.HEADING)
            above = (title,)
            totals = [f"{label}: {clean(row[f'votestotal{key}']) or '0'}" for key, label in _VOTES[lang]]
            yield _cast(row, " | ".join(filter(None, [*totals, row.own("vote_result", lang)])), above)
        if member := row.own("member_name", lang):
            vote = clean(row["results_result"])
            shown = _CAST.get(vote.lower(), vote) if lang is Lang.CY else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", vote)
            yield _cast(row, f"{member} | {shown}", above)


def _cast(row: Row, text: str, above: tuple[str, ...]) -> Passage:
    return Passage(
        text, 0, 0, PassageKind.TABLE_ROW, above, clean(row["contribution_id"]), dated=iso(row["meetingdate"])
    )
