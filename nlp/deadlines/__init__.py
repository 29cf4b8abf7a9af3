"""Deadlines: the words that say when, and the day that they come to."""
