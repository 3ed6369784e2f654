"""Text in the cells of a sheet: what a programme would take for a formula and run is marked, and unmarked again."""

import re

FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
MARK = "'"


def escaped(cell: str) -> str:
    """`cell` as text for every programme: what would be a formula gets an apostrophe before it."""
    return f"{MARK}{cell}" if FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """`cell` without the apostrophe that stands before what would be a formula."""
    return cell[1:] if cell.startswith(MARK) and FORMULA.match(cell[1:]) else cell
