"""The sentences of a briefing, in the language in use; the same in every format."""

from collections.abc import Iterator

from corpus.codebook import Delivery
from corpus.language import day, plural, tr
from corpus.wording import name
from publish.briefing.gathering import Brief, Briefing, By, Group, body_name


def title(briefing: Briefing) -> str:
    """What the briefing is called."""
    return {
        By.BODY: tr("Unmet promises, by body"),
        By.THEME: tr("Unmet promises, by theme"),
        By.DEADLINE: tr("Unmet promises, by deadline"),
    }[briefing.by]


def counted(briefing: Briefing) -> Iterator[str]:
    """How many there are, and what is not known."""
    yield plural(
        "{count} promise is unmet, as people decided so far.",
        "{count} promises are unmet, as people decided so far.",
        briefing.total,
    )
    if briefing.total:
        yield plural("{count} of them is overdue.", "{count} of them are overdue.", briefing.overdue)
    if briefing.waiting:
        yield plural(
            "{count} more is not yet assessed: not assessed is not unmet.",
            "{count} more are not yet assessed: not assessed is not unmet.",
            briefing.waiting,
        )
    if briefing.by is By.THEME and briefing.total:
        yield tr("A promise on several themes stands under each of them.")


def heading(group: Group) -> str:
    """A group's name, with how many it has and how many of these are overdue."""
    many = plural("{count} promise", "{count} promises", len(group.briefs))
    late = sum(each.row.overdue for each in group.briefs)
    if late and group.key != "overdue":
        return tr("{group}: {promises}, {overdue} overdue", group=group.label, promises=many, overdue=late)
    return tr("{group}: {promises}", group=group.label, promises=many)


def promised(brief: Brief) -> str:
    """Who promised what sort of thing, by when: "Welsh Government · pledge · due 3 May 2024 (overdue)"."""
    row = brief.row
    return " · ".join(
        [body_name(row) or tr("actor unknown"), name(row.kind), *([told] if (told := due(brief)) else [])]
    )


def due(brief: Brief) -> str:
    """When it falls due, as far as that is known."""
    row = brief.row
    if row.deadline is None:
        return row.deadline_text
    if row.overdue:
        return tr("due {day} (overdue)", day=day(row.deadline))
    return tr("due {day}", day=day(row.deadline))


def judged(brief: Brief) -> Iterator[str]:
    """What was judged, by whom, when and why, and on what it rests."""
    event = brief.judged
    if event is None:  # of no commitment whose delivery is unmet; a test holds it
        raise ValueError(f"nobody judged {brief.row.ref}")
    value = name(Delivery(event.value))
    yield tr("Delivery: {value}. Decided by {who}, as of {day}.", value=value, who=event.who, day=day(event.as_of))
    yield tr("Because: {because}", because=event.because)
    if brief.row.self_reported:
        yield tr("This rests on the word of whoever promised.")
    if brief.row.response is not None:
        yield tr("Response: {value}.", value=name(brief.row.response))
    if brief.accepted:
        yield plural(
            "{count} piece of evidence was accepted by people.",
            "{count} pieces of evidence were accepted by people.",
            brief.accepted,
        )
    if event.search:
        yield tr("It rests on the recorded search {ref}, which found no evidence.", ref=event.search)
    if brief.row.withdrawn:
        yield tr("Its words have changed in the document since.")
    if brief.row.also_stated:
        yield plural(
            "It is also stated in {count} other place.",
            "It is also stated in {count} other places.",
            brief.row.also_stated,
        )
