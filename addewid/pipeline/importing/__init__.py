"""Importing commitments that somebody has in a spreadsheet: each quotation is found in a document, or reported.

``spreadsheet`` reads the rows, ``columns`` what they say, ``looking`` asks the index and ``placing`` finds the words,
``keeping`` takes them into the account, ``running`` is all of it.
"""

from addewid.pipeline.importing.keeping import Outcome, Told
from addewid.pipeline.importing.running import Imported, run

__all__ = ["Imported", "Outcome", "Told", "run"]
