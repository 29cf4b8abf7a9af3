"""The settings in words: what each is called, what it is for, and what it is now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus import wording
from corpus.codebook import Lang
from corpus.language import msg, plural, tr
from tui.preferences import Look, Preferences

LOOKS: Mapping[Look, str] = {
    Look.DARK: msg("dark"),
    Look.LIGHT: msg("light"),
    Look.HIGH_CONTRAST: msg("high contrast"),
    Look.SIXTEEN: msg("16 colours"),
}
TONGUES: Mapping[Lang, str] = {Lang.EN: "English", Lang.CY: "Cymraeg"}
"""The languages as those who speak them call them, whatever language is in use."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting by its name in the file; ``value`` says what it is now."""

    name: str
    title: str
    about: str
    value: Callable[[Preferences], str]


def _tongue(now: Preferences) -> str:
    return TONGUES[now.language] if now.language else tr("as this computer: {language}", language=TONGUES[now.spoken])


def _look(now: Preferences) -> str:
    return tr(LOOKS[now.theme]) if now.theme else tr("as the terminal has it")


def _keys(now: Preferences) -> str:
    return plural("{count} key of yours", "{count} keys of yours", len(now.keys)) if now.keys else tr("the usual ones")


def _weeks(now: Preferences) -> str:
    held = [
        plural("{kind}: {count} week", "{kind}: {count} weeks", many, kind=wording.name(kind))
        for kind, many in now.response_weeks.items()
    ]
    return ", ".join(held) or tr("no limit")


def _processes(now: Preferences) -> str:
    if not now.processes:
        return tr("one for each core")
    return plural("{count} process", "{count} processes", now.processes)


PARTS: tuple[tuple[str, tuple[Setting, ...]], ...] = (
    (
        msg("How it looks"),
        (
            Setting("language", msg("Language"), msg("The language of everything the app says."), _tongue),
            Setting("theme", msg("Colours"), msg("Signs and words always say the same as colours do."), _look),
            Setting("keys", msg("Keys"), msg("All that can be done, with its keys, to give it other ones."), _keys),
        ),
    ),
    (
        msg("Who you are"),
        (
            Setting("name", msg("Your name"), msg("It is written to everything you decide."), lambda now: now.name),
            Setting(
                "contact",
                msg("Contact for crawls"),
                msg("An e-mail or web address, shown to the sites that documents are fetched from."),
                lambda now: now.contact or tr("none yet"),
            ),
        ),
    ),
    (
        msg("How it works"),
        (
            Setting(
                "meaning",
                msg("Search by meaning too"),
                msg("Ranks passages by what they mean as well as by their words, where the model is installed."),
                lambda now: tr("yes") if now.meaning else tr("no"),
            ),
            Setting(
                "across",
                msg("Search both languages"),
                msg("Whether addewid search looks in both languages; in the app, put ~ before a word."),
                lambda now: tr("yes") if now.across else tr("no"),
            ),
            Setting(
                "response_weeks",
                msg("Weeks for an answer"),
                msg("How long there is to answer a recommendation, by the kind of document that makes it."),
                _weeks,
            ),
            Setting(
                "largest_file_mb",
                msg("Largest file"),
                msg("Files above this size, in megabytes, are left out."),
                lambda now: tr("{size} MB", size=f"{now.largest_file_mb:,}"),
            ),
            Setting(
                "processes",
                msg("Processes"),
                msg("How many look for promises at a time; 0 is one for each core of this computer."),
                _processes,
            ),
        ),
    ),
)
SETTINGS = {setting.name: setting for _, settings in PARTS for setting in settings}
