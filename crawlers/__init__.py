"""Collecting: the archive of captures, and the settings under which pages are fetched."""
