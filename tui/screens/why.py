"""Why a passage was found: the words that answer the query, in which form, where, and what each adds to its score."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from index import Fused, Hit, Match, Reason
from tui import words
from tui.screens.base import AddewidDialogue
from tui.text import plain, same_length, toned
from tui.tones import Tone
from tui.widgets.lists import Pane
from tui.widgets.pairs import Pair, Pairs

_OFTEN = ("", "once", "twice")


class WhyDialogue(AddewidDialogue[None]):
    """A hit that was explained, with the whole of its passage and, where there is one, its twin."""

    AUTO_FOCUS = "Pane"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,e,enter", "leave", "Close", show=False)]

    def __init__(self, hit: Hit) -> None:
        super().__init__()
        self._hit = hit

    def compose(self) -> ComposeResult:
        """The reasons first, then the words they are about."""
        passage, twin = self._hit.passage, self._hit.twin
        facts = [passage.place, words.label(passage.document_kind), words.when(passage.when), passage.ref]
        with Vertical(classes="dialogue"):
            yield Static("Why this passage was found", classes="dialogue-title", markup=False)
            head = " · ".join([plain(passage.stands_in), *(plain(fact) for fact in facts if fact)])
            yield Static(Content.styled(head, Tone.LABEL), markup=False)
            with Pane():
                yield Pairs(list(reasons(self._hit)), label=22)
                yield Static("The passage", classes="part-title", markup=False)
                yield Static(Content(same_length(passage.text)), markup=False)
                if twin is not None:
                    yield Static(f"In the other language ({twin.ref})", classes="part-title", markup=False)
                    yield Static(Content(same_length(twin.text)), markup=False)
            yield Static("Esc closes this. What stands in a field only lets through.", classes="hint", markup=False)


def reasons(hit: Hit) -> Iterator[Pair]:
    """Each word or phrase of the query that the hit answers, its share of the score, and what answers it."""
    if hit.fused:
        yield from _ranks(hit.fused)
    if not hit.why and hit.fused and hit.fused.by_words is None:
        yield "No words", Content("It holds none of the words; it is only near in meaning.")
        return
    if not hit.why:
        yield "No words", Content("The query looks for no words: a field alone lists all that it lets through.")
        return
    if not hit.all_words:
        yield "Only some words", Content("This passage does not hold all that was asked for.")
    score = hit.fused.words_score if hit.fused else hit.score
    for reason in hit.why:
        yield plain(reason.sought), Content.assemble((_share(reason, score), Tone.STRONG), _told(reason))
    yield "Score", toned(f"{score:.2f}, by BM25: the rarer a word and the shorter the text, the more.", Tone.QUIET)


def _ranks(fused: Fused) -> Iterator[Pair]:
    """How a hit ranked by words and by meaning, and what each rank adds."""
    words_rank = f"rank {fused.by_words:,} adds {fused.from_words:.4f}" if fused.by_words else "not ranked"
    yield "By words", Content(words_rank)
    if fused.by_meaning is None or fused.similarity is None:
        yield "By meaning", Content("not ranked")
    else:
        added = f"adds {fused.from_meaning:.4f}"
        yield "By meaning", Content(f"rank {fused.by_meaning:,} (similarity {fused.similarity:.2f}) {added}")


def _share(reason: Reason, score: float) -> str:
    part = f" ({words.percent(reason.share / score)})" if score else ""
    return f"{reason.share:.2f} of {score:.2f}{part}"


def _told(reason: Reason) -> str:
    told = "; ".join(map(_match, reason.matches))
    return f": {told}" if told else ""


def _match(match: Match) -> str:
    often = _OFTEN[match.times] if match.times < len(_OFTEN) else f"{match.times:,} times"
    return f"“{plain(match.words)}” {match.form}, {often} in the {match.place}"
