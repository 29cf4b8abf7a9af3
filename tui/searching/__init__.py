"""Searching: what is asked of the index and the account, what was asked before, narrowing and suggestions."""
