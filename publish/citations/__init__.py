"""Citations by the kind of document, made from typed metadata, in both languages.

``keys`` name a version of a document, ``items`` describe it as CSL does, ``locators`` say where in it, ``told`` makes a
reference of one line, ``out`` writes CSL-JSON, BibTeX and RIS, ``taken_in`` reads CSL-JSON, RIS and Zotero's JSON, and
``styles`` finds the styles that references are printed in.
"""

from collections.abc import Collection

from corpus.codebook import Lang
from corpus.rows import PassageRow
from publish.citations import keys, locators


def pandoc_citation(passage: PassageRow, languages: Collection[Lang], lang: Lang | None = None) -> str:
    """A citation of a passage as pandoc reads it: ``[@anaw-2014-4, s. 16(1)]``.

    ``languages`` are those that the document has; ``lang`` is that of the text it is to stand in, else the passage's.
    """
    key = keys.key(passage.document_key, passage.lang, languages)
    where = locators.of(passage, lang)
    return f"[@{key}, {where}]" if where else f"[@{key}]"
