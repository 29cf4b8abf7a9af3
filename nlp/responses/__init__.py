"""Answers to recommendations: which one is answered, and whether it is accepted."""
