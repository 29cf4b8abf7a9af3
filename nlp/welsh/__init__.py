"""Reading Welsh: what a unit with a cue promises, requires or asks, by surface patterns."""
