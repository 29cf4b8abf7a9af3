"""Items as BibTeX, for LaTeX with either BibTeX or biblatex.

Written here and not by pandoc, which sets English titles in capitals, leaves the number and year of an Act out, and
gives reports a publisher where BibTeX asks for an institution.
"""

from collections.abc import Iterable, Iterator

from publish.citations.typed import Day, Item, Name

_ENTRIES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
_MISC = "misc"

_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "misc": "organization", "booklet": "organization"}

_PLAIN = (
    ("volume", "volume"),
    ("issue", "number"),
    ("number", "number"),
    ("edition", "edition"),
    ("collection-title", "series"),
    ("genre", "type"),
    ("publisher-place", "address"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("DOI", "doi"),
    ("language", "langid"),
    ("note", "note"),
)
_LAW = frozenset({"legislation", "bill", "regulation"})

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"en-GB": "british", "cy-GB": "welsh"}
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_OF_KEYS = str.maketrans(dict.fromkeys("{}\"'\\#%~,= \t$()", "-"))


def bibtex(items: Iterable[Item]) -> str:
    """One entry for each item, in UTF-8; what is a command of LaTeX's stands there as text."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    kind = _ENTRIES.get(item["type"], _MISC)
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in dict(_fields(item, kind)).items())
    months = "".join(f"  month = {_MONTHS[month - 1]},\n" for month in _month(item.get("issued")))
    return f"@{kind}{{{item['id'].translate(_OF_KEYS)},\n{fields}{months}}}\n"


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    """The fields and what stands in their braces; titles and bodies in braces of their own, to stay as they are."""
    if title := _title(item):
        yield "title", f"{{{_latex(title)}}}"
    for part, name in (("author", "author"), ("editor", "editor")):
        if names := item.get(part):
            yield name, " and ".join(map(_name, names if isinstance(names, list) else []))
    within = item.get("container-title") or item.get("event-title", "")
    if within:
        yield _CONTAINERS.get(kind, "howpublished"), f"{{{_latex(within)}}}"
    if by := item.get("publisher") or item.get("authority") or _institution(item, kind):
        yield _PUBLISHERS.get(kind, "publisher"), f"{{{_latex(by)}}}"
    yield from _when(item)
    if pages := item.get("page"):
        yield "pages", _latex(pages).replace("-", "--").replace("–", "--")
    for ours, theirs in _PLAIN:
        value = item.get(ours)
        if isinstance(value, str) and value:
            yield theirs, _LANGUAGES.get(value, _latex(value)) if ours == "language" else _latex(value)
    if url := item.get("URL"):
        yield "url", url


def _title(item: Item) -> str:
    """Legislation is called by its title with the year, which is told apart from it to styles of CSL."""
    if item["type"] in _LAW and item.get("title-short"):
        return item["title-short"]
    return item.get("title", "")


def _institution(item: Item, kind: str) -> str:
    """A report's institution is asked for: the body that wrote it, where no other published it."""
    bodies = [name["literal"] for name in item.get("author", []) if "literal" in name]
    return bodies[0] if kind == "techreport" and bodies else ""


def _when(item: Item) -> Iterator[tuple[str, str]]:
    issued, accessed = item.get("issued"), item.get("accessed")
    if issued and (parts := issued["date-parts"]):
        yield "year", str(parts[0][0])
        yield "date", "/".join(map(_iso, parts))
    if accessed and accessed["date-parts"]:
        yield "urldate", _iso(accessed["date-parts"][0])


def _iso(parts: list[int]) -> str:
    return "-".join(f"{part:0{4 if n == 0 else 2}}" for n, part in enumerate(parts))


def _month(issued: Day | None) -> Iterator[int]:
    if issued and issued["date-parts"] and len(issued["date-parts"][0]) > 1:
        yield issued["date-parts"][0][1]


def _name(name: Name) -> str:
    if "family" in name:
        return ", ".join(filter(None, (_kept(name["family"]), _latex(name.get("given", "")))))
    return f"{{{_latex(name.get('literal', ''))}}}"


def _kept(family: str) -> str:
    """A family name of several words is one."""
    return f"{{{_latex(family)}}}" if " " in family or "," in family else _latex(family)


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)
