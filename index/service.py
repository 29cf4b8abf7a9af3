"""Search as the rest of the house sees it: questions to an index that keeps itself in step with the corpus."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from corpus import documents
from corpus.codebook import Lang
from corpus.database import Corpus, batched
from corpus.language import msg, tr
from corpus.rows import PassageRow
from index.account import settled
from index.engine import Engine, Found, IndexLost, Stamp
from index.engines import engine
from index.keeping import Keeper, State
from index.query.nodes import Across, All, Field, Given, Node, Words, loosened, sought
from index.query.parser import parse
from index.results import Building, Facets, Hit, Reason, Results, Updated
from index.tending import Progress

if TYPE_CHECKING:
    from index.language.spelling import Vocabulary
    from index.meaning.answering import Ranking
    from index.meaning.fusing import Placed
    from index.meaning.keeping import Meanings
    from index.meaning.model import Model

FEW = 10
"""Passages with all the words below which those with some of them follow."""

_UNREAD = msg(
    "Ranked by words alone: the model of meaning reads English words, and there are none here that it can read."
)
_BEING_READ = msg("Ranked by words alone: the index of words or of meaning is still being built.")

EVERY = 1 << 31
"""More hits than there can be."""


class Index:
    """The index of one corpus, in one folder. Safe to share between threads."""

    def __init__(self, folder: Path, corpus: Corpus, model: "Model | None" = None) -> None:
        """Nothing is read or written yet; a folder that is missing is made by the first update.

        ``model`` is what ranks by meaning, where that is asked for; else the packaged one, if it is installed.
        """
        self._corpus = corpus
        self._folder = folder
        self._model = model
        self._opened: tuple[Engine, Keeper] | None = None
        self._opening = Lock()
        self._known: tuple[Stamp | None, Vocabulary] | None = None
        self._lock = Lock()

    @property
    def _engine(self) -> Engine:
        return self._open()[0]

    @property
    def _kept(self) -> Keeper:
        return self._open()[1]

    def _open(self) -> tuple[Engine, Keeper]:
        """The engine, chosen when it is first needed: its library is slow to load."""
        with self._opening:
            if self._opened is None:
                made = engine(self._folder, self._corpus)
                self._opened = made, Keeper(made, self._corpus)
            return self._opened

    @cached_property
    def meaning(self) -> "Meanings":
        """What ranks by meaning: vectors in the same folder, brought up to date on their own."""
        from index.meaning.keeping import Meanings
        from index.meaning.model import MiniLM

        return Meanings(self._folder / "meaning", self._corpus, self._model or MiniLM())

    def is_current(self) -> bool:
        """Whether the index is whole and holds the corpus as it is now."""
        return self._kept.is_current()

    def update(self, progress: Progress | None = None, *, wait: float | None = None) -> Updated:
        """Bring the index up to date, from nothing when it is missing, damaged or of another corpus.

        ``progress`` is told the passages done and the passages to do. Raises CorpusBusy, which says who is writing,
        when another one does not finish in ``wait`` seconds, or else in half a minute.
        """
        return self._kept.update(progress, wait)

    def tend(self) -> None:
        """From now on do that in a thread of its own, beginning now: searches answer with what there is."""
        self._kept.tend()

    def building(self) -> Building | None:
        """How far that thread has come; None while it has nothing to do, and before anything was asked of the index."""
        return self._kept.building() if self._opened else None

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        any_words: bool = False,
        newest: bool = False,
        explain: bool = False,
        meaning: bool = False,
    ) -> Results:
        """The passages that a query finds, best or ``newest`` first; see ``index.query.parser`` for how to ask.

        Where they are few, or ``any_words`` is given, those that hold some of the words follow. Brings the index up to
        date first. While another process is doing that, answers from the index as it was, with the revision it held;
        where there is none, from as much of the database as is looked through in a few seconds, and says how much.
        With ``meaning``, both words and meaning rank the passages with all the words, and then, as one, those with some
        of them and those near in meaning; but not where the newest come first. Nothing else that is told changes.
        Raises QueryProblem for a query that cannot be understood and UsageProblem for one that is too wide, or for
        meaning where the model is not installed.
        """
        results, hits = self.stream(
            query, limit=limit, offset=offset, any_words=any_words, newest=newest, explain=explain, meaning=meaning
        )
        return replace(results, hits=tuple(hits))

    def stream(
        self,
        query: str,
        *,
        limit: int = EVERY,
        offset: int = 0,
        any_words: bool = False,
        newest: bool = False,
        explain: bool = False,
        meaning: bool = False,
    ) -> tuple[Results, Iterator[Hit]]:
        """The same answer without its hits, and these one by one, as many as there may be: of one moment's index."""
        limit, offset = max(limit, 0), max(offset, 0)
        asked = parse(query)
        state = self._kept.ready(further=not offset)
        if asked is None:
            return Results(0, 0, 0, (), state.revision, building=state.building), iter(())
        node, words_only = self._settled(asked), ""
        if meaning and not newest:
            ranking = self._ranking(node, limit + offset, scans=state.scans)
            if not isinstance(ranking, str):
                results = self._told(query, ranking.found, state, ranking.some)
                hits = self._fused(node, ranking, ranking.order[offset : offset + limit], explain=explain)
                return replace(results, fused=True), hits
            words_only = ranking
        found = self._kept.asked(lambda source: source.search(node, limit=limit, offset=offset, newest=newest))
        hits, some, loose = self._hits(found, node, explain=explain), 0, loosened(node)
        if loose != node and (any_words or found.total < FEW):
            rest, begin = All((loose,), (node,)), max(offset - found.shown, 0)
            left = limit - len(found.passages)
            more = self._kept.asked(lambda source: source.search(rest, limit=left, offset=begin, newest=newest))
            some, found = more.shown, replace(found, scanned=found.scanned or more.scanned)
            loosely = self._hits(more, loose, explain=explain)
            hits = chain(hits, (replace(hit, all_words=False) for hit in loosely))
        return replace(self._told(query, found, state, some), words_only=words_only), hits

    def _told(self, query: str, found: Found, state: State, some: int) -> Results:
        """What is said of an answer, without its hits."""
        suggestion = self._suggestion(query, found.total) if found.total < FEW and not found.scanned else ""
        results = Results(found.total, found.shown, some, (), found.revision, suggestion)
        return replace(results, scanned=found.scanned, building=state.building)

    def _ranking(self, node: Node, reach: int, *, scans: bool) -> "Ranking | str":
        """Words and meaning together, as far as ``reach``; or why it is the words alone."""
        from index.meaning.answering import ranked
        from index.meaning.asking import question

        self.meaning.ready()
        text = question(node)
        if not text:
            return tr(_UNREAD)
        if scans or not self.meaning.heal():
            return tr(_BEING_READ)
        vector, vectors = self.meaning.of(text), self.meaning.now()
        return self._kept.asked(lambda source: ranked(source, node, vector, vectors, reach=reach))

    def _fused(self, node: Node, ranking: "Ranking", page: "Sequence[Placed]", *, explain: bool) -> Iterator[Hit]:
        """Hits in the fused order, each told and explained by what found it."""
        by_id = {each.passage: each for each in page}
        for ids in batched(list(by_id)):
            some, hits = [by_id[number] for number in ids], dict[int, Hit]()
            for every, asked in ((True, node), (False, loosened(node))):
                mine = [each for each in some if (each.passage in ranking.strict) is every]
                found = Found(0, 0, [(each.passage, each.fused.score, each.alike) for each in mine], 0)
                told = self._hits(found, asked, explain=explain)
                hits |= {hit.passage.id: replace(hit, all_words=every) for hit in told}
            yield from (replace(hits[each.passage], fused=each.fused) for each in some if each.passage in hits)

    def similar(self, ref: str, query: str = "", *, limit: int = 20, offset: int = 0, explain: bool = False) -> Results:
        """The passages in the language of that of this ref that share most of its telling words, best first.

        A ``query`` narrows them. Never itself nor one of the same wording. Raises NotFound for a ref that names no
        passage, and otherwise as ``search`` does.
        """
        from index import similar

        asked = parse(query)
        state = self._kept.ready(further=not offset)
        with self._corpus.read() as session:
            passage = documents.passage(session, ref)
        spoken = Field("lang", (passage.lang,))
        words = similar.telling(passage, self._count(spoken), lambda words: self._count(All((words, spoken))))
        if words is None:
            return Results(0, 0, 0, (), state.revision, building=state.building)
        narrowed = (self._settled(asked),) if asked is not None else ()
        node = All((words, spoken, *narrowed), (Given(frozenset({passage.id})),))
        found = self._kept.asked(lambda source: source.search(node, limit=similar.MOST + 1, offset=0))
        hits = self._hits(found, node, explain=explain)
        others = [hit for hit in hits if not similar.alike(hit.passage, passage)]
        kept = others[: similar.MOST]
        page = tuple(kept[max(offset, 0) :][: max(limit, 0)])
        results = Results(len(kept), len(kept), 0, page, found.revision)
        return replace(results, scanned=found.scanned, building=state.building)

    def passages(self, query: str) -> tuple[list[int], int]:
        """The ids of every passage that a query finds, in order and none folded, and the revision it was asked of.

        Raises CorpusBusy while there is no whole index, and otherwise as ``search`` does.
        """
        asked = parse(query)
        revision = self._kept.heal(patient=False)
        if asked is None:
            return [], revision
        node = self._settled(asked)
        return sorted(self._kept.asked(lambda source: source.scores(node), whole=True)), revision

    def shown(self, passages: Sequence[int], query: str) -> Iterator[Hit]:
        """Passages by id as hits of a query, in the order given and without a score; those that are gone left out."""
        node = parse(query)
        found = Found(len(passages), len(passages), [(each, 0.0, 0) for each in passages], 0)
        return self._hits(found, node) if node is not None else iter(())

    def completions(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the corpus that begin so, the commonest first: of the index as it is, none while there is none."""
        try:
            return self._vocabulary().completions(prefix, limit)
        except IndexLost:
            return ()

    def facets(self, query: str) -> Facets:
        """How many of the passages that a query finds have each value of each facet."""
        asked = parse(query)
        self._kept.ready(further=False)
        if asked is None:
            return {}
        node = self._settled(asked)
        return self._kept.asked(lambda source: source.facets(node))

    def candidates(self, words: Sequence[str], *, lang: Lang | None, limit: int) -> list[tuple[int, float]]:
        """Passage ids and scores for any of the words, best first: the raw material of links.

        Made to be called thousands of times: the first call brings the index up to date, later ones look at it
        as it was when last searched or updated.
        """
        if not self._kept.looked_at:
            self._kept.heal()
        looked_for, most = " ".join(words), max(limit, 0)
        return self._kept.asked(lambda source: source.candidates(looked_for, lang=lang, limit=most), whole=True)

    def close(self) -> None:
        """Give up what is being written and let go of every file; the index may be used again."""
        if self._opened:
            self._kept.close()
        if "meaning" in self.__dict__:
            self.meaning.close()

    def _suggestion(self, query: str, total: int) -> str:
        """What a query may have been meant to be, if that finds more."""
        from index.suggesting import meant

        try:
            known = self._vocabulary()
        except IndexLost:
            return ""
        better = meant(query, known, lambda word: self._count(Words(word)))
        asked = parse(better)
        return better if asked is not None and self._count(self._settled(asked)) > total else ""

    def _vocabulary(self) -> "Vocabulary":
        """The words of the index, made once for each state of it. Raises IndexLost."""
        from index.suggesting import vocabulary

        with self._lock:
            held = self._engine.held()
            if self._known is None or self._known[0] != held:
                self._known = held, vocabulary(self._engine.vocabulary())
            return self._known[1]

    def _count(self, node: Node) -> int:
        """How many passages a query finds."""
        return self._kept.asked(lambda source: source.search(node, limit=0, offset=0)).total

    def _settled(self, asked: Node) -> Node:
        """The query with what only the corpus can answer worked out."""
        with self._corpus.read() as session:
            return settled(asked, session)

    def _hits(self, found: Found, node: Node, *, explain: bool = False) -> Iterator[Hit]:
        from index.snippets import Marker, snippet  # loads the analysis, and with it the engine's library

        marker, crosses = Marker(node), any(isinstance(leaf, Across) for leaf in sought(node))
        scores = {passage: (score, alike) for passage, score, alike in found.passages}
        for ids in batched(list(scores)):
            with self._corpus.read() as session:
                passages = documents.passages_by_id(session, ids)
                twins = {each.id: documents.twin(session, each.id) for each in passages} if crosses else {}
            why = self._reasons(passages, node) if explain else {}
            for passage in passages:
                spans = marker.spans(passage.text, passage.lang)
                score, alike = scores[passage.id]
                reasons, twin = why.get(passage.id, ()), twins.get(passage.id)
                yield Hit(passage, score, *snippet(passage.text, spans), alike, why=reasons, twin=twin)

    def _reasons(self, passages: Sequence[PassageRow], node: Node) -> dict[int, tuple[Reason, ...]]:
        """Why a query finds these passages, by id."""
        from index.explaining import explained, parts

        ids = [passage.id for passage in passages]
        asked = {part for lang in {passage.lang for passage in passages} for part in parts(node, lang)}
        scores = {part: self._scores(part, ids) for part in asked}
        return {passage.id: explained(node, passage, scores) for passage in passages}

    def _scores(self, node: Node, among: Sequence[int]) -> dict[int, float]:
        return self._kept.asked(lambda source: source.scores(node, among))
