"""The archive: every file and page as it came, in WARC files, and how each crawl ended.

``store`` appends records and finds them again, ``writing`` and ``reading`` are one record's bytes, ``scanning`` goes
through a whole file, and ``records`` is what they all speak of. ``captures`` joins records to the corpus's rows,
``conclusions`` says of crawls what was believed.
"""

from crawlers.archive.records import Arrival, Damage, Place, Record, RecordDamaged, page
from crawlers.archive.store import Archive

__all__ = ["Archive", "Arrival", "Damage", "Place", "Record", "RecordDamaged", "page"]
