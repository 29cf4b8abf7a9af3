"""What the app is given of a workspace: a desk to sit at, and what may be set from there."""

import os
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from addewid import settings
from addewid.pipeline.timeline import telling
from addewid.workspace import Workspace
from tui.desk import Desk
from tui.preferences import Preferences


def seated(workspace: Workspace) -> Desk:
    """The desk of whoever the settings name."""
    corpus, index, given = workspace.corpus, workspace.index, workspace.settings
    told = telling(corpus, index, date.today)
    return Desk(
        corpus,
        index,
        given.name,
        date.today,
        given.response_weeks,
        told,
        views=workspace.paths.views,
        drafts=Path(given.drafts).expanduser().absolute() if given.drafts else workspace.paths.responses,
        unsaved=workspace.paths.unsaved,
        short_quotations=given.short_quotations,
    )


def preferences(workspace: Workspace) -> Preferences:
    """What is in force in this workspace, and how more of it is kept in its file."""
    path, corpus = workspace.paths.settings, workspace.corpus.named

    def save(values: Mapping[str, object]) -> Preferences:
        return of(settings.change(path, values))

    def of(now: settings.Settings) -> Preferences:
        return Preferences(
            save=save,
            language=now.language,
            spoken=settings.spoken(now),
            theme=now.theme,
            name=now.name,
            contact=now.contact,
            meaning=now.meaning,
            across=now.across,
            response_weeks=now.response_weeks,
            largest_file_mb=now.largest_file // settings.MEGABYTE,
            processes=now.processes,
            keys=now.keys,
            corpus=corpus,
            file=str(path),
            version=version("addewid"),
            above={name: variable for name, variable in settings.ABOVE.items() if os.environ.get(variable)},
        )

    return of(workspace.settings)
