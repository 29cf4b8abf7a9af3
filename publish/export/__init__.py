"""Handing the corpus on as data: tables, and the files that hold them."""
