"""What the spiders of the Record share: its hosts, and its answers to "See More", which are markup inside JSON."""

import json
from datetime import date
from typing import TypeVar

from scrapy.http import TextResponse

from crawlers.select import PageChanged

ROOT = "https://record.senedd.wales"
HOSTS = ("record.senedd.wales", "cofnod.senedd.cymru")
ASSEMBLY, SENEDD = "National Assembly for Wales", "Welsh Parliament"
_RENAMED = date(2020, 5, 6)

Held = TypeVar("Held")


def publisher(when: date) -> str:
    """What the parliament was called on a day."""
    return ASSEMBLY if when < _RENAMED else SENEDD


def see_more(response: TextResponse, key: str, kind: type[Held]) -> Held:
    """What an answer to "See More" holds under a key, of that type. Raises PageChanged."""
    try:
        answer = json.loads(response.text)
    except ValueError:
        answer = None
    held = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(held, kind):
        raise PageChanged(f"{key} in JSON", response.url)
    return held
