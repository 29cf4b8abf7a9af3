"""The Senedd's committees: what they ask for views on and inquire into, their reports and the answers to those."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from scrapy.http import TextResponse

from corpus.codebook import DocumentKind
from crawlers import feeds
from crawlers.dates import day, first
from crawlers.items import Follow, Item, Nothing, Yielded
from crawlers.select import PageChanged, one
from crawlers.spiders import senedd_words as words
from crawlers.spiders.base import reads
from crawlers.spiders.senedd import (
    CONTENT,
    ENGLISH,
    SITE,
    Senedd,
    identified,
    label,
    lang_of,
    own_links,
    papers,
    rich_passages,
    rich_text,
    stated,
    title_of,
)

FEED = f"https://{ENGLISH}/mgRss.aspx?f=76"
ALL_CONSULTATIONS = f"https://{ENGLISH}/mgConsultationListDisplay.aspx?h=1"
COMMITTEES = f"https://{ENGLISH}/mgListCommittees.aspx?bcr=1"

BACKGROUND = f"{CONTENT} a[href*='mgIssueHistoryHome.aspx?IId=']:contains('background')"

_SPAN = re.compile(r"start date:\s*(?P<opens>[^:]+?\d{4}).*?end date:\s*(?P<closes>[^:]+?\d{4})", re.IGNORECASE)
_BILL = re.compile(r"\b(?:bill|act \d{4})$", re.IGNORECASE)
_OF_MEETINGS = (DocumentKind.COMMITTEE_REPORT.value, DocumentKind.GOVERNMENT_RESPONSE.value)


class SeneddCommittees(Senedd):
    """The business of the Senedd's committees.

    Site: business.senedd.wales and busnes.senedd.cymru (consultations, committees, inquiries, meetings), senedd.wales
        (each committee's current work), laiddocuments.senedd.wales (laid reports).
    Yields: a document of kind consultation for each consultation and inquiry, with status, opening and closing day as
        facts, the questions or terms of reference as list items; one of kind other for committees' other business;
        attached to them, in both languages, committee reports, government responses and consultation letters.
    Caveats: of meetings only reports and government responses are taken: no agendas, minutes, letters, packs or
        transcripts, and meetings are read in English only. Written evidence is not taken; its list stands in the
        consultation's text. Bills have their own spider. A consultation is open while the feed of active ones has it
        and closed when only the list of all does; a closed one is read once more and then left, since reports come by
        the inquiry's page, which is read every three days, even when it is no longer current work. The list of all
        consultations is most of what is counted, so that fewer are a fault. The feed's closing date goes before the
        page's prose. What the housekeeping pages of a committee link to (forward work programme, completed work,
        membership, remit) is followed, but they are no documents. Papers are fetched once: a new version is taken to
        have a new number.
    Confirmed: the feed with its dates, the wording of closing dates, the labels under an issue's text, the links of a
        committee's current work, the marks of the editor and the duplicate titles were seen; where a page's text sits
        (div.mgContent, div.mgWordPara), the lists' links, the committees' numbers in senedd.wales/committee/, the words
        "Cymraeg" on the language link and the papers' addresses are assumptions. Each that must hold fails by name: no
        entry in the feed, no dates in one, no link in a list, no text, no "First published:", no language link.
    """

    name = "senedd-committees"
    fresh_for: ClassVar[timedelta] = timedelta(days=3)
    entry: ClassVar[tuple[Follow, ...]] = (
        Follow(address=FEED, read="feed", listing=True),
        Follow(address=COMMITTEES, read="committees", listing=True),
    )

    @reads
    def feed(self, response: TextResponse) -> Iterator[Yielded]:
        """The active consultations; the list of all is then told which they are."""
        entries, active = feeds.read(response).entries, []
        if not entries:
            raise PageChanged("active consultation", response.url)
        for entry in entries:
            address = identified(response, entry.address, "ID")
            span = _SPAN.search(entry.summary)
            opens, closes = (day(span["opens"]), day(span["closes"])) if span else (None, None)
            if opens is None or closes is None:
                raise PageChanged(f"start and end date of a consultation (it says {entry.summary!r})", response.url)
            known = {"status": "open", "opens": opens.isoformat(), "closes": closes.isoformat()}
            active.append(_number(address))
            yield Follow(
                address=address, read="consultation", context=known, stamp=_stamp(**known), dated=opens, counts=True
            )
        yield Follow(
            address=ALL_CONSULTATIONS, read="consultations", context={"active": " ".join(active)}, listing=True
        )

    @reads
    def consultations(self, response: TextResponse, *, active: str = "") -> Iterator[Yielded]:
        """The list of all consultations, of which those that the feed does not have are closed."""
        found = own_links(response, "a[href*='mgConsultationDisplay.aspx?ID=']", "ID")
        closed = [address for address, _ in found if _number(address) not in active.split()]
        if not closed:
            yield Nothing("all consultations are open")
        for address in closed:
            known = {"status": "closed"}
            yield Follow(address=address, read="consultation", context=known, stamp=_stamp(**known), counts=True)

    @reads
    def consultation(
        self, response: TextResponse, *, work: str = "", status: str = "", opens: str = "", closes: str = ""
    ) -> Iterator[Yielded]:
        """A consultation's page in either language; ``work`` is the English page's address, for the Welsh one."""
        english, work = not work, work or identified(response, response.url, "ID")
        title, passages = title_of(response), rich_passages(response)
        ends = words.closing(" ".join(passage.text for passage in passages))
        known = stated(status=status, opens=opens, closes=closes or (ends.isoformat() if ends else ""))
        yield Item(
            kind=DocumentKind.CONSULTATION,
            title=title,
            work=work,
            lang=lang_of(response),
            issued=day(opens),
            part_of=_background(response),
            facts=known,
            passages=passages,
        )
        if english:
            yield self.twin(response, "consultation", "ID", known, _stamp(**known))
        for paper in papers(response):
            yield self.attached(paper, title, work)

    @reads
    def committees(self, response: TextResponse) -> Iterator[Yielded]:
        """The list of committees."""
        for address, name in own_links(response, "a[href*='mgCommitteeDetails.aspx?ID=']", "ID"):
            yield Follow(
                address=f"https://{SITE}/committee/{_number(address)}",
                read="committee",
                context={"committee": name},
                listing=True,
            )

    @reads
    def committee(self, response: TextResponse, *, committee: str = "") -> Iterator[Yielded]:
        """A committee's own page: its current work and the way to its meetings."""
        for address, _ in own_links(response, "a[href*='mgIssueHistoryHome.aspx?IId=']", "IId"):
            yield Follow(address=address, read="issue", context=stated(committee=committee), counts=True)
        meetings = identified(response, one(response, "a[href*='ieListMeetings.aspx?']").attrib["href"], "CommitteeId")
        yield Follow(address=meetings, read="meetings", listing=True)

    @reads
    def issue(
        self, response: TextResponse, *, work: str = "", committee: str = "", housekeeping: str = ""
    ) -> Iterator[Yielded]:
        """A piece of a committee's work, such as an inquiry, in either language; Bills are left to their own spider."""
        english, work = not work, work or identified(response, response.url, "IId")
        title = title_of(response)
        if english and _is_bill(response, title):
            yield Nothing("it is a Bill")
            return
        silent = housekeeping or ("yes" if english and words.is_housekeeping(title) else "")
        yield Nothing("it is housekeeping") if silent else _issue(response, title, work, committee)
        if english:
            yield self.twin(response, "issue", "IId", stated(committee=committee, housekeeping=silent))
        for paper in papers(response):
            yield self.attached(paper, "" if silent else title, "" if silent else work)

    @reads
    def meetings(self, response: TextResponse) -> Iterator[Yielded]:
        """A committee's meetings."""
        for address, said in own_links(response, "a[href*='ieListDocuments.aspx?']", "CId", "MId"):
            yield Follow(address=address, read="meeting", dated=first(said))

    @reads
    def meeting(self, response: TextResponse) -> Iterator[Yielded]:
        """A meeting's agenda, of whose papers only reports and government responses are taken."""
        taken = [paper for paper in papers(response) if paper.kind in _OF_MEETINGS]
        if not taken:
            yield Nothing("no report or response is among its papers")
        for paper in taken:
            yield self.attached(paper, "", "")


def _is_bill(response: TextResponse, title: str) -> bool:
    return bool(_BILL.search(title)) and any(words.stage(block.text) for block in rich_text(response))


def _issue(response: TextResponse, title: str, work: str, committee: str) -> Item:
    published = label(response, "published")
    if (issued := day(published)) is None:
        raise PageChanged(f"date after “First published:” (it says {published!r})", response.url)
    kind = DocumentKind.CONSULTATION if words.is_inquiry(label(response, "business")) else DocumentKind.OTHER
    return Item(
        kind=kind,
        title=title,
        work=work,
        lang=lang_of(response),
        issued=issued,
        facts=stated(committee=committee),
        passages=rich_passages(response),
    )


def _background(response: TextResponse) -> str:
    """The piece of work that a consultation is for, where its page leads to one."""
    found = response.css(BACKGROUND)
    return identified(response, found[0].attrib["href"], "IId") if found else ""


def _number(address: str) -> str:
    return parse_qs(urlsplit(address).query)["ID"][0]


def _stamp(status: str = "", opens: str = "", closes: str = "") -> str:
    """A consultation's page changes when it closes, or with its dates."""
    return " ".join(filter(None, (status, opens, closes)))
