"""What is written here is ours: no nine words in a row are those of the real documents beside the repository.

Names of laws, offices and documents, and the formulas that every such text has, are nobody's; they are cut out before.
"""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
MANY = 9
NAMES = (
    # Laws and treaties
    "social services and well being wales act",
    "well being of future generations wales act",
    "well being of people who need care and support",
    "regulation and inspection of social care wales act",
    "health and social care wales act",
    "building safety wales act",
    "public audit wales act",
    "freedom of information act",
    "united nations convention on the rights of the child",
    # Offices and bodies
    "cabinet secretary for health well being and sport",
    "cabinet secretary for finance and local government",
    "cabinet minister for local government housing and planning",
    "chief inspector of education and training in wales",
    "royal commission on the ancient and historical monuments of wales",
    "national service user and carer forum for wales",
    "equality human rights and social justice committee",
    "climate change environment sustainability and rural affairs committee",
    "local government housing and planning committee",
    # Titles of documents, debates and columns
    "co production a way forward for citizen centred commissioning",
    "winter protection plan for health and social care",
    "chynllun diogelu'r gaeaf ar gyfer iechyd a gofal cymdeithasol",
    "tax rules for second homes and self catering",
    "written statement outcome of the first supplementary budget",
    "written statement outcome first supplementary budget",
    "welsh government announces its first phase of legislation",
    "questions to the cabinet minister for health and care",
    "title welsh datestamp welsh content html welsh",
    # Formulas of law, motions and questions
    "the day on which this act receives royal assent",
    "other provisions of this act come into force",
    "subject to annulment in pursuance of a resolution",
    "the short title of this act is",
    "calls on the welsh government to",
    "make a statement on the future of",
    "steps is the welsh government taking to ensure that",
    "provide an update on the welsh government's",
    "closing date for submissions",
    # Facts that can hardly be said in other words
    "at least 11 metres or five storeys",
    "post natal depression down by 70",
    "wales and the rest of the united kingdom",
    "the well being of people with care and support",
)
VERBATIM = frozenset({"LICENSE"})
"""What is copied because it must be."""
PICTURES = frozenset({".svg", ".whl"})
LEFT_OUT = frozenset({".pdf", ".docx", ".odt", ".dic", ".aff"})
"""Of the real documents: those that were made from the others, and lists of single words."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BREAK = "|"
"""Stands for an address or a path."""
_TAG = re.compile(r"<[^>]*>")
_GRAM = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def cut(said: list[str]) -> Iterator[list[str]]:
    """The stretches of words between names and breaks."""
    names: dict[str, list[list[str]]] = {_BREAK: [[_BREAK]]}
    for name in NAMES:
        names.setdefault(name.split()[0], []).append(name.split())
    start = 0
    for at, word in enumerate(said):
        if at >= start and word in names:
            length = max((len(name) for name in names[word] if said[at : at + len(name)] == name), default=0)
            if length:
                yield said[start:at]
                start = at + length
    yield said[start:]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for held in value.values() if isinstance(value, dict) else value:
            yield from strings(held)


def of_lines(text: str) -> Iterator[str]:
    """The strings of a text that has a JSON value on each line."""
    for line in text.split("\n"):
        if line.strip():
            yield from strings(json.loads(line))


def ours() -> Iterator[tuple[str, list[str]]]:
    """The words of every file that is, or would be, committed, cut at names and addresses, with where they stand."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    shown = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    if shown.returncode:
        pytest.skip("this is no git repository")
    for name in filter(None, shown.stdout.split("\0")):
        file = ROOT / name
        if name in VERBATIM or file.suffix in PICTURES or not file.is_file() or b"\0" in (content := file.read_bytes()):
            continue
        text = content.decode("utf-8")
        for part in of_lines(text) if file.suffix == ".jsonl" else [text]:
            said = [word for each in part.split() for word in ([_BREAK] if "/" in each else words(each))]
            yield from ((name, stretch) for stretch in cut(said) if len(stretch) >= MANY)


def theirs(folder: Path) -> Iterator[list[str]]:
    """The words of every real document."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.suffix in LEFT_OUT:
            continue
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as held:
                text = " ".join(held.read(name).decode() for name in held.namelist() if name.endswith(".xml"))
        else:
            text = file.read_text(encoding="utf-8", errors="replace")
        if file.suffix == ".conllu":
            text = "\n".join(line for line in text.split("\n") if line.startswith("# text = "))
        elif file.suffix in (".json", ".jsonl"):
            text = " ".join(strings(json.loads(text)) if file.suffix == ".json" else of_lines(text))
        yield words(_TAG.sub(" ", text))


class Grams:
    """Numbers for runs of words: the same for the same words, and others, but for chance, for others."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, said: list[str]) -> "np.ndarray[Any, np.dtype[np.uint64]]":
        numbers = (self._known.setdefault(word, len(self._known) + 1) for word in said)
        known = np.fromiter(numbers, dtype=np.uint64, count=len(said))
        many = max(0, len(said) - MANY + 1)
        found = np.zeros(many, dtype=np.uint64)
        for offset in range(MANY):
            found = found * _GRAM + known[offset : offset + many] * _MIX
        return found


def copied(mine: Iterable[tuple[str, list[str]]], real: Iterable[list[str]]) -> list[str]:
    """Each run of words that is in both, with where it stands."""
    grams = Grams()
    known = np.unique(np.concatenate([grams.of(said) for said in real]))
    told = []
    for name, said in mine:
        if len(said) >= MANY:
            found = grams.of(said)
            near = known[np.minimum(np.searchsorted(known, found), len(known) - 1)]
            at = np.flatnonzero(near == found)
            for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1) if len(at) else ():
                told.append(f"{name}: {' '.join(said[run[0] : run[-1] + MANY])}")
    return told


@pytest.mark.slow
def test_no_sentence_of_the_real_documents_is_in_the_repository(shared: Path) -> None:
    assert copied(ours(), theirs(shared)) == []


def test_nine_words_in_a_row_are_found_and_eight_are_not() -> None:
    real = [list("abcdefghijkl"), list("mno")]
    assert copied([("x", list("zbcdefghijz"))], real) == ["x: b c d e f g h i j"]
    assert copied([("x", list("abcdefghzijkl")), ("y", list("hijklmno"))], real) == []


def test_names_and_addresses_are_cut_out() -> None:
    said = words("See the Building Safety (Wales) Act 2026 at once, or")
    assert list(cut([*said, _BREAK, "now"])) == [["see", "the"], ["2026", "at", "once", "or"], ["now"]]
