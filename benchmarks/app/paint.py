"""How soon the app is drawn: from the start of the process to its first words on a real terminal."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Sequence

PATIENCE = 60.0

BARE = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList("Overview")
Bare().run()
"""


def seconds(command: Sequence[str], home: str, word: bytes) -> float:
    """Seconds until a command has written a word to its terminal; then it is ended."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(ADDEWID_HOME=home, TERM="xterm-256color", LANG="C.UTF-8")
        os.execv(sys.executable, [sys.executable, *command])
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 140, 0, 0))
        return _until(terminal, word, began)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)


def _until(terminal: int, word: bytes, began: float) -> float:
    seen = b""
    while time.perf_counter() - began < PATIENCE:
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65536)
            if word in seen:
                return time.perf_counter() - began
    raise TimeoutError(f"{word!r} never came; what came: {seen[-500:]!r}")
