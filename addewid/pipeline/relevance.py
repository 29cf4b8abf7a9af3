"""How well search ranks and finds: our gold set over the starter corpus, Cranfield, Welsh words on a treebank."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from addewid.narrator import Narrator
from addewid.paths import Paths
from addewid.pipeline import adding
from addewid.workspace import Workspace
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UsageProblem
from corpus.rows import PassageRow
from index import Index
from index.engine import Asked
from index.language.measuring import Figures, measure_mutations, read_treebank
from index.relevance import AT, Judged, Kind, Paper, Question, Ranked, cranfield, judged, questions, ranked

if TYPE_CHECKING:
    from index.meaning.model import Model

_CHECKOUT = Path(__file__).parents[2]
_BESIDE = _CHECKOUT.parent / "shared" / "data"
CRANFIELD = _BESIDE / "ir"
TREEBANK = _BESIDE / "welsh" / "ud_welsh_ccg"
"""Where collections are looked for that do not come with Addewid."""

ALL = "all"
"""What the questions of all kinds together go by."""

_Advance = Callable[[], None]
_Find = Callable[[str], list[int]]


def usual_questions() -> list[Question]:
    """The gold set of the checkout. Raises ``UsageProblem`` where Addewid is installed without it."""
    path = _CHECKOUT / "tests" / "gold" / "search.jsonl"
    if not path.is_file():
        raise UsageProblem("Addewid’s own gold set of searches comes with its source only; run this in a checkout.")
    return questions(path)


def packaged_model() -> "Model | None":
    """What ranks by meaning, where it is installed."""
    from index.meaning.model import MiniLM

    model = MiniLM()
    try:
        model.ready()
    except UsageProblem:
        return None
    return model


@contextmanager
def starter_index(model: "Model | None" = None) -> Iterator[Index]:
    """An index over the starter documents, in a temporary folder; what it holds is neither tagged nor linked."""
    with TemporaryDirectory() as name, resources.as_file(resources.files("corpus") / "starter") as folder:
        workspace = Workspace(Paths(Path(name)), Narrator(quiet=True))
        try:
            adding.add(workspace, sorted(folder.glob("*.md")))
            index = Index(Path(name) / "measured", workspace.corpus, model)
            index.update()
            yield index
            index.close()
        finally:
            workspace.close()


def of_gold(asked: Sequence[Question], index: Index, advance: _Advance, *, meaning: bool = False) -> dict[str, Ranked]:
    """The figures by kind of question, and of ``ALL``; each is asked as a person would, by words or by meaning too."""
    answers: dict[str, list[tuple[Judged, list[str]]]] = {kind: [] for kind in Kind}
    for question in asked:
        found = [hit.passage for hit in index.search(question.query, limit=AT, meaning=meaning).hits]
        answers[question.kind].append((judged(question, found), [passage.ref for passage in found]))
        advance()
    answers[ALL] = [each for kind in Kind for each in answers[kind]]
    return {name: ranked(each) for name, each in answers.items() if each}


def of_cranfield(folder: Path, advance: _Advance, model: "Model | None" = None) -> Ranked:
    """The figures of Cranfield: any of a query's words may be found; with a model, meaning ranks too.

    Raises FileNotFoundError.
    """
    from index.engine import Change, Stamp
    from index.whoosh.engine import WhooshEngine

    papers, asked = cranfield(folder)
    rows = [_row(number, paper) for number, paper in enumerate(papers)]
    answers: list[tuple[Judged, list[str]]] = []
    with TemporaryDirectory() as name:
        engine = WhooshEngine(Path(name) / "index")
        try:
            with engine.writing(0):
                engine.write(Change(Stamp("cranfield", 1, ""), [], [], afresh=True, passages=iter(rows)))
            find = _fused(engine, rows, model, advance) if model else _by_words(engine)
            for each in asked:
                answers.append((each, [papers[number].number for number in find(each.query)]))
                advance()
        finally:
            engine.close()
    return ranked(answers)


def _by_words(source: Asked) -> _Find:
    return lambda query: [number for number, _ in source.candidates(query, lang=None, limit=AT)]


def _fused(source: Asked, rows: Sequence[PassageRow], model: "Model", advance: _Advance) -> _Find:
    """Ranks as a search by meaning does, over vectors that are kept nowhere."""
    import numpy as np

    from index.meaning.answering import ranked as together
    from index.meaning.generation import Generation, packed
    from index.meaning.keeping import words_of
    from index.query.nodes import Words

    read = []
    for row in rows:
        read.append(model.vector(words_of(row)))
        advance()
    numbers = np.arange(len(rows))
    table = np.stack([numbers, numbers, numbers, np.zeros_like(numbers)], axis=1)
    vectors = Generation.of(packed(numbers.tolist(), np.stack(read)), table)

    def find(query: str) -> list[int]:
        asked = Words(query, every=False)
        return [each.passage for each in together(source, asked, model.vector(query), vectors, reach=AT).order[:AT]]

    return find


def of_treebank(folder: Path) -> Figures:
    """How Welsh words find one another in a treebank's files. Raises ``UsageProblem`` when there is none."""
    paths = sorted(folder.glob("*.conllu"))
    if not paths:
        raise UsageProblem(f"{folder} holds no treebank: no file there is called .conllu.")
    try:
        return measure_mutations([word for path in paths for word in read_treebank(path)])
    except (ValueError, OSError) as problem:
        raise UsageProblem(f"{folder} holds no treebank that can be read ({problem}).") from problem


def _row(number: int, paper: Paper) -> PassageRow:
    """A paper as the one paragraph of a document."""
    return PassageRow(
        id=number,
        ref=f"{paper.number}/en/0",
        version_id=number,
        ordinal=0,
        kind=PassageKind.PARAGRAPH,
        text=paper.text,
        start=0,
        end=len(paper.text),
        headings=(),
        number="",
        page_index=None,
        page_label="",
        lead="",
        amends="",
        speaker="",
        role="",
        dated=None,
        document_key=paper.number,
        document_title=paper.title,
        document_kind=DocumentKind.ARTICLE,
        lang=Lang.EN,
        publisher="",
        url="",
        source_id="",
    )
