"""A decision in words: who decided what, when, about which words, and why."""

from collections.abc import Iterator

from corpus import telling, wording
from corpus.codebook import JUDGEMENT_VALUES, Action, CommitmentKind, Judgement, LinkState, Relation
from corpus.language import msg, tr
from corpus.rows import DecisionRow
from corpus.rows.decided import Decided
from tui import words
from tui.text import plain

_JUDGED = {
    Judgement.DELIVERY: msg("{who} said what became of the promise: {value}. Before that: {before}."),
    Judgement.RESPONSE: msg("{who} said what the body answered: {value}. Before that: {before}."),
    Judgement.VERIFIABILITY: msg("{who} said whether anyone could tell: {value}. Before that: {before}."),
}
_CORRECTED = {
    Judgement.DELIVERY: msg("{who} corrected what became of the promise: {value}, in the place of {before}."),
    Judgement.RESPONSE: msg("{who} corrected what the body answered: {value}, in the place of {before}."),
    Judgement.VERIFIABILITY: msg("{who} corrected whether anyone could tell: {value}, in the place of {before}."),
}
_WEIGHED = {
    LinkState.ACCEPTED: msg("{who} accepted a piece of evidence."),
    LinkState.REJECTED: msg("{who} rejected a piece of evidence."),
    LinkState.SUGGESTED: msg("{who} left a piece of evidence open again."),
}
_JOINED = {
    LinkState.ACCEPTED: msg("{who} said that two statements are one promise."),
    LinkState.REJECTED: msg("{who} said that two statements are not one promise."),
    LinkState.SUGGESTED: msg("{who} left it open again whether two statements are one promise."),
}
_SAID = {
    Action.CONFIRMED: msg("{who} said that it is a promise, as it stands here."),
    Action.EDITED: msg("{who} changed what is said of the promise."),
    Action.REFUSED: msg("{who} said that it is no promise."),
    Action.SETTLED: msg("{who} settled what several people had said differently."),
    Action.UNDONE: msg("{who} took back a decision about the promise."),
}
_CHANGING = frozenset({Action.EDITED, Action.SETTLED})
_FOR_THE_JOURNAL = frozenset({"at", "event", "evidence", "origin"})


def sentence(decided: Decided) -> str:
    """Who decided what."""
    row, who = decided.decision, plain(decided.decision.who)
    match row.action:
        case Action.JUDGED | Action.CORRECTED:
            return _judged(row, who)
        case Action.CITED:
            relation = wording.name(Relation(row.after["relation"]))
            return tr("{who} gave a piece of evidence ({relation}).", who=who, relation=relation)
        case Action.WEIGHED:
            return tr(_WEIGHED[LinkState(row.after["state"])], who=who)
        case Action.JOINED:
            return tr(_JOINED[LinkState(row.after["state"])], who=who)
        case Action.ADDED:
            kind = wording.name(CommitmentKind(row.after["kind"]))
            return tr("{who} marked these words as a promise ({kind}).", who=who, kind=kind)
        case _:
            return tr(_SAID[row.action], who=who)


def lines(decided: Decided) -> Iterator[str]:
    """The sentence, when it was, the words that it is about, what it changed, and why."""
    row = decided.decision
    yield sentence(decided)
    yield words.moment(row.recorded_at)
    for exact, title in decided.words:
        yield tr("“{words}” ({document})", words=plain(exact), document=plain(title))
    if row.action in _CHANGING:
        changed = [name for name in row.after if name not in _FOR_THE_JOURNAL]
        yield plain(telling.changed(row.before, row.after, changed))
    if row.because:
        yield tr("Because: {reason}", reason=plain(row.because))
    if decided.promise and row.action is not Action.JOINED:
        yield tr("The promise: “{words}”", words=plain(decided.promise))


def _judged(row: DecisionRow, who: str) -> str:
    judgement = next(each for each in Judgement if each in row.after)
    value, before = (_value(judgement, held.get(judgement, "")) for held in (row.after, row.before))
    if row.action is Action.JUDGED:
        return tr(_JUDGED[judgement], who=who, value=value, before=before)
    if not row.after[judgement]:
        return tr("{who} took back a judgement: {before}.", who=who, before=before)
    return tr(_CORRECTED[judgement], who=who, value=value, before=before)


def _value(judgement: Judgement, value: str) -> str:
    return wording.name(JUDGEMENT_VALUES[judgement](value)) if value else words.NOT_JUDGED.word
