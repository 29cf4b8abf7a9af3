"""What a site is asked to be."""

import re
from dataclasses import dataclass, field
from datetime import date

from corpus.errors import UsageProblem
from corpus.standing import Suggest
from publish.rights import Rights

_ADDRESS = re.compile(r"https?://[a-zA-Z0-9.-]+(?::\d{1,5})?(?:/[\w.~-]+)*/?", re.ASCII)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """``on`` is the day as which things are told, ``address`` where the site will stand, without a slash at its end.

    ``contact`` is an e-mail or web address to which people may write. With ``suggest`` what the program suggests is
    told too, marked as such; without it only what people decided. ``names`` says whether people's names are told.
    """

    on: date
    address: str = ""
    contact: str = ""
    suggest: Suggest | None = None
    rights: Rights = field(default_factory=Rights)
    names: bool = False


def address(typed: str) -> str:
    """The address of a site as it was typed, without the slash at its end; "" for none. Raises UsageProblem."""
    if not typed:
        return ""
    if len(typed) > _LONGEST or not _ADDRESS.fullmatch(typed) or "/.." in typed:
        raise UsageProblem(
            "{address} cannot be the address of a site; write it as in https://example.org/tracker.", address=typed
        )
    return typed.rstrip("/")
