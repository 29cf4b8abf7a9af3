"""Draws the sentences that people coded by hand, from the real documents beside the repository.

``python -m tests.gold.draw OUT`` writes them, with the words around them, for a coder to read. Only where each stands
goes into the repository (``coded.jsonl``). Half of each stratum is drawn at random from all its sentences, half from
those that hold a word which often goes with a commitment, so that there are enough of these to count.
"""

import csv
import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lxml import etree

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
SEED = 20261122
AROUND = 350
"""Characters of context on either side that a coder is shown."""
SHORTEST, LONGEST = 25, 900
CUE = re.compile(
    r"\b(will|shall|must|should|commit\w*|recommend\w*|aims?|intend\w*|duty|required|calls? on|hope\w*|plan\w*|"
    r"expect\w*|rhaid|bydd\w*|dyl\w+|ymrwym\w*|argym\w*|nod|dyletswydd|ofynnol|gobeith\w*|bwriad\w*|galw)\b",
    re.IGNORECASE,
)
END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-•*]|\d+\.|\([a-z]\))\s)")
STRATA = {
    "record": ("en", 76),
    "written_questions": ("en", 76),
    "motions": ("en", 30),
    "consultations": ("en", 50),
    "research": ("en", 20),
    "seeds": ("en", 30),
    "act": ("en", 40),
    "wsi": ("en", 14),
    "timelines": ("en", 14),
    "wsi-cy": ("cy", 56),
    "wsi-2024-cy": ("cy", 24),
    "timelines-cy": ("cy", 30),
    "treebank": ("cy", 40),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or provision: ``start`` and ``length`` count characters of what ``part`` of a file holds."""

    stratum: str
    lang: str
    source: str
    part: str
    start: int
    length: int
    title: str
    dated: str
    before: str
    text: str
    after: str

    @property
    def sha256(self) -> str:
        """The beginning of the digest of its words, by which a changed source is noticed."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def document(self) -> str:
        """The name of its document, by which development is told from held out: a row of a table is a document."""
        row = re.match(r"\d+", self.part) if self.source.endswith((".jsonl", ".csv")) else None
        return f"{self.source}#{row[0]}" if row else self.source


def sentences(within: str) -> Iterator[tuple[int, int]]:
    """Where sentences and list items stand, as start and length, blanks left out."""
    at = 0
    for end in [*[match.start() for match in END.finditer(within)], len(within)]:
        words = within[at:end]
        start = at + len(words) - len(words.lstrip())
        if SHORTEST <= len(words.strip()) <= LONGEST:
            yield start, len(words.strip())
        at = end


def cut(
    stratum: str, lang: str, file: Path, within: str, *, part: str = "", title: str = "", dated: str = ""
) -> Iterator[Unit]:
    """The sentences of a text, as units."""
    source = file.relative_to(SHARED).as_posix()
    for start, length in sentences(within):
        end = start + length
        yield Unit(
            stratum,
            lang,
            source,
            part,
            start,
            length,
            title,
            dated,
            within[max(0, start - AROUND) : start],
            within[start:end],
            within[end : end + AROUND],
        )


def plain(stratum: str, lang: str, folder: str, pattern: str = "*.txt") -> Iterator[Unit]:
    """Units of text files, whose first line is taken for their title."""
    for file in sorted((SHARED / folder).glob(pattern)):
        within = file.read_text(encoding="utf-8", errors="replace")
        yield from cut(stratum, lang, file, within, title=within.strip().partition("\n")[0][:120])


def rows(stratum: str, file: Path, field: str, title: str, dated: str) -> Iterator[Unit]:
    """Units of one field of each row of a JSONL file; ``part`` is the row, from 0, and the field."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            within = str(row.get(field) or "")
            said = ", ".join(str(row.get(name) or "") for name in title.split())
            yield from cut(stratum, "en", file, within, part=f"{number}/{field}", title=said, dated=str(row.get(dated)))


def words_of(element: etree._Element, between: str) -> str:
    """The words in an element on one line."""
    return " ".join(between.join(map(str, element.itertext())).split())


def provisions(stratum: str, lang: str, name: str) -> Iterator[Unit]:
    """Units of legislation: the words of each provision that has an id, whole; ``part`` is the id."""
    file = SHARED / "legislation" / name
    tree = etree.parse(str(file), etree.XMLParser(resolve_entities=False, no_network=True))
    title = next((words_of(one, "") for one in tree.iter("{*}title")), name)
    words = [
        (one.get("id") or "", words_of(one, " "))
        for one in tree.iter("{*}P1", "{*}P2", "{*}P3")
        if one.get("id") and not any(True for _ in one.iter("{*}P2", "{*}P3", "{*}BlockAmendment") if _ is not one)
    ]
    for at, (part, text) in enumerate(words):
        if SHORTEST <= len(text) <= LONGEST:
            around = [words[at - 1][1] if at else "", words[at + 1][1] if at + 1 < len(words) else ""]
            source = file.relative_to(SHARED).as_posix()
            yield Unit(stratum, lang, source, part, 0, len(text), title, "", around[0], text, around[1])


def timelines(stratum: str, lang: str, field: str) -> Iterator[Unit]:
    """Units of one column of the table of events."""
    (file,) = (SHARED / "timelines").glob("*.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            within = re.sub(r"<[^>]*>", lambda tag: " " * len(tag[0]), row[field] or "")
            part = f"{number}/{field}"
            yield from cut(stratum, lang, file, within, part=part, title=row["title"], dated=row["datestamp"])


def treebank() -> Iterator[Unit]:
    """Units of the Welsh treebank: one sentence each; ``part`` is its id."""
    for file in sorted((SHARED / "welsh" / "ud_welsh_ccg").glob("*.conllu")):
        name = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# sent_id = "):
                name = line.removeprefix("# sent_id = ")
            elif line.startswith("# text = "):
                text = line.removeprefix("# text = ")
                if SHORTEST <= len(text) <= LONGEST:
                    source = file.relative_to(SHARED).as_posix()
                    yield Unit("treebank", "cy", source, name, 0, len(text), file.stem, "", "", text, "")


def population(stratum: str) -> Iterator[Unit]:
    """All units of a stratum, in a settled order."""
    lang = STRATA[stratum][0]
    match stratum:
        case "written_questions":
            (file,) = (SHARED / "written_questions").glob("*.jsonl")
            yield from rows(stratum, file, "answer", "response_name question_no", "response_dt")
        case "motions":
            (file,) = (SHARED / "motions").glob("*.jsonl")
            yield from rows(stratum, file, "motion_text", "proposed_by title", "tabled_dt")
        case "act":
            yield from provisions(stratum, lang, "asc-2025-1.xml")
        case "wsi":
            for name in ("wsi-2015-996.xml", "wsi-2019-110.xml", "wsi-2022-367.xml"):
                yield from provisions(stratum, lang, name)
        case "wsi-2024-cy":
            yield from provisions(stratum, lang, "wsi-2024-1002-welsh.xml")
        case "timelines":
            yield from timelines(stratum, lang, "content_html")
        case "timelines-cy":
            yield from timelines(stratum, lang, "content_html_welsh")
        case "wsi-cy":
            yield from plain(stratum, lang, "welsh")
        case "treebank":
            yield from treebank()
        case folder:
            yield from plain(stratum, lang, folder)


def draw(
    seed: int = SEED,
    counts: Mapping[str, int] | None = None,
    leave_out: Callable[[Unit], bool] = lambda unit: False,
) -> Iterator[Unit]:
    """A sample, the same at every call while the documents are the same: first those at random, then those with a cue.

    ``counts`` says how many units of which stratum (as ``STRATA`` has it when None); units that ``leave_out`` names are
    never drawn. A stratum that holds too few gives what it has.
    """
    if counts is None:
        counts = {stratum: many for stratum, (_, many) in STRATA.items()}
    for stratum, many in counts.items():
        chance = random.Random(f"{seed}/{stratum}")
        everything = [unit for unit in population(stratum) if not leave_out(unit)]
        cued = [unit for unit in everything if CUE.search(unit.text)]
        chosen = chance.sample(everything, min(many // 2, len(everything)))
        left = [unit for unit in cued if unit not in chosen]
        yield from chosen + chance.sample(left, min(many - len(chosen), len(left)))


def write(path: Path, letter: str, units: Iterable[Unit]) -> None:
    """Write units, with their words and those around them, as JSONL for a coder; ids are the letter and a number."""
    with path.open("w", encoding="utf-8") as out:
        for number, unit in enumerate(units, 1):
            line = {"id": f"{letter}{number:04}", **asdict(unit), "sha256": unit.sha256}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), "h", draw())
