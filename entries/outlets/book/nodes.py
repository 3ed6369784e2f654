"""What a text of the Book is made of: blocks, spans in lines, tables. Plain data that every writer walks."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a line: `kind` is text, strong, em, sub, sup, link or break."""

    kind: str
    text: str = ""
    inside: "tuple[Span, ...]" = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, at a column from 0 and over so many columns and rows."""

    blocks: "tuple[Block, ...]"
    column: int
    across: int = 1
    down: int = 1
    is_header: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: no cell leaves the grid or stands on another."""

    columns: int
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text: `kind` is paragraph, heading, bullets, numbers, quotation, terms, table or rule.

    A heading's level counts from 1 and never skips one. Terms have a span list for each item in `terms`.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    items: "tuple[tuple[Block, ...], ...]" = ()
    terms: tuple[tuple[Span, ...], ...] = ()
    level: int = 0
    start: int = 1
    numbering: str = "1"
    table: Table | None = None
    leftwards: bool = False


def words_of(spans: Iterable[Span]) -> str:
    """The words of spans alone."""
    return "".join(" " if one.kind == "break" else one.text or words_of(one.inside) for one in spans)
