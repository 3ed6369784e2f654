"""Sets of entries as Python integers: bit i stands for the i-th entry in the newest-first order."""

from collections.abc import Iterable, Iterator
from itertools import compress

DIGITS = bytes.maketrans(b"\x00\x01", b"01")
FLAGS = bytes.maketrans(b"01", b"\x00\x01")
DENSE = 16


def bitmap(places: Iterable[int], size: int) -> int:
    """The set of these places, each below `size`."""
    flags = bytearray(size)
    for place in places:
        flags[place] = 1
    flags.reverse()
    return int(flags.translate(DIGITS), 2) if size else 0


def places(bits: int) -> Iterator[int]:
    """The places in a set, lowest first."""
    text = bin(bits)[:1:-1]
    dense = bits.bit_count() * DENSE > len(text)
    return compress(range(len(text)), text.encode().translate(FLAGS)) if dense else _ones(text)


def among(bits: int, order: Iterable[int]) -> Iterator[int]:
    """Those places of `order` that are in the set, in that order."""
    text = bin(bits)[:1:-1]
    size = len(text)
    return (place for place in order if place < size and text[place] == "1")


def _ones(text: str) -> Iterator[int]:
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
