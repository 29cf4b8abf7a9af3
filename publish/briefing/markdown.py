"""A briefing as Markdown that reads well as it is, on a page and through pandoc; no text of a document is markup."""

from collections.abc import Iterator, Mapping

from publish.briefing.gathering import Briefing
from publish.briefing.parts import Heading, Part, Points, Promise, Small, parts
from publish.charts import Chart, alternative, as_table
from publish.escaping import markdown


def as_markdown(briefing: Briefing, pictures: Mapping[Chart, str] | None = None) -> str:
    """The briefing; ``pictures`` says where the picture of a chart is, as a path from the file's own folder.

    A chart whose picture is nowhere is there as its table alone.
    """
    told = parts(briefing)
    blocks = [f"# {markdown(told.title)}", f"*{markdown(told.subtitle)}*"]
    blocks += [block for part in told.body for block in _blocks(part, pictures or {})]
    return "\n\n".join(blocks) + "\n"


def _blocks(part: Part, pictures: Mapping[Chart, str]) -> Iterator[str]:
    match part:
        case Heading():
            yield f"{'#' * (part.level + 1)} {markdown(part.text)}"
        case Points():
            yield "\n".join(f"- {markdown(line)}" for line in part.lines)
        case Small():
            yield from map(markdown, part.lines)
        case Chart():
            if part in pictures:
                yield f"![{markdown(alternative(part))}]({pictures[part]})"
            yield as_table(part).rstrip("\n")
        case Promise():
            yield f"#### {part.ref} · {markdown(part.what)}"
            yield f"> “{markdown(part.words)}”\n>\n> {markdown(part.citation)}"
            yield markdown(part.judged)
