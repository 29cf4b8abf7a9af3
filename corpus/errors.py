"""Every error a person may see: one sentence saying what happened and what to do, and its exit status."""

from pathlib import Path


class AddewidError(Exception):
    """Base of errors that are shown as one sentence; ``exit_status`` is what the command line ends with."""

    exit_status = 1

    @property
    def detail(self) -> str:
        """Lines to show under the sentence where there is room; most errors have none."""
        return ""


class UnreadableDocument(AddewidError):
    """A file could not be read into passages. Names the file; the rest of the batch goes on."""

    def __init__(self, path: Path | str, what: str, do: str) -> None:
        super().__init__(f"{path}: {what}; {do}.")
        self.path = path


class UsageProblem(AddewidError):
    """What was typed does not fit: a value outside the codebook, a reference that matches nothing or several things."""

    exit_status = 2


class NotFound(UsageProblem):
    """A reference names nothing in the corpus."""


class EvidenceNeeded(AddewidError):
    """A change of status was refused because the evidence the codebook asks for is missing."""

    exit_status = 5


class StaleEdit(AddewidError):
    """Somebody decided about the same thing since it was looked at; ``theirs`` and ``yours`` say what."""

    exit_status = 8

    def __init__(self, what: str, theirs: str, yours: str) -> None:
        super().__init__(f"{what} was decided about since you looked at it, so nothing was changed; look again.")
        self.theirs = theirs
        self.yours = yours

    @property
    def detail(self) -> str:
        """Both versions."""
        return f"  theirs: {self.theirs}\n  yours:  {self.yours}"


class CorpusBusy(AddewidError):
    """Another process is writing and did not finish in time."""

    exit_status = 6


class CorpusDamaged(AddewidError):
    """The database or archive does not hold what it should."""

    exit_status = 7
