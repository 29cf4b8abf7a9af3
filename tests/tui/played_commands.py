"""An ``addewid`` that does nothing, for tests of whoever attends it: run as a program, the first word says how it goes.

It says what a real one says, in the way a real one does; the words after the first are a real one's.
"""

import os
import signal
import sys
import time

from addewid import attended, narrator
from addewid.narrator import Narrator


def _facts(says: Narrator, command: str) -> None:
    if command == "crawl":
        crawled = {"outcome": "complete", "because": "", "status": 0, "documents": 3, "problems": 0}
        says.tell("crawled", source=sys.argv[-1], **crawled)
    elif command in {"add", "starter"}:
        says.tell("added", documents=3, same=0, problems=0, left=1)
    if command in {"update", "starter"}:
        says.tell("tagged", documents=3, promises=12, problems=0)
        says.tell("linked", promises=12, suggestions=7)


def _well(says: Narrator, command: str) -> int:
    with says.task("Tagging", 4, "documents") as task:
        for number in range(4):
            says.say(f"document {number} [b]bold[/b] \x1b[31mred \u202eright")
            task.advance()
    sys.stdout.write("printed, not narrated\n")
    sys.stdout.flush()
    _facts(says, command)
    return 0


def _waits(says: Narrator, command: str) -> int:
    with says.task("Tagging", 8, "documents") as task:
        task.advance(2)
        says.say(f"waiting {os.getpid()}")
        time.sleep(600)
    return 0


def _stubborn(says: Narrator, command: str) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    attended.PATIENCE = 0.2
    return _waits(says, command)


def _dies(says: Narrator, command: str) -> int:
    says.say("about to die")
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def _busy(says: Narrator, command: str) -> int:
    says.warn("The corpus is being written by another process; wait for it to finish and try again.")
    return 6


def _refused(says: Narrator, command: str) -> int:
    told = {"outcome": "blocked", "because": "The site refuses.", "status": 3, "documents": 0, "problems": 1}
    says.tell("crawled", source="copronet", **told)
    return 3


def _in_part(says: Narrator, command: str) -> int:
    says.warn("a.pdf: the file is empty; check that it was saved whole.")
    says.tell("added", documents=2, same=0, problems=1, left=0)
    return 1


def _nothing(says: Narrator, command: str) -> int:
    says.warn("The folder cannot be made; set ADDEWID_HOME to a folder of your own.")
    return 1


def _talks(says: Narrator, command: str) -> int:
    for number in range(5_000):
        says.say(f"line {number} " + "x" * (number % 300))
    says.say("y" * 100_000)
    return 0


def _arguments(says: Narrator, command: str) -> int:
    says.say("|".join(sys.argv[2:]))
    _facts(says, command)
    return 0


def _noise(says: Narrator, command: str) -> int:
    sys.stdout.buffer.write(
        b'{"addewid": "task"}\n{"addewid": 3}\n{[[[\n\xff\xfe\x00\n{"addewid": "crawled", "source": 1}\n'
    )
    sys.stdout.buffer.write(b'{"addewid": "tagged", "documents": "many", "promises": 1, "problems": 0}\n\n')
    return 0


def main() -> int:
    narrator.OFTEN = 0.0
    attended.begin()
    try:
        return globals()[f"_{sys.argv[1]}"](Narrator(), sys.argv[2])  # type: ignore[no-any-return]
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; what was finished is kept.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
