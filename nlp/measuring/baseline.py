"""The yardstick: every unit with a modal word is taken for a commitment. No grammar, no context, no actor."""

import re

from corpus.codebook import Lang

_MODALS = {
    Lang.EN: re.compile(r"\b(?:must|shall|will|should|ought|\w+['’]ll)\b", re.IGNORECASE),
    Lang.CY: re.compile(
        r"\b(?:rh?aid|[bf]ydd(?:a[fi]|wn|wch|ant|[ei]r|[oi])?|d?dyl(?:wn|et|ai|em|ech|en|ent|id)|(?:n|dd?)yletswydd)\b",
        re.IGNORECASE,
    ),
}


def says_modal(text: str, lang: Lang) -> bool:
    """Whether a text holds must, shall, will, should or ought; in Welsh rhaid, or a form of bydd, dylai, dyletswydd."""
    return _MODALS[lang].search(text) is not None
