"""Taggers that other processes can make: they find each "will", and do as a text tells them."""

import os
import signal
import threading
from collections.abc import Iterator

from corpus.codebook import CommitmentKind
from corpus.types import AnyFinding, CommitmentFinding, TaggedSource


class WillTagger:
    """Finds a commitment in each passage that has "will"; its rule tells which process found it."""

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version."""
        for number, passage in enumerate(source.passages):
            if "will" in passage.text:
                yield CommitmentFinding(
                    passage=number, quote=passage.text, start=passage.start, end=passage.end, lang=source.lang,
                    confidence=0.9, rule=str(os.getpid()), kind=CommitmentKind.PLEDGE,
                )  # fmt: skip


class DyingTagger(WillTagger):
    """Is killed by a text that says so, as for want of memory."""

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version, unless it kills."""
        if "kill" in source.passages[0].text:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from super().tag(source)


class HangingTagger(WillTagger):
    """Never comes back from a text that tells it to wait."""

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version, or nothing for good."""
        if any("Wait" in passage.text for passage in source.passages):
            threading.Event().wait()
        yield from super().tag(source)


class FailingTagger(WillTagger):
    """Fails half way through a text that has "bad" in it, in a way that cannot be sent to another process."""

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """The findings of a version, as far as it comes."""
        yield from super().tag(source)
        if any("bad" in passage.text for passage in source.passages):
            raise Unsendable("a\nbad text", lambda: None)


class Unsendable(Exception):
    """A fault that holds what no process can hand to another."""

    def __str__(self) -> str:
        return str(self.args[0])


class BrokenTagger:
    """Cannot be made."""

    def __init__(self) -> None:
        raise OSError("the model is not there")

    def tag(self, source: TaggedSource) -> Iterator[AnyFinding]:
        """Nothing, ever."""
        yield from ()
