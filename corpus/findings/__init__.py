"""Keeping what the tagger found, without ever losing what people decided about it.

Tagging a version again replaces the program's own findings. What people decided is carried over by ``corpus.carrying``.
"""

from corpus.findings.commitments import add
from corpus.findings.keeping import Kept, keep
from corpus.findings.sources import source, stale

__all__ = ["Kept", "add", "keep", "source", "stale"]
