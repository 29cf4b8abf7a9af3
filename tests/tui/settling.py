"""When the app is still: no work is under way, nothing is to be heard or painted. Known from the app, from no clock.

A pilot of Textual's takes the app for still when the process has not worked for a moment, which on a busy machine it
may not have been let to. Here every part of the app is asked whether it has heard all, until none has heard more.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from typing import Any

import textual.app
import textual.pilot
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import WorkerCancelled

MOMENT = 0.001
"""Seconds for which the app paints nothing between one place and another; Textual's own are fifty times that."""
PATIENCE_SECONDS = 20.0
"""After which a part that is there and does not answer is told of; in an app that ends, none need answer."""
AGAIN_SECONDS = 0.05
"""After which it is looked whether a part that is asked is there still: one that is taken away never answers."""


class _Heard:
    """How many messages all parts have heard."""

    many = 0


async def give_way(*_: float) -> None:
    """Let the app go on for a few turns: a key that is pressed needs some to be on its way."""
    for _turn in range(10):
        await asyncio.sleep(0)


def _count_messages() -> None:
    """Count what is heard from now on, in this process, and let no pilot wait by the clock."""
    dispatch, delay_update = MessagePump._dispatch_message, App.delay_update

    async def counted(pump: MessagePump, message: Message) -> None:
        _Heard.many += 1
        await dispatch(pump, message)

    set_on: Any = setattr  # they are methods of Textual's
    set_on(MessagePump, "_dispatch_message", counted)
    set_on(App, "delay_update", lambda app: delay_update(app, MOMENT))
    for module in (textual.app, textual.pilot):
        set_on(module, "wait_for_idle", give_way)


_count_messages()


async def settle(pilot: textual.pilot.Pilot[Any]) -> None:
    """Wait until no work is under way and everything it brought is on the screen."""
    app = pilot.app
    while app._running and not app._exception_event.is_set():
        if list(app.workers):
            with contextlib.suppress(WorkerCancelled):
                await app.workers.wait_for_complete()
        elif app._batch_count or app._resize_timer is not None or not app.screen_stack:
            await asyncio.sleep(MOMENT)
        elif any(part._message_queue.qsize() or part._next_callbacks for part in _parts(app)):
            await give_way()
        else:
            before = _Heard.many
            asked = await _all_heard(app)
            if _Heard.many - before == asked and not list(app.workers):
                if not _is_to_be_painted(app.screen):
                    return
                app.screen._on_timer_update()


def _is_to_be_painted(screen: Screen[Any]) -> bool:
    waits = (
        screen._layout_required,
        screen._scroll_required,
        screen._repaint_required,
        screen._recompose_required,
        screen._dirty_widgets,
        screen._callbacks,
    )
    return any(waits)


def _parts(app: App[Any]) -> Iterator[MessagePump]:
    """What is on the screen, with the screens below it and in other places."""
    yield app
    yield from (screen for stack in app._screen_stacks.values() for screen in stack if screen is not app.screen)
    yield from app.screen.walk_children(with_self=True)


async def _all_heard(app: App[Any]) -> int:
    """Ask every part to answer once it has heard all that it was told before; how many answered."""
    waiting: set[MessagePump] = set()
    answered, all_answered = 0, asyncio.Event()

    def answer(part: MessagePump) -> None:
        nonlocal answered
        answered += 1
        waiting.discard(part)
        if not waiting:
            all_answered.set()

    for part in list(_parts(app)):
        if part.call_later(answer, part):
            waiting.add(part)
    ends = time.monotonic() + PATIENCE_SECONDS
    while waiting and not app._exception_event.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(all_answered.wait(), AGAIN_SECONDS)
        waiting -= {part for part in waiting if part._closing or part._closed or not part.is_attached}
        if time.monotonic() > ends:
            assert app._exit, f"these never heard what they were told: {waiting}"
            break
    return answered
