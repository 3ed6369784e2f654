"""Rich text of the tree as XHTML, and the page that it stands on."""

from collections.abc import Iterable

from entries.outlets.book.markup import Xml, element, joined
from entries.outlets.book.nodes import Block, Cell, Row, Span, Table

NAMES = {"strong": "strong", "em": "em", "sub": "sub", "sup": "sup"}
HEAD = Xml('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n')


def page(title: str, *inside: str, kind: str = "", role: str = "") -> Xml:
    """A whole page of the EPUB; `kind` is its epub:type, `role` what tells it to a screen reader."""
    section = element("section", *inside, epub__type=kind, role=role, aria_label=title if role else "")
    head = element("head", element("title", title), element("link", rel="stylesheet", href="book.css", type="text/css"))
    body = element("body", section)
    html = element(
        "html", head, body,
        xmlns="http://www.w3.org/1999/xhtml", xmlns__epub="http://www.idpf.org/2007/ops",
        lang="en-GB", xml__lang="en-GB",
    )  # fmt: skip
    return Xml(f"{HEAD}{html}\n")


def line(spans: Iterable[Span]) -> Xml:
    """Spans in a line."""
    return joined(_span(one) for one in spans)


def _span(span: Span) -> str:
    if span.kind == "text":
        return span.text
    if span.kind == "break":
        return element("br")
    if span.kind == "link":
        return element("a", line(span.inside), href=span.url)
    return element(NAMES[span.kind], line(span.inside))


def blocks(nodes: Iterable[Block], level: int = 3) -> Xml:
    """Blocks one after the other; `level` is that of the highest heading in them."""
    return joined(_block(one, level) for one in nodes)


def _block(block: Block, level: int) -> str:
    match block.kind:
        case "paragraph":
            return element("p", line(block.spans), dir_="rtl" if block.leftwards else "")
        case "heading":
            return element(f"h{min(level + block.level - 1, 6)}", line(block.spans))
        case "bullets":
            return element("ul", *(element("li", _item(item, level)) for item in block.items))
        case "numbers":
            start = str(block.start) if block.start != 1 else ""
            style = block.numbering if block.numbering != "1" else ""
            return element("ol", *(element("li", _item(item, level)) for item in block.items), start=start, type_=style)
        case "quotation":
            return element("blockquote", blocks(block.items[0], level))
        case "terms":
            pairs = zip(block.terms, block.items, strict=True)
            rows = (element("dt", line(term)) + element("dd", _item(said, level)) for term, said in pairs)
            return element("dl", *(Xml(one) for one in rows))
        case "table" if block.table:
            return _table(block.table, level)
    return element("hr")


def _item(item: tuple[Block, ...], level: int) -> Xml:
    """What stands in a list item or a cell: a single paragraph as its line."""
    if len(item) == 1 and item[0].kind == "paragraph" and not item[0].leftwards:
        return line(item[0].spans)
    return blocks(item, level)


def _table(table: Table, level: int) -> Xml:
    caption = [element("caption", line(table.caption))] if table.caption else []
    head = [element("thead", *(_row(row, level, head=True) for row in table.head))] if table.head else []
    body = [element("tbody", *(_row(row, level) for row in table.body))] if table.body else []
    return element("table", *caption, *head, *body)


def _row(row: Row, level: int, head: bool = False) -> Xml:
    return element("tr", *(_cell(cell, level, head) for cell in row))


def _cell(cell: Cell, level: int, head: bool) -> Xml:
    spans = {"colspan": str(cell.across) if cell.across > 1 else "", "rowspan": str(cell.down) if cell.down > 1 else ""}
    inside = _item(cell.blocks, level)
    if not cell.is_header or not inside:
        return element("td", inside, **spans)
    return element("th", inside, scope="col" if head else "row", **spans)
