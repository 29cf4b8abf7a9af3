"""Who asks: an honest user agent, and what is done about a proxy."""

from importlib.metadata import version
from urllib.request import getproxies

from corpus.errors import UsageProblem
from crawlers.contact import is_contact

NAME = "Addewid"
"""What robots.txt files may call us."""


def user_agent(contact: str) -> str:
    """The name under which pages are asked for, with an address where a site's owner can complain.

    ``contact`` is an e-mail or web address, or ``""``. Raises UsageProblem for anything else.
    """
    contact = contact.strip()
    if contact and not is_contact(contact):
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
