"""Documents that repeat themselves, edits of them, and the truth: each character carries where it came from.

``Traced`` is a text with an origin for each character: its offset in the first edition, that offset plus ``COPY``
for a character of a pasted copy, or ``TYPED`` for one that was typed in later.
"""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

TYPED = -1
COPY = 1 << 40
BREAK = "\n\n"

Random = random.Random


@dataclass(frozen=True, slots=True)
class Traced:
    """A text, and the origin of each of its characters."""

    text: str
    origins: tuple[int, ...]

    def __add__(self, other: "Traced") -> "Traced":
        return Traced(self.text + other.text, self.origins + other.origins)

    def __getitem__(self, part: slice) -> "Traced":
        return Traced(self.text[part], self.origins[part])

    def copied(self) -> "Traced":
        return Traced(self.text, tuple(one + COPY if 0 <= one < COPY else one for one in self.origins))

    def spelt(self, spell: Callable[[str], str]) -> "Traced":
        """Each cluster of letter and marks spelt anew; it keeps the origin of its letter."""
        text, kept = self.text, self.origins
        letters: list[str] = []
        origins: list[int] = []
        starts = [
            at for at, letter in enumerate(text) if not at or letter.isascii() or not unicodedata.combining(letter)
        ]
        for at, end in pairwise([*starts, len(text)]):
            cluster = text[at:end]
            other = spell(cluster)
            letters.append(other)
            origins += kept[at:end] if other == cluster else (kept[at], *(TYPED,) * len(other))[: len(other)]
        return Traced("".join(letters), tuple(origins))


def typed(text: str) -> Traced:
    return Traced(text, (TYPED,) * len(text))


def first_edition(text: str) -> Traced:
    return Traced(text, tuple(range(len(text))))


def joined(parts: list[Traced], between: str = BREAK) -> Traced:
    text = between.join(part.text for part in parts)
    gap = (TYPED,) * len(between)
    origins: list[int] = []
    for number, part in enumerate(parts):
        origins += (*(gap if number else ()), *part.origins)
    return Traced(text, tuple(origins))


def paragraphs(edition: Traced) -> list[Traced]:
    """The paragraphs, each with the break after it, so that breaks keep their origins."""
    found: list[Traced] = []
    at = 0
    while at < len(edition.text):
        end = edition.text.find(BREAK, at)
        end = len(edition.text) if end < 0 else end + len(BREAK)
        found.append(edition[at:end])
        at = end
    return found


NAMES = ("Swansea", "Gwynedd", "Powys", "Ceredigion", "Ynys M\u00f4n", "Torfaen", "Y F\u0302elin", "T\u0175r Gwyn")
NUMBERS = ("2", "3", "4", "12", "14", "40", "2024", "2025", "2026", "\u00a32.6 million", "\u00a32.8 million")
ACTS = ("publish a plan", "publish a report", "consult carers", "open ten hubs", "fund a pilot", "keep a register")
WORDS = (
    "care", "carers", "council", "people", "plan", "share", "power", "board", "health", "must", "may", "will", "not",
    "report", "review", "local", "services", "and", "of", "the", "in", "with", "gyd\u0302a", "t\u0175r", "cyngor",
    "\u201cco-production\u201d", "people\u2019s", "well\u00adbeing", "pobl", "iechyd", "2024", "12",
)  # fmt: skip
BOILER = (
    "This section applies to every local authority in Wales, and to every health board that works with it.",
    "See the note at the end of this document.",
    "Nothing in this part takes away any power that the Welsh Ministers have.",
    "Signed on behalf of the council.",
)


def sentence(rng: Random) -> str:
    words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(4, 14)))
    return words[:1].upper() + words[1:] + "."


def _recommendation(rng: Random, number: int) -> str:
    must = rng.choice(("must", "must not", "should", "must"))
    until = rng.choice(("by 2024", "by 2025", "this year", "by 2026"))
    act = rng.choice(ACTS)
    return f"Recommendation {number}: {rng.choice(NAMES)} council {must} {act} {until}. {rng.choice(BOILER)}"


def _template(rng: Random, number: int) -> str:
    must = rng.choice(("must", "must", "must", "must not"))
    return f"In area {number} the council {must} publish a plan by 2025, and the board must answer it within a year."


def _row(rng: Random, _: int) -> str:
    return f"| {rng.choice(NAMES)} | {rng.choice(NUMBERS)} | {rng.choice(('open', 'not open', 'open'))} |"


def _prose(rng: Random, _: int) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(1, 5)))


def _boiler(rng: Random, _: int) -> str:
    return rng.choice(BOILER)


def _page(rng: Random, _: int) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(12, 25)))


MAKERS = (_recommendation, _template, _row, _prose, _prose, _boiler, _page)


def document(rng: Random) -> str:
    """Between one and some forty paragraphs; whole runs of them of one mould, some of them twice or oftener."""
    made: list[str] = []
    for _ in range(rng.randint(1, 7)):
        maker = rng.choice(MAKERS)
        made += [maker(rng, number + 1) for number in range(1 if maker is _page else rng.randint(1, 7))]
        if rng.random() < 0.4:
            made += [rng.choice(made)] * rng.randint(1, 3)
    if rng.random() < 0.3:
        rng.shuffle(made)
    return BREAK.join(made)


def quotation(rng: Random, text: str) -> tuple[int, int]:
    """A stretch of a paragraph such as people quote: all of it, a sentence, a clause, a word, or any characters."""
    how = rng.random()
    at = rng.randrange(len(text))
    first = text.rfind(BREAK, 0, at + 1) + len(BREAK) if BREAK in text[: at + 1] else 0
    last = text.find(BREAK, first)
    paragraph = text[first : last if last >= 0 else len(text)]
    at = min(max(0, at - first), len(paragraph) - 1)
    if how < 0.3:
        start = max(
            (paragraph.rfind(mark, 0, at) + len(mark) for mark in (". ", ": ") if mark in paragraph[:at]), default=0
        )
        end = paragraph.find(". ", at) + 1 or len(paragraph)
    elif how < 0.45:
        start, end = 0, len(paragraph)
    elif how < 0.9:
        start = paragraph.rfind(" ", 0, at) + 1
        end = start
        for _ in range(1 if how < 0.65 else rng.randint(2, 9)):
            end = paragraph.find(" ", end + 1) if " " in paragraph[end + 1 :] else len(paragraph)
    else:
        start, end = at, at + rng.choice((1, 5, 30, 300))
    start = min(start, len(paragraph) - 1)
    return first + start, first + max(start + 1, min(end, len(paragraph)))


Edit = Callable[[Random, Traced, int, int], Traced]
"""An edit of an edition, whoever makes it knowing that ``start:end`` of the first edition is quoted."""


def _somewhere(rng: Random, edition: Traced, start: int, end: int) -> int:
    """A place of the edition: any, or one near where the quotation stands, if it stands."""
    near = [at for at, origin in enumerate(edition.origins) if start - 80 <= origin < end + 80]
    return rng.choice(near) if near and rng.random() < 0.5 else rng.randint(0, len(edition.text))


def _at_paragraph(rng: Random, edition: Traced, start: int, end: int) -> tuple[list[Traced], int]:
    """The paragraphs, and the number of one: any, or that of the quotation."""
    found = paragraphs(edition)
    own = [number for number, part in enumerate(found) if any(start <= origin < end for origin in part.origins)]
    return found, rng.choice(own) if own and rng.random() < 0.5 else rng.randrange(max(1, len(found)))


def nothing(_: Random, edition: Traced, _start: int, _end: int) -> Traced:
    return edition


def put_in(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """A new paragraph, which may be of the same mould as others."""
    parts, number = _at_paragraph(rng, edition, start, end)
    fresh = typed(rng.choice(MAKERS)(rng, rng.randint(1, 9)) + BREAK)
    return joined([*parts[:number], fresh, *parts[number:]], "")


def take_out(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """Some paragraphs."""
    parts, number = _at_paragraph(rng, edition, start, end)
    return joined([*parts[:number], *parts[number + rng.randint(1, 3) :]], "")


def cut_out(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """A stretch of characters."""
    at = _somewhere(rng, edition, start, end)
    return edition[:at] + edition[at + rng.choice((1, 3, 20, 80, 300)) :]


def take_out_words(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """The quotation and nothing else, or with what follows up to the same words again."""
    own = [at for at, origin in enumerate(edition.origins) if start <= origin < end]
    if not own:
        return edition
    again = edition.text.find(edition.text[own[0] : own[-1] + 1], own[-1] + 1)
    return edition[: own[0]] + edition[(again if again >= 0 and rng.random() < 0.5 else own[-1] + 1) :]


def move(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """A paragraph, or some together."""
    parts, number = _at_paragraph(rng, edition, start, end)
    many = rng.randint(1, 3)
    taken, rest = parts[number : number + many], [*parts[:number], *parts[number + many :]]
    to = rng.randint(0, len(rest))
    return joined([*rest[:to], *taken, *rest[to:]], "")


def move_sentence(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    at = _somewhere(rng, edition, start, end)
    first = max(edition.text.rfind(". ", 0, at) + 2, edition.text.rfind(BREAK, 0, at) + 2)
    last = edition.text.find(". ", at)
    if first < 2 or last < first:
        return edition
    taken, rest = edition[first : last + 2], edition[:first] + edition[last + 2 :]
    to = rest.text.find(". ", rng.randint(0, len(rest.text))) + 2
    return rest[:to] + taken + rest[to:]


def duplicate(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """Some paragraphs again: beside themselves, or anywhere."""
    parts, number = _at_paragraph(rng, edition, start, end)
    copies = [part.copied() for part in parts[number : number + rng.choice((1, 1, 2, 5))]]
    to = rng.choice((number, number + len(copies), rng.randint(0, len(parts))))
    return joined([*parts[:to], *copies, *parts[to:]], "")


def duplicate_sentence(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    at = _somewhere(rng, edition, start, end)
    copy = edition[at : at + rng.choice((20, 60, 200))].copied()
    to = _somewhere(rng, edition, start, end)
    return edition[:to] + copy + edition[to:]


def truncate(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    at = _somewhere(rng, edition, start, end)
    return edition[:at] if rng.random() < 0.5 else edition[at:]


def shuffle(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """All paragraphs, or some that stand together."""
    parts, number = _at_paragraph(rng, edition, start, end)
    many = len(parts) if rng.random() < 0.3 else rng.randint(2, 6)
    chosen = parts[number : number + many]
    rng.shuffle(chosen)
    return joined([*parts[:number], *chosen, *parts[number + many :]], "")


SWAPS = (
    *(("must", "must not"), ("must not", "must"), ("must", "may"), ("should", "must"), (" not ", " ")),
    *(("2024", "2025"), ("2025", "2024"), ("2026", "2025"), ("12", "14"), ("14", "12"), ("2.6", "2.8"), ("2.8", "2.6")),
    *(("plan", "report"), ("report", "plan"), ("open", "not open"), ("Swansea", "Gwynedd"), ("Gwynedd", "Swansea")),
    *((f"area {n}", f"area {m}") for n in range(1, 6) for m in (n - 1, n + 1)),
    *((f"tion {n}", f"tion {m}") for n in range(1, 6) for m in (n - 1, n + 1)),
)


def swap(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """A number, a name or a "not": what tells paragraphs of one mould apart."""
    at = _somewhere(rng, edition, start, end)
    for was, becomes in rng.sample(SWAPS, len(SWAPS)):
        found = edition.text.find(was, max(0, at - 60))
        if found >= 0:
            first = _alike(was, becomes)
            last = _alike(was[first:][::-1], becomes[first:][::-1])
            new = typed(becomes[first : len(becomes) - last])
            return edition[: found + first] + new + edition[found + len(was) - last :]
    return edition


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def type_over(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    at = _somewhere(rng, edition, start, end)
    return edition[:at] + typed(rng.choice((" ", "x", sentence(rng), "not "))) + edition[at + rng.choice((0, 1, 9)) :]


def renumber(_: Random, edition: Traced, _start: int, _end: int) -> Traced:
    """Recommendations and areas by their order, as word processors do."""
    parts = []
    for number, part in enumerate(paragraphs(edition), 1):
        for mould in ("Recommendation ", "In area "):
            if part.text.startswith(mould) and part.text[len(mould)].isdigit():
                old = part.text[len(mould) :].split(":")[0].split(" ")[0]
                if old != str(number):
                    part = part[: len(mould)] + typed(str(number)) + part[len(mould) + len(old) :]  # noqa: PLW2901
        parts.append(part)
    return joined(parts, "")


def forge(rng: Random, edition: Traced, start: int, end: int) -> Traced:
    """Take the paragraph of the quotation out and give another of its mould a number or name of it."""
    parts = paragraphs(edition)
    own = [n for n, part in enumerate(parts) if any(start <= origin < end for origin in part.origins)]
    if not own:
        return edition
    gone = parts.pop(own[0]).text
    alike = [n for n, part in enumerate(parts) if part.text[:8] == gone[:8]]
    if alike:
        number = rng.choice(alike)
        held, wanted = parts[number].text.split(" "), gone.split(" ")
        at = 0
        for was, becomes in zip(held, wanted, strict=False):
            if was != becomes:
                parts[number] = parts[number][:at] + typed(becomes) + parts[number][at + len(was) :]
                break
            at += len(was) + 1
    return joined(parts, "")


def compose(_: Random, edition: Traced, _start: int, _end: int) -> Traced:
    return edition.spelt(lambda cluster: unicodedata.normalize("NFC", cluster))


def decompose(_: Random, edition: Traced, _start: int, _end: int) -> Traced:
    return edition.spelt(lambda cluster: unicodedata.normalize("NFD", cluster))


def straighten(_: Random, edition: Traced, _start: int, _end: int) -> Traced:
    plain = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": None})
    return edition.spelt(lambda cluster: cluster.translate(plain))


EDITS: tuple[Edit, ...] = (
    *(nothing, put_in, take_out, cut_out, take_out_words, move, move_sentence, duplicate, duplicate_sentence),
    *(truncate, shuffle, swap, swap, type_over, renumber, forge, compose, decompose, straighten),
)


def edited(rng: Random, text: str, start: int, end: int) -> tuple[Traced, tuple[str, ...]]:
    """A later edition of a text, and what was done to it: between one and five edits."""
    edition = first_edition(text)
    done = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
        edit = rng.choice(EDITS)
        edition = edit(rng, edition, start, end)
        done.append(edit.__name__)
    return _settled(_remarked(edition, text), text), tuple(done)


def _remarked(edition: Traced, old: str) -> Traced:
    """Marks that were joined to their letters and parted again are those of the first edition."""
    origins = list(edition.origins)
    for at, mark in enumerate(edition.text):
        if not at or mark.isascii() or origins[at] != TYPED or not unicodedata.combining(mark):
            continue
        before = origins[at - 1] + 1
        if before and old[before % COPY : before % COPY + 1] == mark:
            origins[at] = before
    return Traced(edition.text, tuple(origins))


def _settled(edition: Traced, old: str) -> Traced:
    """Equal paragraphs that changed places with one another have not changed places: nobody could tell."""
    members: dict[str, list[int]] = {}
    for part in paragraphs(first_edition(old)):
        members.setdefault(part.text.removesuffix(BREAK), []).append(part.origins[0])
    origins = list(edition.origins)
    for text, starts in members.items():
        if len(starts) == 1:
            continue
        standing = []
        at = edition.text.find(text)
        while at >= 0:
            first = origins[at]
            if first in starts and edition.origins[at : at + len(text)] == tuple(range(first, first + len(text))):
                standing.append(at)
            at = edition.text.find(text, at + 1)
        for at, first in zip(standing, sorted(origins[at] for at in standing), strict=True):
            origins[at : at + len(text)] = range(first, first + len(text))
    return Traced(edition.text, tuple(origins))
