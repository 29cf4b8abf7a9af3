"""audit.wales: what the Auditor General for Wales reports."""

from corpus.codebook import DocumentKind
from crawlers.items import Follow
from crawlers.spiders.plain import PlainSite


class AuditWales(PlainSite):
    """Audit Wales: reports on public bodies, and news of them.

    Site: www.audit.wales (Drupal, it is thought); Welsh pages under /cy/ or on www.archwilio.cymru
    Yields: audit reports (pages under /publication/, with the PDF attached to them) and articles (/news/), each with
        its Welsh twin.
    Caveats: selectors are unconfirmed: no page was seen. A page must have an h1; its text is its main element, or
        what the reader of web pages takes for its content. Only pages in a sitemap are found; Welsh pages only from
        the link on their English page. Without dates in the sitemap every page is looked at again after 30 days.
    Confirmed: the addresses of pages, and dates such as "7 Oct 2010 - 10:00am"; robots.txt, sitemap and language
        link are assumptions.
    """

    name = "audit-wales"
    hosts = ("www.audit.wales", "audit.wales", "www.archwilio.cymru", "archwilio.cymru")
    publisher = "Audit Wales"
    entry = (Follow(address="https://www.audit.wales/robots.txt", read="robots", listing=True),)
    kinds = (("/publication/?*", DocumentKind.AUDIT_REPORT), ("/news/?*", DocumentKind.ARTICLE))
