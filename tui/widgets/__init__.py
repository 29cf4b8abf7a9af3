"""One widget per module, or a few small ones of a kind."""
