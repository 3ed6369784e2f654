"""Looking into PDF files: their words page by page, their tags, their links."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf


def opened(made: bytes) -> pikepdf.Pdf:
    """The file, opened."""
    return pikepdf.open(BytesIO(made))


def pages(made: bytes, *only: str) -> list[str]:
    """The words of each page, in the order in which they were set, with single spaces. `only` is for pdftotext."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.pdf"
        path.write_bytes(made)
        told = subprocess.run(["pdftotext", "-raw", *only, path, "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in told.split("\f")[:-1]]


# Without what is said again at the head and the foot of each page, in points.
BODY = ("-x", "0", "-y", "68", "-W", "600", "-H", "716")


def tags(pdf: pikepdf.Pdf, kind: str = "") -> list[Any]:
    """The elements of the structure tree in reading order, those of one kind ("/H1") or all."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node and str(node.S) == (kind or str(node.S)):
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """Every link with the number of the page that it stands on, from 1."""
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", []):
            if note.Subtype == "/Link":
                yield number, note


def page_led_to(pdf: pikepdf.Pdf, note: Any) -> int | None:
    """The number of the page that a link leads to, from 1; None when it leads out of the file."""
    where = note.get("/Dest") or (note.A.get("/D") if "/A" in note else None)
    if where is None:
        return None
    if isinstance(where, pikepdf.String | pikepdf.Name):
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        where = tree[str(where)]
        where = where.D if isinstance(where, pikepdf.Dictionary) else where
    return next(n for n, page in enumerate(pdf.pages, 1) if page.obj.objgen == where[0].objgen)


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks: how deep, and their words."""
    found: list[tuple[int, str]] = []

    def walk(items: Any, depth: int) -> None:
        for one in items:
            found.append((depth, one.title))
            walk(one.children, depth + 1)

    with pdf.open_outline() as told:
        walk(told.root, 0)
    return found


def without_spaces(text: str) -> str:
    """The text without white space and hyphens: a line's end changes the one, and makes pdftotext drop the other."""
    return re.sub(r"[\s\u200b-]+", "", text)
