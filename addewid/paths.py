"""Where things stand on disk. The one module that decides."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Paths:
    """One corpus's folder and what is in it."""

    home: Path

    @property
    def database(self) -> Path:
        """The corpus: the one file that cannot be rebuilt."""
        return self.home / "corpus.db"

    @property
    def archive(self) -> Path:
        """Captures as they came."""
        return self.home / "archive"

    @property
    def index(self) -> Path:
        """The search index; may be deleted at any time."""
        return self.home / "index"

    @property
    def settings(self) -> Path:
        """What the person set."""
        return self.home / "settings.toml"

    @property
    def asked(self) -> Path:
        """What was searched for in the app, to be brought back."""
        return self.home / "asked.txt"

    @property
    def state(self) -> Path:
        """Where everything stood when the app was left."""
        return self.home / "state.json"

    @property
    def views(self) -> Path:
        """The filters of promises that the app keeps under a name."""
        return self.home / "views.json"

    @property
    def responses(self) -> Path:
        """Consultation responses, where no other folder is set for them."""
        return self.home / "responses"

    @property
    def unsaved(self) -> Path:
        """Words of drafts that were not saved yet, and where each draft was read last."""
        return self.home / "unsaved"

    @property
    def restoring(self) -> Path:
        """What a backup is unpacked into until it is whole; there between two commands only after an interruption."""
        return self.home / "addewid-restoring"

    @property
    def plan(self) -> Path:
        """What is left to do of a restoration. While it stands, no corpus may be opened or made."""
        return self.restoring / "plan.json"


def locate() -> Paths:
    """``ADDEWID_HOME``, else the platform's folder for a person's data."""
    given = os.environ.get("ADDEWID_HOME", "")
    home = Path(given).expanduser() if given else Path(platformdirs.user_data_dir("addewid", appauthor=False))
    return Paths(home.resolve())
