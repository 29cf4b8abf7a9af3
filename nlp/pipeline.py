"""The spaCy pipelines that read: English with its parser, Welsh without a model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus.codebook import Lang
from nlp.version import MODEL

if TYPE_CHECKING:
    from spacy.language import Language

_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]


@cache
def loaded(lang: Lang) -> Language:
    """The spaCy pipeline of a language, loaded once: English with its parser, Welsh without a model."""
    import spacy

    import nlp.components  # noqa: F401 - registers the factories

    made = spacy.load(MODEL, exclude=_UNUSED) if lang is Lang.EN else spacy.blank("xx")
    _reckon_with_numpy(made)
    made.add_pipe("addewid_commitments", config={"lang": lang.value})
    return made


def _reckon_with_numpy(made: Language) -> None:
    """Let the model multiply by numpy's own library, which is two to three times as fast as the one spaCy brings."""
    from spacy.pipeline import TrainablePipe
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in made.pipeline:
        if isinstance(component, TrainablePipe):
            for layer in component.model.walk():
                layer.ops = ops
