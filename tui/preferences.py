"""What a person may set from inside the app, and how it is kept. Knows no Textual: the front door fills it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.codebook import DocumentKind, Lang
from corpus.errors import UsageProblem


class Look(StrEnum):
    """The colours of the app, by the names that settings.toml has for them."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high-contrast"
    SIXTEEN = "16-colour"


def nowhere(values: Mapping[str, object]) -> "Preferences":
    """Keep nothing. Raises UsageProblem where something is set."""
    if values:
        raise UsageProblem("Nothing can be set here, as no file was named to keep it in; start the app as addewid.")
    return Preferences()


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is in force, by the names of settings.toml; ``language`` and ``theme`` are None where the computer decides.

    ``save`` takes new values by those names, None for one that is to be taken out, and returns what is then in force;
    it raises UsageProblem for values that make no sense and AddewidError where nothing can be written, and then
    nothing is changed. ``above`` names the settings that a variable of the environment stands above, with its name.
    """

    save: Callable[[Mapping[str, object]], "Preferences"] = field(default=nowhere, compare=False)
    language: Lang | None = None
    spoken: Lang = Lang.EN
    """The language of the interface, as it is set or as the computer has it."""
    theme: Look | None = None
    name: str = ""
    contact: str = ""
    meaning: bool = False
    across: bool = False
    response_weeks: Mapping[DocumentKind, int] = field(default_factory=dict)
    largest_file_mb: int = 200
    processes: int = 1
    keys: Mapping[str, str] = field(default_factory=dict)
    corpus: str = ""
    """Where the corpus is, as people may read it: no password stands in it."""
    file: str = ""
    """The file that all of this is kept in."""
    version: str = ""
    above: Mapping[str, str] = field(default_factory=dict)
