"""A command that was started by the app: it says what it does in lines of JSON, and ends when whoever started it does.

``ADDEWID_ATTENDED`` says that it was. Its standard input is then a pipe on which nothing comes: it ends with the
process that holds the other end, however that one ended, and through whatever started this one for it.
"""

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress

ATTENDED = "ADDEWID_ATTENDED"

PATIENCE = 5.0
"""Seconds in which a command whose attendant is gone has to end, before it is ended."""


def attended() -> bool:
    """Whether a program reads what this command says."""
    return bool(os.environ.get(ATTENDED))


def begin() -> None:
    """Of an attended command: heed Ctrl-C, whatever was inherited, and be stopped as by it once nobody attends."""
    if attended():
        signal.signal(signal.SIGINT, signal.default_int_handler)
        threading.Thread(target=_watch, name="attendant", daemon=True).start()


def tell(kind: str, **facts: object) -> None:
    """One line for the attendant: what kind of thing it is under ``addewid``, and its facts."""
    print(json.dumps({"addewid": kind, **facts}), file=sys.stderr, flush=True)  # noqa: T201


def _watch() -> None:
    """Wait for the end of standard input, then stop: at first as Ctrl-C does, and soon at once."""
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  nobody listens: what is said from now on must not fail
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    for _ in range(2):
        _interrupt()
        time.sleep(PATIENCE)
    os._exit(130)


def _interrupt() -> None:
    """Ctrl-C; sent to the main thread, which else would not be woken from what it waits for."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
