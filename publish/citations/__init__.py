"""Citations by the kind of document, made from typed metadata, in both languages.

``keys`` name a version of a document, ``items`` describe it as CSL does, ``locators`` say where in it, ``told`` makes a
reference of one line, ``out`` writes CSL-JSON, BibTeX and RIS, ``taken_in`` reads CSL-JSON, RIS and Zotero's JSON, and
``styles`` finds the styles that references are printed in.
"""

from corpus.codebook import Lang
from corpus.rows import PassageRow
from publish.citations import keys, locators


def pandoc_citation(passage: PassageRow, lang: Lang | None = None, *, otherwise: str = "") -> str:
    """A citation of a passage as pandoc reads it: ``[@anaw-2014-4, s. 16(1)]``.

    ``lang`` is that of the text it is to stand in, else the passage's; ``otherwise`` is where it stands if nothing is
    printed there that says so.
    """
    key = keys.key(passage.document_key, passage.lang)
    where = locators.of(passage, lang) or otherwise
    return f"[@{key}, {where}]" if where else f"[@{key}]"
