"""What the search screen asks of the index and the account. Every method blocks, and is called in a thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus import recorded, searches
from corpus.database import Corpus
from corpus.errors import NotFound, UsageProblem
from corpus.rows import PassageRow, SearchRow
from corpus.searches import SavedRow
from index import Facets, Hit, Index, Results, watching
from tui.searching.narrowing import begun


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a saved search: one passage, by id, for each new wording, the newest first."""

    saved: SavedRow
    revision: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a list of hits answers: a query; or what is ``like`` a passage; or what is new in a saved search.

    ``begun`` says that the last word of the query was not found as it is typed so far, and got an asterisk.
    """

    query: str = ""
    newest: bool = False
    any_words: bool = False
    meaning: bool = False
    begun: bool = False
    like: PassageRow | None = None
    news: News | None = None

    @property
    def of_words(self) -> bool:
        """Whether it is the query itself that is answered."""
        return self.like is None and self.news is None

    @property
    def alone(self) -> "Question":
        """The query itself."""
        return replace(self, like=None, news=None, begun=False)


@dataclass(frozen=True, slots=True)
class Searcher:
    """One person's searches of one corpus."""

    corpus: Corpus
    index: Index
    who: str

    def page(self, asked: Question, limit: int, offset: int, *, explain: bool = False) -> Results:
        """Some hits of the answer. Raises QueryProblem, which points at a character, and UsageProblem."""
        if asked.news is not None:
            ids = asked.news.passages
            hits = tuple(islice(self.index.shown(ids[offset : offset + limit], asked.query), limit))
            return Results(len(ids), len(ids), 0, hits, asked.news.revision)
        if asked.like is not None:
            return self.index.similar(asked.like.ref, limit=limit, offset=offset, explain=explain)
        return self.index.search(
            asked.query,
            limit=limit,
            offset=offset,
            any_words=asked.any_words,
            newest=asked.newest,
            explain=explain,
            meaning=asked.meaning and not asked.newest,
        )

    def typed(self, asked: Question, limit: int) -> tuple[Question, Results]:
        """The first hits while a query is still being typed, and the question that they answer.

        A last word that leads to nothing is taken for the beginning of one. Raises as ``page`` does.
        """
        results = self.page(asked, limit, 0)
        if not results.total and (query := begun(asked.query)):
            going_on = replace(asked, query=query, begun=True)
            try:
                found = self.page(going_on, limit, 0)
            except UsageProblem:  # so many words begin so that it says nothing yet
                return asked, results
            if found.total:
                return going_on, found
        return asked, results

    def facets(self, query: str) -> Facets:
        """How many passages a query finds, by the values of each facet."""
        return self.index.facets(query)

    def completions(self, begun: str) -> Sequence[str]:
        """Words of the corpus that begin so, the commonest first."""
        return self.index.completions(begun)

    def explained(self, asked: Question, hit: Hit, place: int) -> Hit:
        """A hit of an answer, where it stands in it, with why it was found. Raises NotFound where it moved on."""
        if asked.news is None:
            found = self.page(asked, 1, place, explain=True).hits
        else:
            found = self.index.search(f"({asked.query}) ref:{hit.passage.ref}", limit=1, explain=True).hits
        if not found or found[0].passage.ref != hit.passage.ref:
            raise NotFound("The corpus has changed since this was found; press F5 to search again.")
        return found[0]

    def record(self, query: str) -> SearchRow:
        """Ask again, and keep the search as evidence of absence. Raises CorpusBusy where not all could be searched."""
        found = self.index.search(query, limit=1)
        hits = found.evidence()
        with self.corpus.write() as session:
            ref = recorded.record(session, query, hits, self.who, found.revision)
            kept = recorded.get(session, ref)
        assert kept is not None  # noqa: S101  it was written a moment ago
        return kept

    def save(self, name: str, query: str) -> SavedRow:
        """Keep the query under a name; what it finds now counts as seen. Raises UsageProblem."""
        return watching.save(self.index, self.corpus, name, query, self.who)

    def saved(self) -> Sequence[SavedRow]:
        """All saved searches by name."""
        with self.corpus.read() as session:
            return searches.listing(session, self.who)

    def unseen(self, saved: SavedRow) -> int:
        """How many wordings are new in a saved search; no look is recorded."""
        return watching.unseen(self.index, self.corpus, saved, self.who)

    def look(self, name: str) -> News:
        """What is new in a saved search; that somebody looked is recorded."""
        looked = watching.look(self.index, self.corpus, name, self.who)
        return News(looked.saved, looked.revision, looked.new[::-1])
