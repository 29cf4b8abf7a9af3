"""The query language: what a person typed, as a tree that any engine can carry out. Free of any engine."""
