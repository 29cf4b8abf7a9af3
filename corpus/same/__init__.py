"""Commitments that are stated more than once: what the program suggests, what people decide, what follows from it.

A commitment belongs to all of its statements: its judgements, its evidence and its deadline are those of all of them.
Nothing is removed when statements are joined, and each decision can be taken back.
"""
