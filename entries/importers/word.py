"""Word files: mammoth makes plain HTML of them, and the story is read from that."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import mammoth

from entries.importers.blocks import alternatives, blocks_of
from entries.importers.documents import drafts_of
from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.files import DAMAGED, check_packed

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Heading 7'] => h6:fresh
r[style-name='Emphasis'] => em
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")


def read_word(path: Path) -> Iterator[Draft | Problem]:
    """The drafts of a Word file; raises Unreadable."""
    check_packed(path, "word/", "Word")
    try:
        html, edges = _html(path), _edges(path)
    # Whatever is wrong inside a file shows as some error of a parser: each means that this file cannot be read.
    except Exception as error:
        raise Unreadable(Place(path.name), DAMAGED.format("Word")) from error
    drafts = list(drafts_of(path.name, blocks_of(html)))
    if not drafts:
        raise Unreadable(Place(path.name), "holds no text.")
    pictures = (f"Picture, not brought over: {words or 'without a description'}" for words in alternatives(html))
    yield replace(drafts[0], unplaced=(*drafts[0].unplaced, *pictures, *edges))
    yield from drafts[1:]


def _html(path: Path) -> str:
    with path.open("rb") as file:
        made = mammoth.convert_to_html(file, style_map=STYLES, convert_image=_picture, external_file_access=False)
    # The arrows that lead from a note back to its place are mammoth's, not the writer's.
    return str(made.value).replace("↑</a>", "</a>")


def _edges(path: Path) -> list[str]:
    """What stands at the head and the foot of the pages: mammoth leaves it out."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(path) as package:
        for name in sorted(filter(EDGE.fullmatch, package.namelist())):
            for paragraph in ElementTree.fromstring(package.read(name)).iter(f"{{{WORD}}}p"):
                text = " ".join("".join(part.text or "" for part in paragraph.iter(f"{{{WORD}}}t")).split())
                found |= {text: None} if text else {}
    return list(found)


def _picture(image: Any) -> list[Any]:
    """A picture by its description alone: its bytes are not read."""
    return [mammoth.html.element("img", {"alt": image.alt_text or ""})]
