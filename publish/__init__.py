"""Taking away: what leaves the corpus for other tools and other people."""
