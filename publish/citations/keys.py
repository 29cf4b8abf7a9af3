"""What a version of a document is cited by: the key of the document, and the language where that is Welsh."""

from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import Lang
from corpus.errors import NotFound
from corpus.rows import DocumentRow


def key(document_key: str, lang: Lang) -> str:
    """The key of a version: "anaw-2014-4" of the English one, "anaw-2014-4/cy" of the Welsh one.

    It does not depend on whether the other is there, so that it stays when the other comes.
    """
    return document_key if lang is Lang.EN else f"{document_key}/{lang}"


def of(document: DocumentRow) -> str:
    """The key of this version of a document."""
    return key(document.key, document.lang)


def parts(key: str) -> tuple[str, Lang | None]:
    """The key of a document, and the language that is named after it: ("anaw-2014-4", Welsh) of "anaw-2014-4/cy"."""
    document_key, _, lang = key.rpartition("/")
    return (document_key, Lang(lang)) if document_key and lang in set(Lang) else (key, None)


def resolve(session: Session, key: str) -> DocumentRow:
    """The version that a key names: in English before Welsh where it names no language.

    Raises NotFound.
    """
    document_key, lang = parts(key)
    try:
        return documents.get(session, document_key, lang)
    except NotFound as error:
        raise NotFound(
            "Nothing in the corpus is cited as @{key}; addewid documents lists the keys of all documents.", key=key
        ) from error
