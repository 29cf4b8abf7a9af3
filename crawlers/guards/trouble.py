"""Why a page was not read: each trouble is one sentence for the report, and its class says what becomes of the page."""

from scrapy.exceptions import IgnoreRequest


class Trouble(IgnoreRequest):
    """Base of all that keeps a page from being read; ``str()`` is the sentence for the person."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Refused(Trouble):
    """We do not fetch this address: robots.txt, another host, a private network. Asking again would change nothing."""


class Failed(Trouble):
    """It was fetched, and what came could not be used, or nothing came. The next crawl asks again."""


class Left(Trouble):
    """The host is left alone for the rest of this crawl; its pages stay waiting. The same sentence for every page."""

    def __init__(self, host: str, what: str) -> None:
        super().__init__(what)
        self.host = host


class Blocked(Left):
    """The host said no: 403, 429, or come back in more than an hour."""


class Down(Left):
    """The host does not answer, or its robots.txt cannot be had, which means the same (RFC 9309, 2.3.1.4)."""


class Stopped(Left):
    """The crawl was stopped while the page waited for its turn; there is nothing to report."""
