"""A number at each place as one whole number, 32 bits for each: all are weighed, added and compared at once.

Python's own loops take some twenty times as long. A number stays below 2**31, since its highest bit is for comparing:
Warren, Hacker's Delight (2012), section 2-18. Thirty-two words of a query among a million documents keep well below.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

BYTES = 4
TOP = 1 << 31
HIGHEST = BYTES - 1 if sys.byteorder == "little" else 0  # the byte that holds it
IS_SET = re.compile(b"\x80")


def spread(places: Iterable[int], numbers: Iterable[int], size: int) -> int:
    """These numbers at these places, each below `size`, and nothing elsewhere."""
    row = array("I", bytes(BYTES * size))
    for place, number in zip(places, numbers, strict=True):
        row[place] = number
    return int.from_bytes(row.tobytes(), sys.byteorder)


def numbers(lanes: int, size: int) -> "array[int]":
    """The number at each place."""
    row = array("I")
    row.frombytes(lanes.to_bytes(BYTES * size, sys.byteorder))
    return row


def greater(one: int, other: int, size: int) -> int:
    """At each place the greater number."""
    return other ^ (one ^ other) & _where_greater(one, other, size)


def lesser(one: int, other: int, size: int) -> int:
    """At each place the lesser number."""
    return one ^ (one ^ other) & _where_greater(one, other, size)


def at_least(row: "array[int]", least: int) -> Iterator[int]:
    """The places in a row of numbers that are not less than `least`, lowest first."""
    size, lanes, tops = len(row), int.from_bytes(row.tobytes(), sys.byteorder), _tops(len(row))
    not_less = ((lanes | tops) - (tops >> 31) * least) & tops
    flags = not_less.to_bytes(BYTES * size, sys.byteorder)[HIGHEST::BYTES]
    return (found.start() for found in IS_SET.finditer(flags))


def _where_greater(one: int, other: int, size: int) -> int:
    """All but the highest bit at the places where `one` is not less than `other`."""
    tops = _tops(size)
    not_less = ((one | tops) - other) & tops
    return not_less - (not_less >> 31)


@lru_cache(maxsize=4)
def _tops(size: int) -> int:
    return int.from_bytes((array("I", [TOP]) * size).tobytes(), sys.byteorder)
