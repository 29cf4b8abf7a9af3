"""Short stable names for things, made from what they are, so that a rebuilt corpus gives the same ones."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SHORTEST = 7


def digest_ref(prefix: str, *parts: str, taken: Callable[[str], bool]) -> str:
    """A ref such as ``c-4k7m2x9`` from the SHA-256 of the parts, lengthened until it is not taken."""
    digest = int.from_bytes(hashlib.sha256("\x00".join(parts).encode()).digest())
    letters = ""
    while True:
        digest, remainder = divmod(digest, len(ALPHABET))
        letters += ALPHABET[remainder]
        if len(letters) >= SHORTEST and not taken(f"{prefix}-{letters}"):
            return f"{prefix}-{letters}"


def slug(words: str, longest: int = 60) -> str:
    """Lower-case words joined by hyphens: ``Tŷ'r Senedd 2014`` gives ``ty-r-senedd-2014``; ``document`` when empty."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    return joined[:longest].strip("-") or "document"
