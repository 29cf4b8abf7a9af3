"""Ranking by meaning: an optional model that reads English, vectors beside the index, and fusion with the words."""
