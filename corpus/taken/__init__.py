"""Reading a great deal of the corpus, to be taken away: row by row, so that memory stays bounded however much it is."""
