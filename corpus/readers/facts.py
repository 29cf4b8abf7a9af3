"""Facts written down by people or programs beside a text (front matter, a bulk line, a column), checked before use."""

from datetime import date, datetime

from corpus.codebook import DocumentKind, Lang
from corpus.errors import AddewidError
from corpus.readers.clean import clean
from corpus.readers.dates import Stated, stated


class BadFact(AddewidError):
    """A stated fact that does not fit; its words go into the sentence for the person."""


def text(value: object) -> str:
    """A stated value as one line of text; lists joined by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (text(one) for one in value)))
    if isinstance(value, dict):
        return "; ".join(f"{clean(str(key))}: {text(one)}" for key, one in value.items())
    return clean(str(value))


def lang(value: object) -> Lang | None:
    """A stated language. Raises `BadFact` for any but English and Welsh."""
    words = text(value).lower()
    if not words:
        return None
    names = {
        "en": Lang.EN,
        "eng": Lang.EN,
        "english": Lang.EN,
        "cy": Lang.CY,
        "cym": Lang.CY,
        "welsh": Lang.CY,
        "cymraeg": Lang.CY,
    }
    found = names.get(words) or names.get(words.replace("_", "-").split("-")[0])
    if found is None:
        raise BadFact("has the unknown language “{words}” (it may be en or cy)", words=words[:40])
    return found


def kind(value: object) -> DocumentKind | None:
    """A stated kind of document. Raises `BadFact` for one that is not in the codebook."""
    words = text(value).lower().replace(" ", "-").replace("_", "-")
    if not words:
        return None
    try:
        return DocumentKind(words)
    except ValueError as error:
        some = ", ".join(list(DocumentKind)[:4])
        raise BadFact("has the unknown kind “{words}” (such as {some})", words=words[:40], some=some) from error


def when(value: object) -> Stated | None:
    """A stated date: a day, a month or a year. Raises `BadFact` for what is no date."""
    if isinstance(value, datetime):
        return Stated(value.date())
    if isinstance(value, date):
        return Stated(value)
    words = text(value)
    if not words or words.lower() in {"none", "null", "na", "n/a", "unknown", "undated"}:
        return None
    found = stated(words)
    if found is None:
        raise BadFact("has the date “{words}”, which is not one (YYYY, YYYY-MM or YYYY-MM-DD)", words=words[:40])
    return found
