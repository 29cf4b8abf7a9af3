"""Consultation questions, with their numbers and parts."""
