"""copronet.wales: stories and knowledge of the Co-production Network for Wales."""

from corpus.codebook import DocumentKind
from crawlers.items import Follow
from crawlers.spiders.plain import PlainSite


class Copronet(PlainSite):
    """The Co-production Network for Wales: case studies, articles and its knowledge base.

    Site: copronet.wales and info.copronet.wales (WordPress, it is thought); Welsh pages under /cy/
    Yields: case studies (addresses with "case-stud" or "stories" in them) and articles (all other pages), each with
        its Welsh twin and the files attached.
    Caveats: selectors are unconfirmed: no page was seen, nor a licence. What a page is, is told by its address alone,
        so that a case study under another address comes in as an article. A page must have an h1. Only pages in a
        sitemap are found; Welsh pages only from the link on their English page.
    Confirmed: the two hosts, and addresses under /what-we-do/, /home/coproduction/, /knowledge-base/ and /cy/;
        robots.txt, sitemap, language link and the addresses of case studies are assumptions.
    """

    name = "copronet"
    hosts = ("copronet.wales", "www.copronet.wales", "info.copronet.wales")
    publisher = "Co-production Network for Wales"
    entry = tuple(
        Follow(address=f"https://{host}/robots.txt", read="robots", listing=True)
        for host in ("copronet.wales", "info.copronet.wales")
    )
    kinds = (
        ("*case-stud*/?*", DocumentKind.CASE_STUDY),
        ("/stories/?*", DocumentKind.CASE_STUDY),
        ("/?*", DocumentKind.ARTICLE),
    )
    exclude = (
        *("/cy/*", "*/hello-world*", "*/sample-page*", "/category/*", "/tag/*", "/author/*"),
        *("/contact*", "/privacy*", "/cookie*", "/events/*", "/basket*", "/checkout*", "/my-account*"),
    )
    usual_sitemap = "/wp-sitemap.xml"
