"""Finding things in text: commitments, themes, case studies, consultation questions, and evidence for promises.

Text in, findings out: no database and no screen. Importing this package loads neither spaCy nor a model.
"""

from nlp.links import search_words, suggest_links
from nlp.tagger import Tagger
from nlp.version import fingerprint

__all__ = ["Tagger", "fingerprint", "search_words", "suggest_links"]
