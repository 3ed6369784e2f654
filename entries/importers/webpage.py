"""Saved web pages: what stands in the page's main part is the story; menus, headers and scripts are left."""

from collections.abc import Iterator
from pathlib import Path

from entries.importers.blocks import blocks_of
from entries.importers.documents import drafts_of
from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.files import text_of
from entries.importers.pictures import with_pictures


def read_page(path: Path) -> Iterator[Draft | Problem]:
    """The drafts of a page; raises Unreadable."""
    text = text_of(path)
    if "<" not in text:
        raise Unreadable(Place(path.name), "is no web page: it holds no HTML. If it is plain text, name it .txt.")
    try:
        drafts = list(drafts_of(path.name, blocks_of(text)))
        found = with_pictures(drafts, text) if drafts else []
    except RecursionError as error:
        raise Unreadable(Place(path.name), "is nested too deeply to be a page that people read.") from error
    if not drafts:
        raise Unreadable(Place(path.name), "holds no text.")
    yield from found
