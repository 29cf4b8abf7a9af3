"""What a pipeline is given to read: one unit, with the words that govern it and what is known around it."""

from dataclasses import dataclass

from nlp.context import Context


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit worth reading: ``text`` is what the pipeline reads, of which the unit itself begins at ``base``."""

    text: str
    base: int
    context: Context
