"""How far a person has come with what waits, in a line."""

from textual.content import Content

from corpus.language import number, plural, tr
from corpus.wording import name
from tui.reviewing.pile import Pile
from tui.tones import Tone


def progress(pile: Pile) -> Content:
    """How many were decided in this session, and how many are left for each reason."""
    parts = [Content(plural("{count} left", "{count} left", sum(pile.counts.values())))]
    if pile.decided:
        decided = plural("{count} decided in this session", "{count} decided in this session", pile.decided)
        parts.insert(0, Content.styled(decided, Tone.GOOD))
    for reason, many in pile.counts.items():
        said = tr("{reason}: {count}", reason=name(reason), count=number(many))
        parts.append(Content.styled(said, Tone.STRONG if reason is pile.reason else Tone.QUIET))
    if pile.reason is not None:
        parts.append(Content.styled(tr("only {reason}; x shows all", reason=name(pile.reason)), Tone.PART))
    return Content(" · ").join(parts)


def nothing_waits(pile: Pile) -> str:
    """What is said where nothing waits, or nothing for the reason chosen."""
    if pile.counts:
        return tr("Nothing waits for this any more. Press x for all that waits, or f to choose.")
    return tr("Nothing waits for you. What is found, falls due or changes from now on will stand here.")
