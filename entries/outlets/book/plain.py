"""Texts as plain values for the typesetter: lines, and rich text."""

from collections.abc import Iterator, Mapping
from typing import Any

from entries.outlets.book.nodes import Block, Row, Span, Table
from entries.outlets.book.tables import in_strips
from entries.outlets.book.words import breakable, is_seen, printable

MOST_COLUMNS = 7  # on a page; a wider table is set in strips
LONGEST_REPEATED = 400  # letters in a table's head that is set again on each page
Data = dict[str, Any]


def line(text: str) -> str:
    """A text of one line as it can be set; "" when nothing in it would be seen."""
    told = " ".join(printable(text).split())
    return breakable(told) if is_seen(told) else ""


def shown(url: str) -> str:
    """An address as it is printed: without the scheme that every reader's browser adds."""
    return breakable(url.removeprefix("https://").removeprefix("http://").removesuffix("/"))


def block_data(block: Block) -> list[Data]:
    """A block as plain values; a table too wide for a page is several."""
    if block.table:
        return [{"kind": "table", **table_data(strip)} for strip in in_strips(block.table, MOST_COLUMNS)]
    return [
        {
            "kind": block.kind,
            "spans": spans_data(block.spans),
            "items": [[one for inner in item for one in block_data(inner)] for item in block.items],
            "terms": [spans_data(one) for one in block.terms],
            "level": block.level,
            "start": block.start,
            "numbering": block.numbering,
            "leftwards": block.leftwards,
        }
    ]


def spans_data(spans: tuple[Span, ...]) -> list[Data]:
    """Spans as plain values."""
    return [
        {"kind": one.kind, "text": breakable(one.text), "inside": spans_data(one.inside), "url": one.url}
        for one in spans
    ]


def table_data(table: Table) -> Data:
    """A table as plain values."""

    def rows(some: tuple[Row, ...]) -> list[list[Data]]:
        return [
            [
                {
                    "blocks": [one for block in cell.blocks for one in block_data(block)],
                    "column": cell.column,
                    "across": cell.across,
                    "down": cell.down,
                    "is_header": cell.is_header,
                }
                for cell in row
            ]
            for row in some
        ]

    head = rows(table.head)
    return {
        "columns": table.columns,
        "head": head,
        "body": rows(table.body),
        "caption": spans_data(table.caption),
        "repeat": sum(map(len, texts(head))) <= LONGEST_REPEATED,
    }


def texts(value: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
