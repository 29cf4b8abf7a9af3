"""A quotation taken away: copied by the terminal (OSC 52), which works over ssh, or opened where it came from."""

import webbrowser
from functools import partial

from textual.content import Content
from textual.widget import Widget

from corpus.language import tr
from corpus.rows import Quotation
from publish.citations.told import address
from tui.background import in_background
from tui.text import plain

SHOWN = 200
"""Characters of what was copied that are told."""


def copy(owner: Widget, quotation: Quotation | None) -> None:
    """Copy the words of a quotation."""
    if quotation is None:
        owner.notify(tr("There is no quotation here to copy."), severity="warning")
        return
    _copy(owner, plain(quotation.exact))


def copy_cited(owner: Widget, quotation: Quotation, citation: str) -> None:
    """Copy the words of a quotation and where they stand."""
    _copy(owner, tr("“{words}” – {citation}", words=plain(quotation.exact), citation=citation))


def open_source(owner: Widget, quotation: Quotation | None) -> None:
    """Open the address of the document that is quoted; where no browser can open here, copy it."""
    if quotation is None:
        owner.notify(tr("There is no quotation here whose source could be opened."), severity="warning")
        return
    url = address(quotation.passage)
    if not url:
        owner.notify(_no_address(quotation), severity="warning", markup=False)
    elif owner.app.is_web:  # the browser that shows the app
        owner.app.open_url(url)
    elif _browser_beside():
        in_background(owner, partial(owner.app.open_url, url), lambda _: None, group="browser")  # it may take its time
        owner.notify(tr("Opened in the browser: {address}", address=_short(url)), markup=False)
    else:
        owner.app.copy_to_clipboard(url)
        said = tr("No browser can open on this computer; the address was copied: {address}", address=_short(url))
        owner.notify(said, markup=False)


def _no_address(quotation: Quotation) -> str:
    given = plain(quotation.passage.url)
    if given:
        return tr("“{address}” is no address that a browser should open.", address=_short(given))
    return tr("No address is known for this document.")


def _copy(owner: Widget, text: str) -> None:
    owner.app.copy_to_clipboard(text)
    owner.notify(tr("Copied: {words}", words=_short(text)), markup=False)


def _short(text: str) -> str:
    return Content(text).truncate(SHOWN, ellipsis=True).plain


def _browser_beside() -> bool:
    """Whether a browser opens in a window of its own: one in the terminal would draw over the app."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    return type(found) is not webbrowser.GenericBrowser
