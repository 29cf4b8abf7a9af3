"""Every error a person may see: one sentence saying what happened and what to do, and its exit status."""

from pathlib import Path

from corpus.language import msg, tr


class AddewidError(Exception):
    """Base of errors that are shown as one sentence; ``exit_status`` is what the command line ends with.

    ``message`` is the sentence in English, ``values`` what its ``{names}`` stand for: ``str`` says it in the language
    in use at that moment. Without values nothing in it is filled in.
    """

    exit_status = 1

    def __init__(self, message: str, /, **values: object) -> None:
        # ``args`` stay what an error is made of, so that each can be copied, whatever its class asks for
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return tr(self.message, **self.values)

    @property
    def detail(self) -> str:
        """Lines to show under the sentence where there is room; most errors have none."""
        return ""


class UnreadableDocument(AddewidError):
    """A file could not be read into passages. Names the file; the rest of the batch goes on.

    ``what`` goes on from the file's name, and says what to do where ``do`` does not.
    """

    def __init__(self, path: Path | str, what: str, do: str = "", /, **values: object) -> None:
        super().__init__(what, **values)
        self.path = path
        self.do = do

    def __str__(self) -> str:
        do = f"; {tr(self.do)}" if self.do else ""
        return f"{self.path}: {super().__str__()}{do}."


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
        message = msg("{ref} was decided about since you looked at it, so nothing was changed; look again.")
        super().__init__(message, ref=what)
        self.theirs = theirs
        self.yours = yours

    @property
    def detail(self) -> str:
        """Both versions."""
        return tr("  theirs: {theirs}\n  yours:  {yours}", theirs=self.theirs, yours=self.yours)


class CorpusBusy(AddewidError):
    """Another process is writing and did not finish in time."""

    exit_status = 6


class CorpusDamaged(AddewidError):
    """The database or archive does not hold what it should."""

    exit_status = 7
