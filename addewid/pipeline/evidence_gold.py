"""How good the suggested evidence is: what is suggested over the starter corpus, beside what was judged true."""

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from addewid.narrator import Narrator
from addewid.paths import Paths
from addewid.pipeline import adding, linking, tagging
from addewid.pipeline.evaluating import Part
from addewid.workspace import Workspace
from corpus import commitments
from corpus.codebook import Lang, LinkState, Relation
from corpus.errors import UsageProblem
from corpus.rows import CommitmentFilter, EvidenceRow
from nlp.measuring.gold import held_out

_GOLD = Path(__file__).parents[2] / "tests" / "gold" / "links.jsonl"


@dataclass(frozen=True, slots=True)
class Truth:
    """A passage of a document, by the words it begins with, that is evidence, and how it may be said to bear.

    ``quote`` are words that a quotation must touch, where not the whole passage is evidence.
    """

    document: str
    says: str
    relations: tuple[Relation, ...]
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A commitment of the starter corpus, and all its true evidence there.

    ``sampled`` says that it was drawn by chance, and the corpus read through for it; of others only what the program
    once suggested was judged.
    """

    document: str
    lang: Lang
    quote: str
    sampled: bool
    evidence: tuple[Truth, ...]


@dataclass(slots=True)
class Suggested:
    """What the suggestions for judged commitments are worth.

    ``right`` are true and bear on the commitment as they say, ``right_place`` true but for how they bear. ``without``
    counts the sampled ones that have no true evidence, ``left_empty`` those of them for which nothing is suggested;
    ``having`` the others, ``found`` those of them with a right one. ``lost`` are no longer found in the corpus.
    """

    commitments: int = 0
    suggestions: int = 0
    right: int = 0
    right_place: int = 0
    without: int = 0
    left_empty: int = 0
    having: int = 0
    found: int = 0
    lost: int = 0

    @property
    def precision(self) -> float:
        """Share of suggestions that are right; 1 where there is none."""
        return self.right / self.suggestions if self.suggestions else 1.0

    @property
    def empty_share(self) -> float:
        """Share of commitments without evidence that are left empty; 1 where there is none."""
        return self.left_empty / self.without if self.without else 1.0


def usual_gold() -> Path:
    """The gold data of the checkout. Raises UsageProblem where Addewid is installed without them."""
    if not _GOLD.is_file():
        raise UsageProblem("Addewid’s own judgements of evidence come with its source only; run this in a checkout.")
    return _GOLD


def judged(path: Path, part: Part) -> list[Judged]:
    """The judged commitments of a file, of the documents of a part. Raises UsageProblem naming a line that is none."""
    wanted = {Part.HELD_OUT: (True,), Part.DEVELOPMENT: (False,), Part.ALL: (True, False)}[part]
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_judged(json.loads(line)))
        except (ValueError, KeyError, TypeError) as problem:
            raise UsageProblem(f"{path}, line {number} is no judged commitment ({problem}).") from problem
    return [each for each in found if held_out(each.document) in wanted]


def _judged(row: dict[str, Any]) -> Judged:
    return Judged(
        document=row["document"],
        lang=Lang(row["lang"]),
        quote=row["quote"],
        sampled=row["sampled"],
        evidence=tuple(
            Truth(each["document"], each["says"], tuple(map(Relation, each["relations"])), each.get("quote", ""))
            for each in row["evidence"]
        ),
    )


@contextmanager
def starter_suggestions(advance: Callable[[], None]) -> Iterator[Workspace]:
    """The starter documents in a temporary folder, tagged and linked; nobody has decided anything there."""
    with TemporaryDirectory() as name, resources.as_file(resources.files("corpus") / "starter") as folder:
        workspace = Workspace(Paths(Path(name)), Narrator(quiet=True))
        try:
            for step in (
                lambda: adding.add(workspace, sorted(folder.glob("*.md"))),
                lambda: tagging.tag(workspace),
                lambda: linking.link(workspace),
            ):
                step()
                advance()
            yield workspace
        finally:
            workspace.close()


def of_gold(session: Session, wanted: Sequence[Judged]) -> Suggested:
    """The figures over some judged commitments."""
    told = Suggested()
    refs = {
        (row.document_key, row.lang, row.quote): row.ref for row in commitments.listing(session, CommitmentFilter())
    }
    for each in wanted:
        ref = refs.get((each.document, each.lang, each.quote))
        if ref is None:
            told.lost += 1
            continue
        links = commitments.get(session, ref).evidence
        _count(told, each, [link for link in links if link.state is LinkState.SUGGESTED])
    return told


def of_account(session: Session) -> tuple[int, int]:
    """Of the pieces of evidence that people cite in the account that is shipped: how many, and how many suggested."""
    shipped = tomllib.loads((resources.files("corpus") / "starter" / "account.toml").read_text(encoding="utf-8"))
    rows = commitments.listing(session, CommitmentFilter())
    cited = found = 0
    for decided in shipped["commitment"]:
        stated = [
            row for row in rows if row.document_key == decided["document"] and _touch(row.quote, decided["quote"])
        ]
        links = [link for row in stated for link in commitments.get(session, row.ref).evidence]
        for shown in decided.get("evidence", []):
            truth = Truth(shown["document"], "", (), shown["quote"])
            cited += 1
            found += any(_stands(truth, link) for link in links)
    return cited, found


def _touch(one: str, other: str) -> bool:
    return one in other or other in one


def _count(told: Suggested, each: Judged, links: Sequence[EvidenceRow]) -> None:
    places = [any(_stands(truth, link) for truth in each.evidence) for link in links]
    right = [is_right(each, link) for link in links]
    told.commitments += 1
    told.suggestions += len(links)
    told.right += sum(right)
    told.right_place += sum(places)
    if each.sampled and each.evidence:
        told.having += 1
        told.found += any(right)
    elif each.sampled:
        told.without += 1
        told.left_empty += not links


def is_right(each: Judged, link: EvidenceRow) -> bool:
    """Whether a suggestion is true evidence, and bears on the commitment as it says."""
    return any(_stands(truth, link) and link.relation in truth.relations for truth in each.evidence)


def _stands(truth: Truth, link: EvidenceRow) -> bool:
    passage, quotation = link.quotation.passage, link.quotation
    if passage.document_key != truth.document or not passage.text.startswith(truth.says):
        return False
    at = passage.text.find(truth.quote)
    return not truth.quote or (at >= 0 and quotation.start < at + len(truth.quote) and at < quotation.end)
