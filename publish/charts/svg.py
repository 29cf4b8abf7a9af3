"""A chart as SVG to stand in a page or alone: no script, no style, no font, nothing from elsewhere.

Text takes the page's colour. A page may style it by its classes: ``chart``, ``chart-words``, ``chart-bar`` and, by its
tone, ``chart-met``, ``chart-unmet``, ``chart-not-assessed``, ``chart-superseded`` or ``chart-plain``.
"""

from collections.abc import Iterator
from hashlib import sha256
from xml.sax.saxutils import escape

from publish.charts.chart import Chart, Tone
from publish.charts.layout import WIDTH, Box, Drawing, Mark, Words, drawing
from publish.charts.told import alternative
from publish.charts.tones import LOOKS, TILE, Pattern
from publish.charts.words import plain

_FILLED = {
    Pattern.STRIPES: '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{colour}" stroke-width="3"/>',
    Pattern.DOTS: '<circle cx="4" cy="4" r="1.2" fill="{colour}"/>',
    Pattern.GRID: '<path d="M0 2H8M0 6H8M2 0V8M6 0V8" stroke="{colour}" stroke-width="1"/>',
}


def as_svg(chart: Chart, *, titled: bool = True) -> str:
    """The chart as an ``svg`` element, a picture to assistive technology, with a title and a description in words.

    ``titled`` says that the title is also drawn, for a chart that stands under no heading of its own.
    """
    drawn = drawing(chart, titled=titled)
    return "\n".join([*_lines(chart, drawn), "</svg>", ""])


def _lines(chart: Chart, drawn: Drawing) -> Iterator[str]:
    told = alternative(chart)
    # by content, so that charts of one page have names of their own in it and the same chart has the same
    own = f"chart-{sha256(f'{chart.title}|{told}|{chart.columns}'.encode(errors='replace')).hexdigest()[:10]}"
    size = f'width="{WIDTH:g}" height="{drawn.height:g}" viewBox="0 0 {WIDTH:g} {drawn.height:g}"'
    named = f'aria-labelledby="{own}-title" aria-describedby="{own}-desc"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" {named} {size} font-family="sans-serif">'
    yield f'<title id="{own}-title">{escape(plain(chart.title))}</title>'
    yield f'<desc id="{own}-desc">{escape(told)}</desc>'
    patterns = [_pattern(tone, own) for tone in chart.tones if LOOKS[tone].pattern is not Pattern.SOLID]
    if patterns:
        yield f"<defs>{''.join(patterns)}</defs>"
    yield from (_drawn(mark, own) for mark in drawn.marks)


def _pattern(tone: Tone, own: str) -> str:
    look = LOOKS[tone]
    filled = _FILLED[look.pattern].format(colour=look.colour)
    tile = f'width="{TILE:g}" height="{TILE:g}" patternUnits="userSpaceOnUse"'
    return f'<pattern id="{own}-{tone}" {tile}>{filled}</pattern>'


def _drawn(mark: Mark, own: str) -> str:
    if isinstance(mark, Box):
        return _box(mark, own)
    if isinstance(mark, Words):
        return _words(mark)
    return f'<path d="M{mark.x:g} {mark.y:.1f}H{mark.x + mark.width:g}" stroke="currentColor"/>'


def _box(box: Box, own: str) -> str:
    look = LOOKS[box.tone]
    fill = look.colour if look.pattern is Pattern.SOLID else f"url(#{own}-{box.tone})"
    # the outline stands within the box
    at = f'x="{box.x + 0.5:.1f}" y="{box.y + 0.5:.1f}"'
    size = f'width="{max(box.width - 1, 0.5):.1f}" height="{max(box.height - 1, 0.5):.1f}"'
    told = f"<title>{escape(box.said)}</title>" if box.said else ""
    drawn = f'<rect class="chart-bar chart-{box.tone}" {at} {size} fill="{fill}" stroke="{look.colour}"'
    return f"{drawn}>{told}</rect>" if told else f"{drawn}/>"


def _words(words: Words) -> str:
    more = ' font-weight="bold"' if words.bold else ""
    more += f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    told = f"<title>{escape(words.whole)}</title>" if words.whole else ""
    at = f'x="{words.x:.1f}" y="{words.y:.1f}" font-size="{words.size:g}"'
    text = escape(words.text)
    return f'<text class="chart-words" {at} fill="currentColor"{more}>{told}{text}</text>'
