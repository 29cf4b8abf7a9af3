"""The README of a crate: what it is, and how somebody repeats what is in it; in the language in use."""

from collections.abc import Iterator, Sequence

from corpus.language import tr
from publish.crate.metadata import NAME, Held, Making
from publish.escaping import markdown
from publish.export.about import About

README = "README.md"


def readme(files: Sequence[Held], about: About, made: Making) -> str:
    """The text, as Markdown; ends with a line break."""
    return "\n\n".join(_blocks(files, about, made)) + "\n"


def _blocks(files: Sequence[Held], about: About, made: Making) -> Iterator[str]:
    yield _heading(1, tr("Promises of Welsh public policy, to be checked"))
    yield from map(markdown, about.lines())
    if made.asked:
        yield markdown(tr("What was asked for: {asked}.", asked=made.asked))
    yield _heading(2, tr("What is in it"))
    yield "\n".join(f"- `{each.name}`: {markdown(each.description)}" for each in files)
    described = tr("{metadata} says what each file is, and gives its checksum (RO-Crate 1.1).", metadata=NAME)
    yield markdown(described)
    yield _heading(2, tr("How to check it"))
    yield markdown(tr("Install Addewid, build a corpus of the same documents, and compare:"))
    yield "    addewid starter\n    addewid crate --check CRATE"
    yield markdown(
        tr(
            "This tells whether the files are as they were written, and whether each quotation still stands in your "
            "copy of its document: found and moved are verified, nothing else is."
        )
    )
    yield _heading(2, tr("How to repeat it"))
    yield markdown(tr("The crate was made with this command, in the corpus and on the day told above:"))
    yield f"    {made.command}"
    yield markdown(
        tr(
            "Documents are fetched again from the addresses in versions.jsonl; a document whose bytes have the same "
            "checksum is the very one that was read. What was found in it depends on the rules and models in the "
            "column tagged_with, and on:"
        )
    )
    versions = {"Addewid": about.stamp.version, **made.readers}
    yield "\n".join(f"- {markdown(name)} {markdown(version)}" for name, version in sorted(versions.items()))
    yield markdown(
        tr(
            "Judgements are people's, with their names and reasons, in events.jsonl; each holds the hash of what it "
            "says, which addewid audit checks in the corpus where it was made."
        )
    )


def _heading(level: int, said: str) -> str:
    return f"{'#' * level} {markdown(said)}"
