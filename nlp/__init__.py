"""Finding things in text: commitments, themes, case studies, consultation questions, and evidence for promises.

Text in, findings out: no database and no screen. Importing this package loads neither spaCy nor a model.
"""

from nlp.link_words import search_words
from nlp.links import suggest_links
from nlp.tagger import Tagger
from nlp.version import fingerprint

__all__ = ["Tagger", "fingerprint", "search_words", "suggest_links"]
