"""Why a passage was found: the words that answer the query, in which form, where, and what each adds to its score."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from corpus import wording
from corpus.language import msg, number, percent, plural, tr, when
from index import Fused, Hit, Match, Reason
from index.results import Form, Place
from tui.deeds import deed
from tui.screens.base import AddewidDialogue
from tui.text import plain, same_length, toned
from tui.tones import Tone
from tui.widgets.lists import Pane
from tui.widgets.pairs import Pair, Pairs

_FORMS: dict[Form, str] = {
    Form.EXACT: msg("“{words}” as written"),
    Form.STEM: msg("“{words}” of the same stem"),
    Form.MUTATION: msg("“{words}” by mutation"),
    Form.DICTIONARY: msg("“{words}” of the same dictionary form"),
    Form.OTHER_NAME: msg("“{words}”, what it is called otherwise"),
    Form.BEGUN: msg("“{words}” begins so"),
    Form.NEARLY: msg("“{words}” nearly so spelt"),
}


class WhyDialogue(AddewidDialogue[None]):
    """A hit that was explained, with the whole of its passage and, where there is one, its twin."""

    AUTO_FOCUS = "Pane"
    BINDINGS: ClassVar[list[BindingType]] = [deed("q,e,enter", "leave", msg("Close"), show=False)]

    def __init__(self, hit: Hit) -> None:
        super().__init__()
        self._hit = hit

    def compose(self) -> ComposeResult:
        """The reasons first, then the words they are about."""
        passage, twin = self._hit.passage, self._hit.twin
        facts = [passage.place, wording.name(passage.document_kind), when(passage.when), passage.ref]
        with Vertical(classes="dialogue"):
            yield Static(tr("Why this passage was found"), classes="dialogue-title", markup=False)
            head = " · ".join([plain(passage.stands_in), *(plain(fact) for fact in facts if fact)])
            yield Static(Content.styled(head, Tone.LABEL), markup=False)
            with Pane():
                yield Pairs(list(reasons(self._hit)), label=22)
                yield Static(tr("The passage"), classes="part-title", markup=False)
                yield Static(Content(same_length(passage.text)), markup=False)
                if twin is not None:
                    heading = tr("In the other language ({ref})", ref=twin.ref)
                    yield Static(heading, classes="part-title", markup=False)
                    yield Static(Content(same_length(twin.text)), markup=False)
            hint = tr("Esc closes this. What stands in a field only lets through.")
            yield Static(hint, classes="hint", markup=False)


def reasons(hit: Hit) -> Iterator[Pair]:
    """Each word or phrase of the query that the hit answers, its share of the score, and what answers it."""
    if hit.fused:
        yield from _ranks(hit.fused)
    if not hit.why and hit.fused and hit.fused.by_words is None:
        yield tr("No words"), Content(tr("It holds none of the words; it is only near in meaning."))
        return
    if not hit.why:
        said = tr("The query looks for no words: a field alone lists all that it lets through.")
        yield tr("No words"), Content(said)
        return
    if not hit.all_words:
        yield tr("Only some words"), Content(tr("This passage does not hold all that was asked for."))
    score = hit.fused.words_score if hit.fused else hit.score
    for reason in hit.why:
        yield plain(reason.sought), Content.assemble((_share(reason, score), Tone.STRONG), _told(reason))
    by = tr("{score}, by BM25: the rarer a word and the shorter the text, the more.", score=f"{score:.2f}")
    yield tr("Score"), toned(by, Tone.QUIET)


def _ranks(fused: Fused) -> Iterator[Pair]:
    """How a hit ranked by words and by meaning, and what each rank adds."""
    by_words = by_meaning = tr("not ranked")
    if fused.by_words:
        rank, added = number(fused.by_words), f"{fused.from_words:.4f}"
        by_words = tr("rank {rank} adds {added}", rank=rank, added=added)
    if fused.by_meaning is not None and fused.similarity is not None:
        rank, added = number(fused.by_meaning), f"{fused.from_meaning:.4f}"
        by_meaning = tr(
            "rank {rank} (similarity {similarity}) adds {added}",
            rank=rank,
            similarity=f"{fused.similarity:.2f}",
            added=added,
        )
    yield tr("By words"), Content(by_words)
    yield tr("By meaning"), Content(by_meaning)


def _share(reason: Reason, score: float) -> str:
    share, whole = f"{reason.share:.2f}", f"{score:.2f}"
    if not score:
        return tr("{share} of {score}", share=share, score=whole)
    return tr("{share} of {score} ({percent})", share=share, score=whole, percent=percent(reason.share / score))


def _told(reason: Reason) -> str:
    told = "; ".join(map(_match, reason.matches))
    return f": {told}" if told else ""


def _match(match: Match) -> str:
    return f"{tr(_FORMS[match.form], words=plain(match.words))}, {_often(match.times, match.place)}"


def _often(times: int, place: Place) -> str:
    match place:
        case Place.TEXT:
            return plural("once in the text", "{count} times in the text", times)
        case Place.HEADING:
            return plural("once in the heading", "{count} times in the heading", times)
        case Place.TITLE:
            return plural("once in the title", "{count} times in the title", times)
