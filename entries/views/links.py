"""Links as pages show them, and the address of a selection."""

from dataclasses import dataclass

from entries.filters import query_of
from entries.library.selection import Selection
from entries.library.shapes.base import Shape
from entries.serving.context import page_address


@dataclass(frozen=True, slots=True)
class Link(Shape):
    """Words and where they lead; `count` is how many projects are there, `current` whether this is the place."""

    text: str
    url: str
    count: int | None = None
    current: bool = False


def address(selection: Selection, more: tuple[str, ...] = (), **changes: object) -> str:
    """The address of "Find a project" for a selection."""
    return address_in("browse", selection, more, **changes)


def address_in(name: str, selection: Selection, more: tuple[str, ...] = (), **changes: object) -> str:
    """The address of a selection in another form: the feed, a sheet, the map. `name` is the address's."""
    query = query_of(selection, more=more, **changes)
    return page_address(name) + (f"?{query}" if query else "")
