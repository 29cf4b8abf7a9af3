"""What DOCX and ODT have in common once their paragraphs are blocks."""

from corpus.codebook import PassageKind
from corpus.readers import heads
from corpus.readers.blocks import Block, to_passages
from corpus.readers.clean import clean
from corpus.readers.draft import Draft
from corpus.readers.markers import marker

_LONGEST_FACT = 250


def draft_of(blocks: list[Block], reader: str) -> Draft:
    """A draft of an office document's blocks; its first lines may be a head of facts, apart or run together."""
    draft = Draft(reader)
    head, used = find_head(blocks)
    if head:
        draft.title, draft.url, draft.issued, draft.extra = head.title, head.url, head.issued, head.extra
        first = Block(PassageKind.HEADING, head.heading, 1, "", blocks[0].page_index, blocks[0].page_label)
        blocks = [first, *blocks[used:]]
    for block in blocks:
        if block.kind is PassageKind.PARAGRAPH and (found := marker(clean(block.text))) and found.rest:
            block.kind = PassageKind.LIST_ITEM
    draft.passages = to_passages(blocks, draft.issued)
    return draft


def find_head(blocks: list[Block]) -> tuple[heads.Head | None, int]:
    """The head of facts that the first blocks are, and how many of them it takes."""
    texts = [clean(block.text) for block in blocks[:8]]
    if texts and (head := heads.parse_line(texts[0])):
        return head, 1
    best: tuple[heads.Head | None, int] = (None, 0)
    for count in range(3, len(texts) + 1):
        head = heads.parse(texts[:count]) if len(texts[count - 1]) < _LONGEST_FACT else None
        if best[0] and (head is None or head.heading != best[0].heading):
            break
        if head:
            best = (head, count)
    return best
