"""Numbered paragraphs: the writer's own, through the whole document; the same numbers in every format."""

from publish.document.tree import Node, division, words

STYLE = "numbered"


def numbered(blocks: list[Node]) -> list[Node]:
    """The blocks with each paragraph of the writer's own in a division of the style ``numbered``, named ``para-12``.

    Its number is the first inline, a span of the class ``number``. Questions, quotations, headings, lists, tables and
    pictures have none.
    """
    out: list[Node] = []
    count = 0
    for block in blocks:
        if block["t"] == "Div" and not block["c"][0][1]:
            inside: list[Node] = []
            for held in block["c"][1]:
                count += _counts(held)
                inside.append(_with_number(held, count) if _counts(held) else held)
            block["c"][1] = inside
        counts = _counts(block)
        count += counts
        out.append(_with_number(block, count) if counts else block)
    return out


def _counts(block: Node) -> bool:
    return block["t"] == "Para" and bool(words(block["c"]).strip())


def _with_number(block: Node, count: int) -> Node:
    number: Node = {"t": "Span", "c": [["", ["number"], []], [{"t": "Str", "c": str(count)}]]}
    return division([{"t": "Para", "c": [number, {"t": "Space"}, *block["c"]]}], STYLE, f"para-{count}")
