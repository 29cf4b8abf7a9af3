"""Keeping a corpus safe: ``making`` backups, ``restoring`` them.

``packed`` is the file of a backup, ``staging`` where one is unpacked and checked, ``moving`` how it gets to its place.
"""
