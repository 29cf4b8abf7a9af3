"""How legislation is named: its title without the year, and its number as each language abbreviates it."""

import re
from datetime import date

from corpus.codebook import Lang

_ADDRESS = re.compile(r"https?://www\.legislation\.gov\.uk/(?:id/)?([a-z]{2,6})/(\d{4})/(\d{1,5})(?![^/?#])")
_YEAR_LAST = re.compile(r"(?P<title>.*\S)\s+(?P<year>[12]\d{3})")
_YEAR = re.compile(r"\b[12]\d{3}\b")

_ACTS = {
    "asc": {Lang.EN: "asc {}", Lang.CY: "dsc {}"},
    "anaw": {Lang.EN: "anaw {}", Lang.CY: "dccc {}"},
    "mwa": {Lang.EN: "nawm {}", Lang.CY: "mccc {}"},
    "ukpga": {Lang.EN: "c {}", Lang.CY: "p {}"},
    "asp": {Lang.EN: "asp {}", Lang.CY: "asp {}"},
    "nia": {Lang.EN: "c {}", Lang.CY: "p {}"},
}
_INSTRUMENTS = {
    "wsi": {Lang.EN: "SI {}/{}", Lang.CY: "OS {}/{}"},
    "uksi": {Lang.EN: "SI {}/{}", Lang.CY: "OS {}/{}"},
    "ssi": {Lang.EN: "SSI {}/{}", Lang.CY: "SSI {}/{}"},
    "nisr": {Lang.EN: "SR {}/{}", Lang.CY: "SR {}/{}"},
}


def numbered(url: str, lang: Lang) -> tuple[str, str]:
    """The number of legislation, and as it is cited: ("4", "anaw 4"), ("2015/996", "SI 2015/996"); "" twice if unknown.

    ``url`` is its address at legislation.gov.uk, which holds both.
    """
    found = _ADDRESS.match(url)
    if found is None:
        return "", ""
    sort, year, number = found.groups()
    if sort in _INSTRUMENTS:
        return f"{year}/{number}", _INSTRUMENTS[sort][lang].format(year, number)
    return number, _ACTS[sort][lang].format(number) if sort in _ACTS else ""


def titled(title: str, issued: date | None) -> tuple[str, int | None]:
    """A title without the year at its end, and the year it is of.

    The year is None where it stands elsewhere in the title and would be told twice, or is not known.
    """
    if found := _YEAR_LAST.fullmatch(title):
        return found["title"], int(found["year"])
    if issued is None or str(issued.year) in _YEAR.findall(title):
        return title, None
    return title, issued.year
