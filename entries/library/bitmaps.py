"""Sets of entries as Python integers: bit i stands for the i-th entry in the newest-first order."""

from collections.abc import Iterable, Iterator


def bitmap(places: Iterable[int], size: int) -> int:
    """The set of these places, each below `size`."""
    raised = bytearray(size // 8 + 1)
    for place in places:
        raised[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(raised, "little")


def places(bits: int) -> Iterator[int]:
    """The places in a set, lowest first."""
    text = bin(bits)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)


def among(bits: int, order: Iterable[int]) -> Iterator[int]:
    """Those places of `order` that are in the set, in that order."""
    text = bin(bits)[:1:-1]
    size = len(text)
    return (place for place in order if place < size and text[place] == "1")
