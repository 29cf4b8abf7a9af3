"""futuregenerations.wales: what the Future Generations Commissioner for Wales reports and asks for."""

from corpus.codebook import DocumentKind
from crawlers.items import Follow
from crawlers.spiders.plain import PlainSite


class FutureGenerations(PlainSite):
    """The Future Generations Commissioner for Wales: reports, news and stories.

    Site: www.futuregenerations.wales (WordPress, it is thought); Welsh pages under /cy/
    Yields: the Commissioner's work and reports (/work/, /resources_posts/), articles (/news/) and case studies
        (/stories/), each with its Welsh twin and the files attached.
    Caveats: selectors are unconfirmed: no page was seen. The feed is not used, for it held placeholder posts; posts
        of WordPress's own ("hello-world") are left alone. A page must have an h1. Only pages in a sitemap are found;
        Welsh pages only from the link on their English page.
    Confirmed: addresses under /news/, /work/ and /cy/; robots.txt, sitemap, language link and the addresses of
        stories and resources are assumptions.
    """

    name = "future-generations"
    hosts = ("www.futuregenerations.wales", "futuregenerations.wales")
    publisher = "Future Generations Commissioner for Wales"
    entry = (Follow(address="https://www.futuregenerations.wales/robots.txt", read="robots", listing=True),)
    kinds = (
        ("/news/?*", DocumentKind.ARTICLE),
        ("/work/?*", DocumentKind.COMMISSION_REPORT),
        ("/resources_posts/?*", DocumentKind.COMMISSION_REPORT),
        ("/stories/?*", DocumentKind.CASE_STUDY),
    )
    exclude = ("/cy/*", "*/hello-world*", "*/sample-page*")
    usual_sitemap = "/wp-sitemap.xml"
