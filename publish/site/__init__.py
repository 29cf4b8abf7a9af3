"""The public tracker: a site of plain pages in both languages, that needs no server, and no script to be read.

``building`` makes it; ``folder`` keeps it on disk, so that what did not change is not written again.
"""
