"""Finding passages: analysis per language, a small query language, engines behind one interface."""

from index.results import Facets, Form, Hit, Match, Place, Reason, Results, Updated
from index.service import Index

__all__ = ["Facets", "Form", "Hit", "Index", "Match", "Place", "Reason", "Results", "Updated"]
