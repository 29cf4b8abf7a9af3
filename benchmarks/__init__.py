"""Measurements as ratios in one run against a named yardstick. ``make bench`` runs them all; results in README.md.

Whatever multiplies matrices does so on one core, ours and the yardsticks' alike: its threads would get in the way of
the other processes, and of small matrices.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
