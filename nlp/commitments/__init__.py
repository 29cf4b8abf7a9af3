"""Commitments: cues propose units, grammar makes drafts of them, a scorer decides."""
