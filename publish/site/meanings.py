"""What the values of the codebook mean, in a sentence each: beside a judgement, and on the page of the codebook."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from corpus import themes
from corpus.codebook import (
    AnchorOutcome,
    CommitmentKind,
    Delivery,
    Judgement,
    Lang,
    Relation,
    Response,
    Theme,
    Verifiability,
)
from corpus.language import language, msg, tr

ASKED: Mapping[Judgement, str] = {
    Judgement.RESPONSE: msg("What did the body addressed say of it?"),
    Judgement.DELIVERY: msg("What happened?"),
    Judgement.VERIFIABILITY: msg("Could anyone tell?"),
}

_MEANINGS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    CommitmentKind: {
        CommitmentKind.DUTY: msg("Law or statutory guidance requires it of a public body."),
        CommitmentKind.PLEDGE: msg("A public body says that it will do it."),
        CommitmentKind.RECOMMENDATION: msg("Somebody with standing says that a public body ought to do it."),
        CommitmentKind.ASPIRATION: msg("An aim, with no act promised."),
    },
    Response: {
        Response.ACCEPTED: msg("The body said that it will do it."),
        Response.ACCEPTED_IN_PRINCIPLE: msg("The body agreed with the aim, and did not bind itself to the act."),
        Response.PARTLY_ACCEPTED: msg("The body said that it will do some of it."),
        Response.REJECTED: msg("The body said that it will not do it."),
        Response.NO_RESPONSE: msg("The body was asked, and no answer is known."),
        Response.NOT_APPLICABLE: msg("Nobody was asked for an answer."),
    },
    Delivery: {
        Delivery.NOT_ASSESSED: msg("Nobody has looked yet. It is called neither met nor unmet."),
        Delivery.NO_EVIDENCE_FOUND: msg("Somebody searched for what became of it, kept the search, and found nothing."),
        Delivery.NOT_STARTED: msg("Evidence says that nothing has been done about it yet."),
        Delivery.IN_PROGRESS: msg("Evidence says that work on it is under way."),
        Delivery.PARTLY_MET: msg("Evidence says that some of it was done."),
        Delivery.MET: msg("Evidence says that it was done."),
        Delivery.STALLED: msg("Evidence says that work on it has stopped or is delayed."),
        Delivery.SUPERSEDED: msg("Something else took its place, so that it no longer stands."),
        Delivery.BROKEN: msg("Evidence says that the opposite was done, or that it will not be done."),
    },
    Verifiability: {
        Verifiability.CLEAR: msg("It says enough for anyone to tell whether it was done."),
        Verifiability.PARTLY: msg("Some of it can be checked; the rest is a matter of opinion."),
        Verifiability.UNCLEAR: msg("It does not say enough for anyone to tell."),
    },
    Relation: {
        Relation.ILLUSTRATES: msg("An example of the thing promised, at work."),
        Relation.DELIVERS: msg("It tells that the promise was acted on."),
        Relation.REPORTS_PROGRESS: msg("It tells how far the work has come."),
        Relation.CONTRADICTS: msg("It tells that it was not done, or not as was said."),
        Relation.BACKGROUND: msg("It helps to understand the promise."),
    },
    AnchorOutcome: {
        AnchorOutcome.FOUND: msg("When the source was last read, these words stood where they are quoted from."),
        AnchorOutcome.MOVED: msg("When the source was last read, these words stood elsewhere in the document."),
        AnchorOutcome.CHANGED: msg("When the source was last read, its words had changed."),
        AnchorOutcome.AMBIGUOUS: msg("When the source was last read, these words stood in several places."),
        AnchorOutcome.ORPHANED: msg("When the source was last read, these words were gone."),
    },
}


def meaning(value: StrEnum) -> str:
    """What a value of the codebook means, in the language in use."""
    if isinstance(value, Theme):
        return _themes(language())[value]
    return tr(_MEANINGS[type(value)][value])


@cache
def _themes(lang: Lang) -> Mapping[Theme, str]:
    return {each.theme: each.definition_cy if lang is Lang.CY else each.definition_en for each in themes.described()}


def every(kind: type[StrEnum]) -> list[tuple[StrEnum, str]]:
    """The values of a part of the codebook, with what they mean."""
    return [(value, meaning(value)) for value in kind]
