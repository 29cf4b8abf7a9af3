"""The sources in words: what each is called, and what it publishes. Their spiders say more, and are slow to load."""

from corpus.language import msg, tr
from tui.text import plain

SOURCE_WORDS: dict[str, tuple[str, str]] = {
    "gov-wales-consultations": (
        msg("Welsh Government: consultations"),
        msg("Consultations and calls for evidence, open and closed, with their dates, documents and responses."),
    ),
    "gov-wales-publications": (
        msg("Welsh Government: publications"),
        msg(
            "Strategies, plans, reports, guidance and responses. There are tens of thousands, "
            "so all of them take days; say since when."
        ),
    ),
    "gov-wales-statements": (
        msg("Welsh Government: statements"),
        msg("Ministers' written, oral and cabinet statements; news is left out."),
    ),
    "senedd-bills": (
        msg("Senedd: Bills"),
        msg("Each Bill with its stages, its text, memorandum and reports, and the government's responses."),
    ),
    "senedd-committees": (
        msg("Senedd: committees"),
        msg("What committees ask for views on and inquire into, their reports, and the answers to those."),
    ),
    "senedd-record": (
        msg("Senedd: the Record"),
        msg("What was said and how members voted, in plenary and in committees."),
    ),
    "senedd-questions": (
        msg("Senedd: written questions"),
        msg("Written questions to the Welsh Government, and ministers' answers."),
    ),
    "senedd-research": (
        msg("Senedd Research"),
        msg("Impartial articles and timelines about policy in Wales."),
    ),
    "legislation": (
        msg("Legislation of Wales"),
        msg("Acts, Measures and statutory instruments of Wales, in English and Welsh, from legislation.gov.uk."),
    ),
    "audit-wales": (
        msg("Audit Wales"),
        msg("Reports on public bodies, and news of them."),
    ),
    "future-generations": (
        msg("Future Generations Commissioner"),
        msg("The Commissioner's reports, news and stories."),
    ),
    "copronet": (
        msg("Co-production Network for Wales"),
        msg("Case studies, articles and the network's knowledge base."),
    ),
}
"""By the name of a source: what it is called, and what it publishes."""

UNTRIED = frozenset({"audit-wales", "future-generations", "copronet"})
"""Sources whose pages nobody had seen when their spiders were written."""


def named(source: str) -> str:
    """What a source is called; a site that a person named is called by its host."""
    if source in SOURCE_WORDS:
        return tr(SOURCE_WORDS[source][0])
    return plain(source.partition(":")[2] or source)


def published(source: str) -> str:
    """What a source publishes, in a sentence or two."""
    said = tr(SOURCE_WORDS[source][1]) if source in SOURCE_WORDS else tr("A site that was named here.")
    if source in UNTRIED:
        said += " " + tr("This was never tried on the site itself, so look whether what comes is what you expect.")
    return said
