"""Marks that tell statuses apart without colour, beside their words."""

from collections.abc import Mapping

from corpus.codebook import UNMET, Delivery

SHAPES: Mapping[Delivery, str] = {
    Delivery.NOT_ASSESSED: "○",
    Delivery.NO_EVIDENCE_FOUND: "◇",
    Delivery.NOT_STARTED: "□",
    Delivery.IN_PROGRESS: "◔",
    Delivery.PARTLY_MET: "◑",
    Delivery.MET: "●",
    Delivery.STALLED: "■",
    Delivery.SUPERSEDED: "▷",
    Delivery.BROKEN: "✕",
}


def shape(delivery: Delivery) -> str:
    """The mark of a status."""
    return SHAPES[delivery]


def tone(delivery: Delivery) -> str:
    """What a status is coloured as: as met, as unmet, or by its own name."""
    return "unmet" if delivery in UNMET else delivery.value
