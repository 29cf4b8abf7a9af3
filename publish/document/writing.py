"""A document written in one of its formats: the same words, numbers and languages in each."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from corpus.errors import UsageProblem
from publish import pandoc
from publish.document import opendocument, pdf, shapes, tree, word
from publish.document.tree import Node

TEMPLATES = Path(__file__).with_name("templates")
REFERENCED = {"docx": word, "odt": opendocument}
"""The formats that a reference document can dress."""

_MARKDOWN = "markdown-smart-simple_tables-multiline_tables-grid_tables"
"""Pandoc's own, with all that may be taken for code, mathematics or a key escaped; tables that others know."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written: blocks that are safe, headings from level 1, pictures that hold themselves.

    ``lang`` is a tag ("en-GB"), ``on`` the day it is made. ``banner`` stands on every page where the format has pages.
    """

    title: str
    lang: str
    on: date
    blocks: tuple[Node, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    banner: str = ""

    def meta(self, **more: str) -> dict[str, Node]:
        """The front of the document as pandoc's metadata, in which nothing is markup."""
        told = {"title": self.title, "subtitle": self.subtitle, "banner": self.banner} | more
        out: dict[str, Node] = {name: tree.inlines(said) for name, said in told.items() if said}
        out["lang"] = {"t": "MetaString", "c": self.lang}
        if self.authors:
            out["author"] = {"t": "MetaList", "c": [tree.inlines(author) for author in self.authors]}
        return out


def write(paper: Paper, to: str, reference: bytes | None = None) -> bytes:
    """The document in a format of ``FORMATS``; the same paper gives the same bytes.

    ``reference`` is a DOCX or ODT whose styles it takes. Raises UsageProblem where it is none, AddewidError where
    pandoc, or for PDF every engine, is missing.
    """
    if reference is not None:
        _check(to, reference)
    paper = replace(paper, blocks=tuple(shapes.uncited(paper.blocks)))
    if to == "pdf":
        return pdf.write(paper)
    if to in REFERENCED:
        return _office(paper, to, reference)
    return _page(paper) if to == "html" else _markdown(paper)


def page(paper: Paper) -> bytes:
    """The document as a web page that needs nothing beside it."""
    return _page(paper)


def _check(to: str, reference: bytes) -> None:
    if to not in REFERENCED:
        raise UsageProblem("A reference document gives its style to docx and odt only; leave --reference out.")
    if not REFERENCED[to].holds(reference):
        raise UsageProblem("The reference document is no {format} document; save it as one.", format=to.upper())


def _office(paper: Paper, to: str, reference: bytes | None) -> bytes:
    """DOCX and ODT: pandoc's work between a reference document and the finishing touches."""
    dress = REFERENCED[to]
    model = reference if reference is not None else dress.dressed(pandoc.own_file(f"reference.{to}"))
    blocks = shapes.office(paper.blocks, to)
    with TemporaryDirectory(prefix="addewid-") as folder:
        path = Path(folder) / f"reference.{to}"
        path.write_bytes(model)
        said = tree.written(blocks, paper.meta())
        made = pandoc.convert_bytes(said, "json", to, "--standalone", f"--reference-doc={path}")
    if to == "docx":
        finish = partial(word.finished, made, title=paper.title)
    else:
        finish = partial(opendocument.finished, made, pictures=shapes.described(blocks))
    try:
        return finish(lang=paper.lang, banner=paper.banner, on=paper.on)
    except (etree.LxmlError, LookupError, ValueError) as error:
        if reference is None:
            raise
        raise UsageProblem("The reference document is damaged; open it, save it again, and try again.") from error


def _page(paper: Paper) -> bytes:
    said = tree.written(shapes.web(paper.blocks), paper.meta())
    template = f"--template={TEMPLATES / 'page.html'}"
    options = ("--standalone", "--shift-heading-level-by=1", "--wrap=none", template)
    return pandoc.convert_bytes(said, "json", "html5", *options)


def _markdown(paper: Paper) -> bytes:
    said = tree.written(shapes.plain(paper.blocks), paper.meta())
    options = ("--standalone", "--shift-heading-level-by=1", "--wrap=none", "--markdown-headings=atx")
    return pandoc.convert_bytes(said, "json", _MARKDOWN, *options)
