"""Search: how fast an index is built and asked, and how much memory that takes, beside other engines in the same run.

    python -m benchmarks.search [all | PASSAGES ...]

The passages are put together from sentences of the real documents beside the repository. Each engine builds, and is
asked, in a process of its own, so that the peaks of memory are its own.
"""
