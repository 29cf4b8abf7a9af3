"""The Record of Proceedings: what was said and how members voted, in plenary and in committees."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from parsel import Selector
from scrapy.http import TextResponse

from corpus.codebook import DocumentKind
from crawlers.dates import day
from crawlers.items import Follow, Item, Nothing, Yielded
from crawlers.select import PageChanged, many, one, required, text
from crawlers.spiders.base import Source, reads
from crawlers.spiders.record_pages import HOSTS, ROOT, SENEDD, publisher, see_more

PROVISIONAL = timedelta(days=14)

_ROW = "tr:has(a[href*='meetingID='])"
_LINK = re.compile(r"[?&]meetingID=(\d+)&xmlDownloadType=(\w+)")
_EXPORT = "dataroot, NewDataSet"
_MORE = ROOT + "/XMLExport/SeeMore?Committee=0&Start=0001-01-01&End=0001-01-01&Page={}"


def _page(number: int, newest: str) -> Follow:
    context = {"page": str(number), "newest": newest}
    return Follow(address=_MORE.format(number), read="more", context=context, listing=True)


class SeneddRecord(Source):
    """The Record of Proceedings: what was said and how members voted, in plenary and in committees.

    Site: https://record.senedd.wales/XMLExport, a table of meetings, newest first, with "See More".
    Yields: one document a meeting for its transcript (both languages out of the bilingual export; where there is
        none, out of the Welsh and the English one), one for its votes, one for questions that were not reached and
        their answers.
    Caveats: A transcript is provisional for some days. Meetings of the two weeks before the newest one listed are
        looked at again every three days, then once more, and from then on never. The table's filter by committee
        leaves out committees, and each Senedd's plenary has another number in it, so the table is walked whole,
        without the filter, and must show no fewer than before. With --since the walk ends at the first page that is
        older. The XML says nothing in Welsh of a committee's name.
    Confirmed: Rows and fields of the XML (real exports of votes and of questions not reached; a made-up one of a
        transcript), the table's seven cells and the addresses of downloads (read in several public programs that used
        them). Assumed: that "See More" answers with JSON of Html and MoreToShow (two public programs), and that a
        transcript is final after fourteen days. Whether the first page of "See More" repeats the table or goes on
        from it was not seen; both are read, so that nothing is lost either way.
    """

    name = "senedd-record"
    hosts = HOSTS
    publisher = SENEDD
    fresh_for = timedelta(days=3)
    entry = (Follow(address=f"{ROOT}/XMLExport", read="table", listing=True), _page(1, ""))

    @reads
    def table(self, response: TextResponse) -> Iterator[Yielded]:
        """The table as it first stands: the newest meetings of plenary and all committees."""
        rows = many(response, _ROW)
        newest = _held(response, rows[0])
        for row in rows:
            yield from _exports(response, row, newest)

    @reads
    def more(self, response: TextResponse, *, page: str, newest: str) -> Iterator[Yielded]:
        """A page of the whole table. ``newest`` is when the first meeting of its first page was held."""
        markup, more = see_more(response, "Html", str), see_more(response, "MoreToShow", bool)
        if not markup.strip() and not more:
            return
        rows = many(response, _ROW, Selector(f"<table>{markup}</table>"))
        newest = newest or _held(response, rows[0]).isoformat()
        for row in rows:
            yield from _exports(response, row, date.fromisoformat(newest))
        if more and (self.since is None or _held(response, rows[-1]) >= self.since):
            yield _page(int(page) + 1, newest)

    @reads
    def export(self, response: TextResponse, *, meeting: str) -> Iterator[Yielded]:
        """A meeting's export; one without any rows is of a meeting whose record is yet to come."""
        if not response.css(":root > *"):
            one(response, _EXPORT)
            yield Nothing("the record of its meeting is yet to come")
            return
        if (found := required(response, "Meeting_ID")) != meeting:
            raise PageChanged(f"meeting {meeting} (but {found})", response.url)
        held = day(required(response, "MeetingDate"))
        if held is None:
            raise PageChanged("date in MeetingDate", response.url)
        yield Item(kind=DocumentKind.RECORD, title="", publisher=publisher(held))


def _held(response: TextResponse, row: Selector) -> date:
    """The day of a row's meeting, which stands in its first cell with a clock."""
    found = day(text(row.css("td")))
    if found is None:
        raise PageChanged("date in the first cell of a row", response.url)
    return found


def _exports(response: TextResponse, row: Selector, newest: date) -> Iterator[Follow]:
    held = _held(response, row)
    found = [_named(response, link) for link in row.css("a[href*='meetingID=']::attr(href)").getall()]
    bilingual = any(kind == "BilingualTranscript" for _, kind in found)
    for meeting, kind in found:
        if bilingual and kind in {"WelshTranscript", "EnglishTranscript"}:
            continue
        yield Follow(
            address=f"{ROOT}/XMLExport/Download?meetingID={meeting}&xmlDownloadType={kind}",
            read="export",
            context={"meeting": meeting},
            stamp="" if newest - held < PROVISIONAL else "final",
            dated=held,
            counts=True,
        )


def _named(response: TextResponse, link: str) -> tuple[str, str]:
    """The meeting and the kind of export that a link names."""
    found = _LINK.search(link)
    if found is None:
        raise PageChanged("meeting and type in the link of an export", response.url)
    return found[1], found[2]
