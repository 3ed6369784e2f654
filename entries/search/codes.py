"""How a posting is packed: a place in its block and a code, both of 16 bits.

A code is how often the document has the term (weighted, at most 255) and how long the document is, in 8 bits of which
4 are the exponent (steps of at most 1/16). It says nothing about other documents, so adding one changes no other.
"""

import sys
from array import array
from collections.abc import Iterable
from functools import lru_cache

BLOCK_BITS = 10
BLOCK = 1 << BLOCK_BITS  # documents of one block share rows: few rows to read, little to write for one document
MOST = 255
SCALE = 1000
# BM25: k1 = 3/2 and b = 3/4, in whole numbers.
K1_UP, K1_DOWN = 3, 2


def block_of(number: int) -> int:
    """The block that a document's number falls into."""
    return number >> BLOCK_BITS


def place_in_block(number: int) -> int:
    """Where in its block a document's number stands."""
    return number & BLOCK - 1


def numbers_of(block: int) -> tuple[int, int]:
    """The first and the last number of a block."""
    return block << BLOCK_BITS, ((block + 1) << BLOCK_BITS) - 1


def length_code(length: int) -> int:
    """The 8 bits that say how long a document of `length` weighted words is."""
    exponent = (length + 16).bit_length() - 5
    return min(exponent << 4 | (length + 16 >> exponent) - 16, MOST)


def code_of(count: int, long: int) -> int:
    """The code of a term that a document has `count` times, weighted; `long` is its `length_code()`."""
    return (count if count < MOST else MOST) << 8 | long


def length_of(code: int) -> int:
    """The length a code stands for."""
    bucket = code & MOST
    return ((bucket & 15) + 16 << (bucket >> 4)) - 16


class Saturation(dict[int, int]):
    """What a code is worth, times 1000: BM25's term frequency part, for documents of an average length."""

    def __init__(self, average: int) -> None:
        super().__init__()
        self.average = max(1, average)

    def __missing__(self, code: int) -> int:
        count, average = code >> 8, self.average
        # count * (k1 + 1) / (count + k1 * (1 - b + b * length / average)), multiplied out.
        above = count * (K1_UP + K1_DOWN) * 4 * average
        below = 4 * average * K1_DOWN * count + K1_UP * (average + 3 * length_of(code))
        worth = self[code] = SCALE * above // below
        return worth


@lru_cache(maxsize=4)
def saturation(average: int) -> Saturation:
    """What codes are worth beside documents of this average length; kept, since codes come again."""
    return Saturation(average)


def pack(postings: dict[int, int]) -> bytes:
    """Places and codes as bytes, in the order of places: all places, then all codes."""
    places = sorted(postings)
    packed = array("H", places)
    packed.extend(map(postings.__getitem__, places))
    return _little_endian(packed).tobytes()


def unpack(data: "bytes | memoryview[int]") -> tuple["array[int]", "array[int]"]:
    """The places and the codes of packed postings."""
    packed = array("H")
    packed.frombytes(data)
    packed = _little_endian(packed)
    half = len(packed) // 2
    return packed[:half], packed[half:]


def _little_endian(packed: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        packed.byteswap()
    return packed


def terms_of(codes: str) -> dict[str, int]:
    """Term and code from the text that a document keeps."""
    parts = codes.split("\t")
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True)) if codes else {}


def text_of(codes: Iterable[tuple[str, int]]) -> str:
    """The text that a document keeps, made from terms and codes."""
    return "\t".join([f"{term}\t{code}" for term, code in codes])
