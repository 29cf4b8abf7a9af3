"""PDF, by an engine that is at hand: Typst as a Python package or a program, or WeasyPrint. None is downloaded."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from corpus.errors import AddewidError
from publish import pandoc
from publish.document import shapes, tree

if TYPE_CHECKING:
    from publish.document.writing import Paper

SECONDS = 120
ENGINES = ("typst", "weasyprint")
"""Programs that are looked for where the package is not installed."""

TEMPLATE = Path(__file__).with_name("templates") / "page.typ"


def write(paper: "Paper") -> bytes:
    """The document as a PDF with its headings, languages and words for pictures told to assistive programs.

    Raises AddewidError where no engine is at hand, or the one that is fails.
    """
    with TemporaryDirectory(prefix="addewid-") as name:
        folder = Path(name)
        return _engine()(paper, folder)


def _engine() -> Callable[["Paper", Path], bytes]:
    try:
        import typst  # noqa: F401
    except ImportError:
        pass
    else:
        return _by_package
    if shutil.which("typst"):
        return _by_typst
    if shutil.which("weasyprint"):
        return _by_weasyprint
    raise AddewidError(
        "There is no engine for PDF here; install one with pip install addewid[pdf], or make a docx or odt instead."
    )


def _source(paper: "Paper", folder: Path) -> Path:
    """The document as Typst's own text, its pictures beside it."""
    typst = shapes.typst(paper.blocks)
    for name, content in typst.files.items():
        (folder / name).write_bytes(content)
    meta = paper.meta() | {"lang-code": {"t": "MetaString", "c": paper.lang.partition("-")[0]}}
    said = pandoc.convert(
        tree.written(typst.blocks, meta), "json", "typst-smart", "--standalone", f"--template={TEMPLATE}"
    )
    source = folder / "document.typ"
    source.write_text(said, encoding="utf-8", newline="\n")
    return source


def _by_package(paper: "Paper", folder: Path) -> bytes:
    """With the fonts of the package, which are the same everywhere; with the system's too where those lack a letter."""
    import typst

    source = _source(paper, folder)
    try:
        return _compiled(source, paper.on, own_fonts=True)
    except typst.TypstError:
        pass
    try:
        return _compiled(source, paper.on, own_fonts=False)
    except typst.TypstError as error:
        raise _failed(str(error)) from error


def _compiled(source: Path, on: date, *, own_fonts: bool) -> bytes:
    import typst

    folder = source.parent
    # packages are looked for in the folder itself, where there are none
    compiler = typst.Compiler(
        source, root=folder, ignore_system_fonts=own_fonts, package_path=folder, package_cache_path=folder
    )
    pages = compiler.compile(format="pdf", timestamp=_midnight(on), pdf_standards="ua-1")
    assert isinstance(pages, bytes)  # noqa: S101  a PDF is one file
    return pages


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=UTC)


def _by_typst(paper: "Paper", folder: Path) -> bytes:
    source, made = _source(paper, folder), folder / "document.pdf"
    day = int(_midnight(paper.on).timestamp())
    _run(
        "typst",
        "compile",
        f"--root={folder}",
        f"--creation-timestamp={day}",
        "--pdf-standard=ua-1",
        str(source),
        str(made),
    )
    return made.read_bytes()


def _by_weasyprint(paper: "Paper", folder: Path) -> bytes:
    from publish.document.writing import page

    source, made = folder / "document.html", folder / "document.pdf"
    source.write_bytes(page(paper))
    _run("weasyprint", "--pdf-variant=pdf/ua-1", str(source), str(made))
    return made.read_bytes()


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    assert found is not None  # noqa: S101  it was found a moment ago
    try:
        done = subprocess.run([found, *arguments], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError) as error:
        raise _failed(str(error)) from error
    if done.returncode:
        raise _failed(done.stderr.decode("utf-8", "replace"))


def _failed(said: str) -> AddewidError:
    line = "".join(c for c in " ".join(said.split()) if c.isprintable())[:300]
    return AddewidError("The PDF could not be made ({why}); make a docx or odt instead.", why=line)
