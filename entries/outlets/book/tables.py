"""Tables of rich text as grids: what spans columns and rows is cut where it would leave the table or meet another."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from entries.outlets.book.elements import Element, inside
from entries.outlets.book.nodes import Block, Cell, Row, Span, Table

GROUPS = ("thead", "tbody", "tfoot")
MOST_COLUMNS = 200
Blocks = Callable[[Iterable[Element | str]], tuple[Block, ...]]
Line = Callable[[Iterable[Element | str]], tuple[Span, ...]]


def table_of(element: Element, blocks: Blocks, line: Line) -> Table | None:
    """The table; None when it has no cell with words in it.

    Without a head of its own, a first row of headers alone is the head.
    """
    head = [row for group in inside(element, ["thead"]) for row in inside(group, ["tr"])]
    body = [row for group in inside(element, GROUPS[1:]) for row in inside(group, ["tr"])]
    body = inside(element, ["tr"]) + body
    if not head and len(body) > 1 and all(cell.tag == "th" for cell in _cells(body[0])):
        head, body = body[:1], body[1:]
    head_rows, body_rows = _grid(head, blocks), _grid(body, blocks)
    # A column in which no cell begins shows nothing.
    width = max((cell.column + 1 for row in head_rows + body_rows for cell in row), default=0)
    if not any(cell.blocks for row in head_rows + body_rows for cell in row):
        return None
    caption = next((line(one.children) for one in inside(element, ["caption"])), ())
    return Table(width, _filled(head_rows, width), _filled(body_rows, width), caption)


def _cells(row: Element) -> list[Element]:
    return inside(row, ("td", "th"))


def _grid(rows: list[Element], blocks: Blocks) -> list[list[Cell]]:
    """The cells of these rows at their columns."""
    taken: set[tuple[int, int]] = set()
    found: list[list[Cell]] = []
    for at, row in enumerate(rows):
        column, cells = 0, []
        for element in _cells(row):
            while (at, column) in taken:
                column += 1
            if column >= MOST_COLUMNS:
                break
            across = _span(element, "colspan", MOST_COLUMNS - column)
            across = next((n for n in range(1, across) if (at, column + n) in taken), across)
            down = _span(element, "rowspan", len(rows) - at)
            taken |= {(at + y, column + x) for y in range(down) for x in range(across)}
            cells.append(Cell(blocks(element.children), column, across, down, element.tag == "th"))
            column += across
        found.append(cells)
    return found


def _span(element: Element, name: str, most: int) -> int:
    value = element.attributes.get(name, "")
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 5 else 1


def _filled(rows: list[list[Cell]], width: int) -> tuple[Row, ...]:
    """The rows cut to the table's width, with an empty cell wherever none stands."""
    rows = [[replace(cell, across=min(cell.across, width - cell.column)) for cell in row] for row in rows]
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        taken |= {(at + y, cell.column + x) for cell in row for y in range(cell.down) for x in range(cell.across)}
    return tuple(
        tuple(
            sorted(
                [*row, *(Cell((), column) for column in range(width) if (at, column) not in taken)],
                key=lambda cell: cell.column,
            )
        )
        for at, row in enumerate(rows)
    )


def in_strips(table: Table, most: int) -> tuple[Table, ...]:
    """The table itself, or, when it is wider than `most` columns, several that fit: each begins with its first column.

    In a strip no cell spans columns or rows: what it says stands where it began.
    """
    if table.columns <= most:
        return (table,)
    strips = []
    for first in range(1, table.columns, most - 1):
        columns = [0, *range(first, min(first + most - 1, table.columns))]
        strips.append(
            Table(
                len(columns),
                tuple(_strip(row, columns) for row in table.head),
                tuple(_strip(row, columns) for row in table.body),
                table.caption,
            )
        )
    return tuple(strips)


def _strip(row: Row, columns: list[int]) -> Row:
    at = {cell.column: cell for cell in row}
    picked = (at.get(column, Cell((), column)) for column in columns)
    return tuple(Cell(cell.blocks, place, is_header=cell.is_header) for place, cell in enumerate(picked))
