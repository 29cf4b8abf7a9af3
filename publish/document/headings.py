"""Headings in order: none empty, and none that leaves out a level, so that a screen reader can tell what is in what."""

from publish.document.tree import Node, changed, words


def ordered(blocks: list[Node]) -> list[Node]:
    """The blocks with headings from level 1 down, each at most one level below the one that it stands under.

    A heading within a quotation or a list is none of the document's own: it becomes words in bold type.
    """
    open_levels: list[int] = []
    out: list[Node] = []
    for block in blocks:
        if block["t"] == "Header":
            out.extend(_levelled(block, open_levels))
        elif block["t"] == "Div":
            block["c"][1] = _inside(block["c"][1], open_levels)
            out.append(block)
        else:
            out.extend(changed([block], _bold))
    return out


def _inside(blocks: list[Node], open_levels: list[int]) -> list[Node]:
    out: list[Node] = []
    for block in blocks:
        out.extend(_levelled(block, open_levels) if block["t"] == "Header" else changed([block], _bold))
    return out


def _levelled(heading: Node, open_levels: list[int]) -> list[Node]:
    if not words(heading["c"][2]).strip():
        return []
    level = heading["c"][0]
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    heading["c"][0] = len(open_levels)
    return [heading]


def _bold(node: Node) -> list[Node]:
    if node["t"] != "Header":
        return [node]
    return [{"t": "Para", "c": [{"t": "Strong", "c": node["c"][2]}]}]
