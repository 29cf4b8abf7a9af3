"""Work off the screen's thread, and what is said when it fails. The app stays alive whatever happens there."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.widget import Widget
from textual.worker import get_current_worker

from corpus.errors import AddewidError, StaleEdit
from corpus.language import tr

Result = TypeVar("Result")


def sentence(error: Exception) -> str:
    """An error as people read it: its own one sentence, or the type of one that nobody foresaw."""
    if isinstance(error, StaleEdit):
        return f"{error} ({error.theirs})"
    if isinstance(error, AddewidError):
        return str(error)
    what = f"{type(error).__name__}: {error}"
    return tr("Something went wrong that should not ({what}); the app carries on.", what=what)


def report(owner: Widget, error: Exception) -> None:
    """Show an error in a notification."""
    owner.app.notify(sentence(error), severity="error", timeout=10, markup=False)


def in_background(
    owner: Widget,
    job: Callable[[], Result],
    then: Callable[[Result], None],
    *,
    group: str,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Run ``job`` in a thread, then give its result to ``then`` on the owner's own thread.

    A newer job of the same group takes the place of an older one, whose result is dropped. ``failed`` is told
    of an exception; without it, the exception is shown in a notification.
    """

    def run() -> None:
        worker = get_current_worker()
        try:
            result = job()
        except Exception as error:  # noqa: BLE001  nothing that a job raises may end the app
            deliver: Callable[[], None] = partial(failed or partial(report, owner), error)
        else:
            deliver = partial(then, result)
        if not worker.is_cancelled:
            owner.call_later(deliver)

    owner.run_worker(run, thread=True, exclusive=True, group=group, exit_on_error=False)
