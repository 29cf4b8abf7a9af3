"""Reading English: what a unit with a cue promises, requires or asks, by its parsed clauses."""
