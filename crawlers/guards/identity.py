"""Who asks: an honest user agent, and what is done about a proxy."""

import re
from importlib.metadata import version
from urllib.request import getproxies

from corpus.errors import UsageProblem

NAME = "Addewid"
"""What robots.txt files may call us."""

_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}|https?://[\w.-]+(?:/[\w./~-]*)?", re.ASCII)


def user_agent(contact: str) -> str:
    """The name under which pages are asked for, with an address where a site's owner can complain.

    ``contact`` is an e-mail or web address, or ``""``. Raises UsageProblem for anything else.
    """
    contact = contact.strip()
    if contact and (len(contact) > 150 or not _CONTACT.fullmatch(contact)):
        raise UsageProblem(
            f"The contact {contact[:60]!r} is neither an e-mail nor a web address; mend it in settings.toml."
        )
    about = "collects Welsh public policy documents"
    return (
        f"{NAME}/{version('addewid')} ({about}; contact: {contact})"
        if contact
        else f"{NAME}/{version('addewid')} ({about})"
    )


def proxy_notice() -> str:
    """A sentence when the environment names a proxy, else ``""``.

    A proxy would look names up itself, and nothing here could then see that one leads into a private network.
    """
    named = sorted(getproxies().keys() & {"http", "https", "all"})
    if not named:
        return ""
    return f"A proxy is set for {' and '.join(named)}; it is not used: pages are fetched directly."
