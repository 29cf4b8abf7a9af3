"""Laws as legislation.gov.uk's XML (CLML), made of lines; what the lines mean is said in ``sites/legislation.toml``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from typing import Any, Literal

SITE = "http://www.legislation.gov.uk"
"""As the site writes its own addresses."""
Tongue = Literal["en", "cy"]

_TYPES = {
    "asc": "WelshParliamentAct",
    "anaw": "WelshNationalAssemblyAct",
    "mwa": "WelshAssemblyMeasure",
    "wsi": "WelshStatutoryInstrument",
}
_SPACES = (
    'xmlns="http://www.legislation.gov.uk/namespaces/legislation" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_META_SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata"'
)
_LINE = re.compile(r"(?P<mark>%%|%|#|\(\d+\)|\([a-z]\))\s+(?P<rest>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law as it stands. Pairs are English and Welsh; ``valid`` is the day of its last revision, if it has one.

    ``welsh_at`` says that its Welsh exists only as enacted. ``effects`` are changes not yet worked in, by language.
    """

    work: str
    title: Sequence[str]
    long: Sequence[str]
    made: date
    updated: str
    english: str
    welsh: str = ""
    valid: date | None = None
    laid: date | None = None
    in_force: date | None = None
    welsh_at: str = ""
    effects: Sequence[int] = (0, 0)
    later: Any = None

    @property
    def kind(self) -> str:
        """The type of law as metadata name it."""
        return _TYPES[self.work.partition("/")[0]]

    @property
    def is_instrument(self) -> bool:
        """Whether it is a statutory instrument, made and not enacted."""
        return self.work.startswith("wsi/")

    @property
    def original(self) -> str:
        """How its first version is called in addresses."""
        return "made" if self.is_instrument else "enacted"

    @property
    def version(self) -> str:
        """How its version in force is called in addresses."""
        return self.valid.isoformat() if self.valid else self.original

    def address(self, tongue: Tongue = "en", version: str = "") -> str:
        """Of its text, without a suffix."""
        return f"{SITE}/{self.work}/{version or self.version}" + ("/welsh" if tongue == "cy" else "")


def clml(law: Law, tongue: Tongue, version: str) -> str:
    """A version of a law in a language."""
    at = 1 if tongue == "cy" else 0
    body = "".join(_built((law.welsh if at else law.english).strip().splitlines()))
    start = f' RestrictExtent="E+W" RestrictStartDate="{version}"' if version[:1].isdigit() else ""
    main, schedules = re.fullmatch(r"(.*?)(<Schedules>.*)?", body, re.DOTALL).groups("")  # type: ignore[union-attr]
    family = "Secondary" if law.is_instrument else "Primary"
    provisions = body.count("</P1>")
    return (
        f'<Legislation {_SPACES} DocumentURI="{law.address(tongue, version)}" IdURI="{SITE}/id/{law.work}" '
        f'NumberOfProvisions="{provisions}" SchemaVersion="2.0"{" xml:lang=" + chr(34) + "cy" + chr(34) if at else ""}'
        f"{start}>{_metadata(law, tongue, version)}<{family}>{_prelims(law, at)}"
        f'<Body NumberOfProvisions="{provisions}"{start}>{main}{_signed(law)}</Body>{schedules}'
        f"{_note(law, at)}</{family}>"
        f"{_commentaries(body)}{_footnotes(body)}</Legislation>"
    )


def _metadata(law: Law, tongue: Tongue, version: str) -> str:
    at = 1 if tongue == "cy" else 0
    revised = version[:1].isdigit()
    own = law.address(tongue, version)
    other: Tongue = "en" if at else "cy"
    links = [f'<atom:link rel="self" href="{own}/data.xml" type="application/xml"/>']
    if law.welsh and (not law.welsh_at or version == law.original):
        links.append(f'<atom:link rel="alternate" hreflang="{other}" href="{law.address(other, version)}"/>')
    links.append(f'<atom:link rel="alternate" type="application/pdf" href="{own}/data.pdf" title="PDF"/>')
    for each in ("en", "cy") if law.welsh else ("en",):
        first = law.address("cy" if each == "cy" else "en", law.original)
        links.append(
            f'<atom:link rel="http://purl.org/dc/terms/hasVersion" href="{" " * 4 if each == "cy" else ""}{first}" '
            f'title="{law.original}" hreflang="{each}"/>'
        )
    valid = f"<dct:valid>{version}</dct:valid>" if revised else ""
    family = "Secondary" if law.is_instrument else "Primary"
    dates = f'<ukm:EnactmentDate Date="{law.made}"/>'
    if law.is_instrument:
        laid = f'<ukm:Laid Date="{law.laid}" Class="WelshParliament"/>' if law.laid else ""
        force = f'<ukm:ComingIntoForce><ukm:DateTime Date="{law.in_force}"/></ukm:ComingIntoForce>'
        dates = f'<ukm:Made Date="{law.made}"/>{laid}{force}'
    _, year, number = law.work.split("/")
    return (
        f"<ukm:Metadata {_META_SPACES}><dc:identifier>{own}</dc:identifier><dc:title>{escape(law.title[at])}</dc:title>"
        f"<dc:description>{escape(law.long[at])}</dc:description><dc:language>{tongue}</dc:language>"
        f"<dc:publisher>{'Statute Law Database' if revised else 'King’s Printer of Acts of Parliament'}</dc:publisher>"
        f"<dc:modified>{law.updated[:10]}</dc:modified>{valid}{''.join(links)}<ukm:{family}Metadata>"
        f'<ukm:DocumentClassification><ukm:DocumentCategory Value="{family.lower()}"/>'
        f'<ukm:DocumentMainType Value="{law.kind}"/><ukm:DocumentStatus Value="{"revised" if revised else "final"}"/>'
        f'</ukm:DocumentClassification><ukm:Year Value="{year}"/><ukm:Number Value="{number}"/>{dates}'
        f"{_effects(law)}</ukm:{family}Metadata></ukm:Metadata>"
    )


def _effects(law: Law) -> str:
    """Changes that are still to be worked in: some into both texts, some into the English only."""
    english, welsh = law.effects
    rows = "".join(
        f'<ukm:UnappliedEffect EffectId="key-{number}" AffectedURI="{SITE}/id/{law.work}" Type="words substituted" '
        f'RequiresApplied="true" Applied="false" RequiresWelshApplied="true" '
        f'WelshApplied="{"false" if number < welsh else "true"}" AffectedProvisions="s. {number + 2}" '
        f'AffectingURI="{SITE}/id/wsi/2026/9903"/>'
        for number in range(english)
    )
    cleared = f'<ukm:UnappliedEffect EffectId="key-x" RequiresApplied="false" AffectedURI="{SITE}/id/{law.work}"/>'
    return f"<ukm:UnappliedEffects>{rows}{cleared}</ukm:UnappliedEffects>" if rows else ""


def _prelims(law: Law, at: int) -> str:
    _, year, number = law.work.split("/")
    title = f"<Title>{escape(law.title[at])}</Title>"
    if law.is_instrument:
        words = "Gweinidogion Cymru yn gwneud a ganlyn." if at else "The Welsh Ministers make the following."
        return (
            f"<SecondaryPrelims><Number>{year} {'Rhif' if at else 'No.'} {number} (W. 1)</Number>{title}"
            f"<MadeDate><Text>{'Gwnaed' if at else 'Made'}</Text><DateText>{law.made}</DateText></MadeDate>"
            f"<SecondaryPreamble><EnactingText><Para><Text>{words}</Text></Para></EnactingText></SecondaryPreamble>"
            "</SecondaryPrelims>"
        )
    return (
        f"<PrimaryPrelims>{title}<Number>{year} asc {number}</Number><LongTitle>{escape(law.long[at])}</LongTitle>"
        f"<DateOfEnactment><DateText>[{law.made}]</DateText></DateOfEnactment></PrimaryPrelims>"
    )


def _signed(law: Law) -> str:
    if not law.is_instrument:
        return ""
    return (
        "<SignedSection><Signatory><Signee><PersonName>Mared Elystan</PersonName>"
        f'<DateSigned Date="{law.made}"><DateText>{law.made}</DateText></DateSigned></Signee>'
        "</Signatory></SignedSection>"
    )


def _note(law: Law, at: int) -> str:
    if not law.is_instrument:
        return ""
    title = "NODYN ESBONIADOL" if at else "EXPLANATORY NOTE"
    return f"<ExplanatoryNotes><Title>{title}</Title><P><Text>{escape(law.long[at])}</Text></P></ExplanatoryNotes>"


def _commentaries(body: str) -> str:
    if "CommentaryRef" not in body:
        return ""
    words = "This was changed (1.9.2025) by an instrument that the editors name here."
    return (
        f'<Commentaries><Commentary Type="F" id="key-c"><Para><Text>{words}</Text></Para></Commentary></Commentaries>'
    )


def _footnotes(body: str) -> str:
    if "FootnoteRef" not in body:
        return ""
    words = "<Para><Text>2025 asc 91.</Text></Para>"
    return f'<Footnotes><Footnote id="f00001"><FootnoteText>{words}</FootnoteText></Footnote></Footnotes>'


def _built(lines: Sequence[str]) -> Iterator[str]:
    """The elements of some lines; each line ends those that stand at its level or below it."""
    open_: list[tuple[int, str]] = []
    for quoted, group in groupby(lines, lambda line: line.startswith(">")):
        if quoted:
            inner = "".join(_built([line.removeprefix(">").strip() for line in group]))
            yield f'<BlockAmendment Context="main" TargetClass="primary">{inner}</BlockAmendment>'
            yield "<AppendText>.</AppendText>"
            continue
        for line in group:
            level, begin, end = _element(line)
            while open_ and open_[-1][0] >= level:
                yield open_.pop()[1]
            if begin.startswith("<Schedule "):
                yield "<Schedules>"
                end += "</Schedules>"
            yield begin
            if end:
                open_.append((level, end))
    yield from (end for _, end in reversed(open_))


def _element(line: str) -> tuple[int, str, str]:
    """The level of what a line begins, its first half, and its last."""
    found = _LINE.fullmatch(line)
    if found is None:
        return 9, f"<Text>{_inline(line)}</Text>", ""
    mark, parts = found["mark"], [part.strip() for part in found["rest"].split("|")]
    if mark == "%%":
        number, title, reference = parts
        block = f"<TitleBlock><Title>{escape(title)}</Title></TitleBlock><Reference>{reference}</Reference>"
        return (
            0,
            f'<Schedule id="schedule-1"><Number>{number}</Number>{block}<ScheduleBody>',
            "</ScheduleBody></Schedule>",
        )
    if mark == "%":
        return 0, f"<Part><Number>{parts[0]}</Number><Title>{escape(parts[1])}</Title>", "</Part>"
    if mark == "#":
        number = f'<Pnumber PuncAfter="">{parts[0]}</Pnumber>'
        begin = f'<P1group><Title>{escape(parts[1])}</Title><P1 id="section-{parts[0]}">{number}<P1para>'
        return 1, begin, "</P1para></P1></P1group>"
    level = 2 if mark[1].isdecimal() else 3
    begin = f"<P{level}><Pnumber>{mark[1:-1]}</Pnumber><P{level}para><Text>{_inline(found['rest'])}</Text>"
    return level, begin, f"</P{level}para></P{level}>"


def _inline(text: str) -> str:
    shown = escape(text, quote=False).replace("{c}", '<CommentaryRef Ref="key-c"/>')
    shown = shown.replace("{f}", '<FootnoteRef Ref="f00001"/>')
    return re.sub(r"\{new:([^}]*)\}", r"<InlineAmendment>\1</InlineAmendment>", shown)
