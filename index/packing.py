"""Passages into blocks, as an engine asks for them."""

from collections.abc import Iterator

from corpus.rows import PassageRow
from index.blocks import Block


class Packing:
    """Packs passages into blocks numbered from ``number`` on, one block at a time, and counts them."""

    def __init__(self, passages: Iterator[PassageRow], number: int) -> None:
        self._passages = passages
        self._number = number
        self.packed = 0

    def __iter__(self) -> Iterator[Block]:
        block = Block(self._number)
        for passage in self._passages:
            block.add(passage)
            self.packed += 1
            if block.full:
                yield block
                block = Block(block.number + 1)
        if len(block):
            yield block
