"""The corpus: its data model, its store, the readers that fill it, and the account kept over it."""
