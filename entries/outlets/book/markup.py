"""XHTML put together so that text stays text: what is no element is escaped."""

from collections.abc import Iterable
from html import escape

from entries.outlets.book.words import is_seen, printable

VOID = {"br", "hr", "img", "link", "item", "itemref"}


class Xml(str):
    """Markup that `element` has made."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str) -> Xml:
    """An element: text in it is cleaned and escaped, markup stays. Empty attributes are left out.

    In attribute names a `_` at the end is dropped, others stand for `-`, and `__` for `:`.
    """
    told = "".join(f' {_named(key)}="{escape(printable(value))}"' for key, value in attributes.items() if value)
    if name in VOID:
        return Xml(f"<{name}{told}/>")
    return Xml(f"<{name}{told}>{joined(inside)}</{name}>")


def _named(key: str) -> str:
    return key.removesuffix("_").replace("__", ":").replace("_", "-")


def joined(inside: Iterable[str]) -> Xml:
    """Text and markup in a row."""
    return Xml("".join(one if isinstance(one, Xml) else escape(printable(one), quote=False) for one in inside))


def optional(name: str, text: str, **attributes: str) -> Xml:
    """An element with this text; nothing at all when no text would be seen."""
    return element(name, text, **attributes) if is_seen(text) else Xml("")
