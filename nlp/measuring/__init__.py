"""How well the tagger reads: gold data, matching, figures and their baseline."""
