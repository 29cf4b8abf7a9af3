"""Recommendations of UK inquiries with what the government answered, as government responses in the gold format.

Others aligned the pairs by a machine and named each answer's status (Accept, Partial, Reject) as a whole.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.codebook import DocumentKind, Lang, PassageKind, Response
from corpus.readers.clean import clean
from corpus.readers.draft import Source
from corpus.readers.office import open_archive
