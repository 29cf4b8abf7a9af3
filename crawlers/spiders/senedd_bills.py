"""The Senedd's Bills: their stages with dates, and the Bill's text, memorandum and reports attached to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from scrapy.http import TextResponse

from corpus.codebook import DocumentKind, PassageKind
from corpus.readers.blocks import Block, to_passages
from corpus.types import Passage
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged, many, one, text
from crawlers.spiders import senedd_words as words
from crawlers.spiders.base import reads
from crawlers.spiders.senedd import (
    GOVERNMENT,
    SITE,
    Senedd,
    identified,
    lang_of,
    papers,
    rich_text,
    stated,
    title_of,
)

REGISTER = f"https://{SITE}/senedd-business/legislation/"
SETTLED = ("senedd-acts/", "rejected-bills-and-withdrawn-bills/")


@dataclass(slots=True)
class _Told:
    """A Bill's page: its passages in order, its stages, and the words before the first of them."""

    passages: list[Passage]
    stages: list[words.Stage]
    intro: str


class SeneddBills(Senedd):
    """The Senedd's register of legislation, and each Bill's page on its business site.

    Site: senedd.wales (register, Acts, rejected and withdrawn Bills), business.senedd.wales and busnes.senedd.cymru
        (a page a Bill and language), laiddocuments.senedd.wales (laid papers).
    Yields: a document of kind bill for each Bill, one passage a stage with the day it ended, the Bill's latest stage,
        its introduction, Royal Assent, type and member in charge as facts; attached to it, in both languages, the
        Bill's text, explanatory memorandum, committee reports and the government's responses to them.
    Caveats: amendments, marshalled lists, groupings, letters, minutes, statements and impact assessments are left
        alone. An Act's or fallen Bill's page is read once, and again when its row in the register changes; that of a
        Bill in progress every day. A stage that is announced with a date counts as reached. A paper of the Welsh page
        is the Welsh version of one of the English page when both have the same number; else it is a work of its own.
        A stage without a day, such as "(to be confirmed)", is a passage without one. Papers are fetched once: a new
        version is taken to have a new number. A Welsh page is reached only by its English page's link.
    Confirmed: the register's rows with their title link that holds IId, the page's title as the Bill's name, the
        stages as prose with a day or a range in brackets, the sentence of Royal Assent, the marks of the editor and
        the two languages' same IId were seen; that the Acts page and the rejected page have the same rows, where a
        page's text sits (div.mgContent, div.mgWordPara), the words "Cymraeg" on the language link, the Welsh names of
        stages and the addresses of laid papers are assumptions. Each that must hold fails by name: no row, no link
        with IId, no text, no stage, no language link.
    """

    name = "senedd-bills"
    fresh_for: ClassVar[timedelta] = timedelta(days=1)
    entry: ClassVar[tuple[Follow, ...]] = (
        Follow(address=REGISTER, read="register", listing=True),
        *(
            Follow(address=REGISTER + part, read="register", context={"settled": "yes"}, listing=True)
            for part in SETTLED
        ),
    )

    @reads
    def register(self, response: TextResponse, *, settled: str = "") -> Iterator[Yielded]:
        """The rows of a register; one without any link is the table's heading."""
        rows = [row for row in many(response, "li.table__row") if row.css("a")]
        if not rows:
            raise PageChanged("li.table__row with a link", response.url)
        for row in rows:
            link = one(response, "p.row__col a[href*='IId=']", row)
            stamp = " | ".join(filter(None, map(text, row.css("p.row__col")))) if settled else ""
            yield Follow(
                address=identified(response, link.attrib["href"], "IId"),
                read="bill",
                context=stated(stamp=stamp),
                stamp=stamp,
                counts=True,
            )

    @reads
    def bill(self, response: TextResponse, *, work: str = "", stamp: str = "") -> Iterator[Yielded]:
        """A Bill's page in either language; ``work`` is the English page's address, for the Welsh one."""
        english, work = not work, work or identified(response, response.url, "IId")
        title, told = title_of(response), _told(response)
        facts = _facts(told)
        introduced = facts.get("introduced")
        yield Item(
            kind=DocumentKind.BILL,
            title=title,
            work=work,
            lang=lang_of(response),
            issued=date.fromisoformat(introduced) if introduced else None,
            facts=facts,
            passages=tuple(told.passages),
        )
        if english:
            yield self.twin(response, "bill", "IId", stated(stamp=stamp), stamp)
        by = GOVERNMENT if facts.get("bill_type") == "government" else ""
        for paper in papers(response):
            yield self.attached(paper, title, work, by)


def _told(response: TextResponse) -> _Told:
    """A page's text as passages, its stages dated. Raises PageChanged when it tells of no stage."""
    told = _Told([], [], "")
    for stage, blocks in _parts(rich_text(response)):
        if stage is None:
            told.passages += to_passages(blocks)
            if not told.stages:
                told.intro = " ".join(block.text for block in blocks)
        else:
            heads = [passage for passage in told.passages if passage.kind is PassageKind.HEADING]
            path = (*heads[-1].headings, heads[-1].text) if heads else ()
            said = " ".join([stage.line, *filter(None, [stage.rest]), *(block.text for block in blocks)])
            told.stages.append(stage)
            told.passages.append(Passage(said, 0, 0, headings=path, dated=stage.end))
    if not told.stages:
        raise PageChanged("stage such as “Bill introduced (7 July 2025)”", response.url)
    return told


def _parts(blocks: Sequence[Block]) -> Iterator[tuple[words.Stage | None, list[Block]]]:
    """The text in parts: each stage with the blocks that tell of it, and what stands before, between and after."""
    stage: words.Stage | None = None
    held: list[Block] = []
    for block in blocks:
        begun = words.stage(block.text)
        if begun and stage and (begun.name, begun.start, begun.end) == (stage.name, stage.start, stage.end):
            begun = None  # a heading, and then a sentence that says the same
        elif begun or (stage and block.kind is PassageKind.HEADING):
            if stage or held:
                yield stage, held
            stage, held = begun, []
        if begun is None:
            held.append(block)
    if stage or held:
        yield stage, held


def _facts(told: _Told) -> dict[str, str]:
    """What the page says of its Bill, in words of no language."""
    begun = [stage for stage in told.stages if stage.start]
    latest = max(begun or told.stages, key=lambda stage: (stage.start or date.min, stage.order))
    days = {stage.name: stage.start for stage in reversed(begun)}
    return stated(
        stage=latest.name,
        introduced=_iso(days.get("introduced")),
        royal_assent=_iso(days.get("royal-assent")),
        bill_type=words.bill_type(told.intro),
        member=words.member(told.intro),
    )


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""
