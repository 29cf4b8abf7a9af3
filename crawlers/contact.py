"""Whom a site's owner may turn to: what can stand in a request's header as an address."""

import re

_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}|https?://[\w.-]+(?:/[\w./~-]*)?", re.ASCII)
_LONGEST = 150


def is_contact(text: str) -> bool:
    """Whether this is an e-mail or web address, fit to stand in a header."""
    return len(text) <= _LONGEST and _CONTACT.fullmatch(text) is not None
