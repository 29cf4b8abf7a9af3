"""Publications of the Welsh Government and of the bodies that publish on its site."""

from corpus.codebook import DocumentKind
from crawlers.items import Follow
from crawlers.spiders import gov_wales_words as words
from crawlers.spiders.gov_wales import GovWales


class GovWalesPublications(GovWales):
    """gov.wales: strategies, plans, reports, guidance, government responses and whatever else is published there.

    Site: www.gov.wales, with its Welsh pages on www.llyw.cymru.
    Yields: a publication in English and Welsh, of the kind that its type or title tells, its type kept as a fact; and
        as documents of their own the files and pages attached to it.
    Caveats: some 1,640 pages of listing, so a whole crawl takes days at a polite pace; use ``--since``. What is called
        a report or guidance is of no kind of its own unless its title tells. An attached PDF is paired with no other.
        Attachments elsewhere, or of a format that is not read, are named in the fact "elsewhere".
    Confirmed: the listing's address, its ten rows a page, titles, attachments and the language link were seen by
        others; the names of types, paging by links with ``page=``, the order by date, and that publications have the
        summary or the description of other pages are assumptions. Without rows, a title or one of those parts:
        PageChanged.
    """

    name = "gov-wales-publications"
    entry = (Follow(address="https://www.gov.wales/publications", read="listing", listing=True),)
    bodies = ("#description-block", ".hero-block__summary")

    def kind(self, label: str, title: str) -> DocumentKind:
        """By its type, else its title."""
        return words.kind(label, title)
