"""Keys and what they do, made in one way, so that everything a key does can be given another key."""

import re

from textual.binding import Binding


def deed(
    keys: str,
    action: str,
    description: str,
    tooltip: str = "",
    *,
    show: bool = True,
    shown: str | None = None,
    id: str | None = None,
    priority: bool = False,
) -> Binding:
    """Something that keys do on a screen; ``show`` puts it in the key line, where ``shown`` stands for the key.

    ``description`` and ``tooltip`` are messages, marked and not yet translated. The ``id``, by which a person may
    give it other keys, is that of the action: "decide('accepted')" is "decide-accepted".
    """
    named = action.removeprefix("app.").removeprefix("screen.").replace("(-", "-minus-")  # or 1 and -1 were one
    name = re.sub(r"\W+", "-", named).strip("-").replace("_", "-")
    return Binding(
        keys, action, description, tooltip=tooltip, show=show, key_display=shown, id=id or name, priority=priority
    )
