"""A document as a row of blocks (headings, paragraphs, lists, tables, quotations), whatever kind of file it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from entries.importers.nodes import CELLS, HEADINGS, INLINE, Node, parsed, text_of, tidy, trimmed, without

BULLET = re.compile(r"(?:[·•▪◦●‣§\uf0b7*]\s*|[-–]\s+|o\s{2,})(?=\S)")
Kind = Literal["heading", "paragraph", "list", "table", "quote"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `lines` are those of a paragraph with line breaks, `items` a list's, `rows` a table's cells."""

    kind: Kind
    text: str
    html: str
    level: int = 0
    bold: bool = False
    # How many characters at the start are bold.
    lead: int = 0
    lines: "tuple[Block, ...]" = ()
    items: "tuple[Block, ...]" = ()
    rows: "tuple[tuple[tuple[Block, ...], ...], ...]" = ()

    def after(self, count: int) -> "Block":
        """The paragraph without its first characters."""
        [rest] = blocks_of(f"<p>{without(self.html, count)}</p>") or [replace(self, text="", html="")]
        return rest


def blocks_of(source: str) -> list[Block]:
    """The blocks of HTML; of a whole page, those of its `main` or else its `article`s."""
    return list(_gathered(block for body in bodies_of(source) for block in _in(body)))


def bodies_of(source: str) -> list[Node]:
    """What of HTML is the text: of a whole page its `main` or else its `article`s."""
    root = parsed(source)
    return list(root.find("main"))[:1] or list(root.find("article")) or [root]


def _gathered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that begin with a typed bullet are a list, as they were meant to be."""
    for bulleted, group in groupby(blocks, lambda block: block.kind == "paragraph" and bool(BULLET.match(block.text))):
        found = list(group)
        # One dash alone begins the line that says whose words stood before it.
        if not bulleted or (len(found) == 1 and found[0].text[0] in "-–"):
            yield from found
        else:
            items = tuple(block.after(len(BULLET.match(block.text)[0])) for block in found)  # type: ignore[index]
            yield listed("ul", items)


def listed(tag: str, items: Sequence[Block]) -> Block:
    """A list of these items."""
    inner = "".join(f"<li>{item.html[3:-4]}</li>" for item in items)
    return Block("list", "\n".join(item.text for item in items), f"<{tag}>{inner}</{tag}>", items=tuple(items))


def _in(node: Node) -> Iterator[Block]:
    """The blocks in an element; text that stands there by itself is a paragraph."""
    loose: list[Node | str] = []
    for child in [*node.children, Node("hr")]:
        if isinstance(child, str) or child.tag in INLINE | {"img"}:
            loose.append(child)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _block(child)


def _block(node: Node) -> Iterator[Block]:
    if node.tag in HEADINGS:
        for block in _paragraph(node.children):
            yield replace(block, kind="heading", level=HEADINGS[node.tag], lines=())
    elif node.tag == "p":
        yield from _paragraph(node.children)
    elif node.tag in ("ul", "ol"):
        items = tuple(_item(child) for child in node.children if isinstance(child, Node))
        if text := "\n".join(item.text for item in items if item.text):
            yield Block("list", text, tidy(node).html, items=items)
    elif node.tag == "table":
        yield from _table(node)
    elif node.tag == "blockquote":
        inner = list(_in(node))
        if text := "\n".join(block.text for block in inner):
            yield Block("quote", text, f"<blockquote>{''.join(b.html for b in inner)}</blockquote>", lines=tuple(inner))
    elif node.tag != "hr":
        yield from _in(node)


def _item(node: Node) -> Block:
    """An item of a list, its own paragraphs as one."""
    inner = list(_in(node))
    first = inner[0] if inner else Block("paragraph", "", "")
    if len(inner) <= 1:
        return first
    return replace(first, text="\n".join(block.text for block in inner), html=f"<p>{tidy(node).inner}</p>")


def _table(node: Node) -> Iterator[Block]:
    rows = tuple(
        tuple(tuple(_in(cell)) for cell in row.children if isinstance(cell, Node) and cell.tag in CELLS)
        for row in _rows(node)
    )
    text = "\n".join(block.text for row in rows for cell in row for block in cell)
    if text:
        yield Block("table", text, tidy(node).html, rows=rows)


def _rows(table: Node) -> Iterator[Node]:
    """The rows of a table, without those of tables inside it."""
    for child in table.children:
        if isinstance(child, Node) and child.tag == "tr":
            yield child
        elif isinstance(child, Node) and child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _paragraph(children: list[Node | str]) -> Iterator[Block]:
    node = trimmed(tidy(Node("p", {}, list(children))))
    if text := node.text.strip():
        lines = tuple(line for part in _parts(node) for line in _paragraph([part])) if "\n" in text else ()
        lead = _lead(node)
        yield Block("paragraph", text, node.html, bold=lead >= len(text), lead=lead, lines=lines)


def _parts(node: Node) -> Iterator[Node]:
    """An element cut at its line breaks."""
    pieces: list[list[Node | str]] = [[]]
    for child in node.children:
        if isinstance(child, str):
            pieces[-1].append(child)
        elif child.tag == "br":
            pieces.append([])
        else:
            first, *others = _parts(child)
            pieces[-1].append(first)
            pieces += [[other] for other in others]
    for piece in pieces:
        yield Node("strong" if node.tag == "b" else node.tag, node.attributes, piece)


def _lead(node: Node) -> int:
    count = 0
    for child in node.children:
        text = text_of(child)
        plain = isinstance(child, str) or (child.tag not in ("strong", "b") and _lead(child) < len(text))
        if plain and text.strip():
            break
        count += len(text)
    return count
