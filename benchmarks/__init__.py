"""Measurements as ratios in one run against a named yardstick. ``make bench`` runs them all; results in README.md."""
