"""Finding passages: analysis per language, a small query language, engines behind one interface."""

from index.results import Building, Facets, Form, Fused, Hit, Match, Place, Reason, Results, Scanned, Updated
from index.service import Index

__all__ = [
    "Building", "Facets", "Form", "Fused", "Hit", "Index", "Match", "Place", "Reason", "Results", "Scanned", "Updated",
]  # fmt: skip
