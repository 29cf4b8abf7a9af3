"""Reviewing: what waits as a person works through it, and what can be done with it."""
