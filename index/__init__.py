"""Finding passages: analysis per language, a small query language, engines behind one interface."""

from index.results import Filters, Hit, Results, Updated
from index.service import Index

__all__ = ["Filters", "Hit", "Index", "Results", "Updated"]
