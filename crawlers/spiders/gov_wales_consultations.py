"""Consultations of the Welsh Government and of the bodies that publish on its site."""

from collections.abc import Iterator, Sequence

from scrapy.http import TextResponse

from corpus.codebook import DocumentKind
from crawlers.items import Claim, Follow
from crawlers.select import PageChanged
from crawlers.spiders import gov_wales_words as words
from crawlers.spiders.gov_wales import GovWales
from crawlers.spiders.gov_wales_listing import PERHAPS, Row
from crawlers.spiders.gov_wales_page import period

_ALL = "https://www.gov.wales/consultations"
_OPEN = f"{_ALL}?field_consultation_status=1"


class GovWalesConsultations(GovWales):
    """gov.wales: consultations and calls for evidence, open and closed, with dates, documents and later the responses.

    Site: www.gov.wales, with its Welsh pages on www.llyw.cymru.
    Yields: a consultation in English and Welsh, with its status and the days on which it opens and closes, and as
        documents of their own whatever is attached: consultation papers, impact assessments, summaries of responses.
    Caveats: the open ones are listed first, by the site's own filter (``?status=open`` is silently ignored), then all
        of them; that none is open is believed. An attached PDF is paired with no other, since nothing on the pages
        pairs them. A consultation that is held on another site has only its summary here. Attachments elsewhere, or of
        a format that is not read, are named in the fact "elsewhere". The Welsh page is fetched again when the English
        one was changed.
    Confirmed: rows of listings, the filter, titles, types, rows of dates, attachments and the language link were seen
        by others, the wording "awaiting outcome" was described; paging by links with ``page=``, the order by date, the
        Welsh labels and the block of an outcome are assumptions. Without rows or a title, with a type that says no
        state, for an open one without an end, for a page without its text: PageChanged.
    """

    name = "gov-wales-consultations"
    entry = (
        Follow(address=_OPEN, read="listing", context={"before": PERHAPS}, listing=True),
        Follow(address=_ALL, read="listing", listing=True),
    )
    bodies = ("#description-block", ".hero-block__summary")
    adds = ("#outcome-block",)

    def kind(self, label: str, title: str) -> DocumentKind:
        """A consultation."""
        return DocumentKind.CONSULTATION

    def claim(self, response: TextResponse, rows: Sequence[Row]) -> Iterator[Claim]:
        """Only the whole list says how many there are, as those of the other are in it too."""
        if "field_consultation_status" not in response.url:
            yield from super().claim(response, rows)

    def facts(self, response: TextResponse, label: str) -> dict[str, str]:
        """Its status and dates. Raises PageChanged when it has none."""
        status = words.status(label)
        if not status:
            raise PageChanged(f".page-header__type that says its state (it says {label!r})", response.url)
        dates = period(response)
        if status == "open" and "closes" not in dates:
            raise PageChanged(".header-meta .gw-row.end-date", response.url)
        return {"status": status, **dates}
