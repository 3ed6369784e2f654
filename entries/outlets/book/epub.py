"""The Book as EPUB 3: its pages, its list of contents, and the archive that holds them."""

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from entries.library.shapes import Picture
from entries.outlets.book import matter
from entries.outlets.book.chapters import StoryPage, file_of, more_page
from entries.outlets.book.contents import Contents
from entries.outlets.book.markup import Xml, element
from entries.outlets.book.pictures import Drawn, drawn

STYLE = Path(__file__).parent / "book.css"
MEDIA_TYPE = "application/epub+zip"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
FEATURES = ("tableOfContents", "structuralNavigation", "readingOrder", "index", "displayTransformability")
SUMMARY = (
    "Plain text with headings, lists and tables that can be enlarged and read aloud. Pictures that carry meaning are "
    "described in words."
)


def make_epub(contents: Contents, seconds: float) -> bytes:
    """The file; the same contents give the same bytes. Raises NotMade. Time is not bounded: it is short."""
    pages, pictures = _pages(contents)
    files: dict[str, bytes] = {name: page.encode() for name, _, page in pages}
    files |= {name: made.content for name, made in pictures.items()}
    files["book.css"] = STYLE.read_bytes()
    files["nav.xhtml"] = matter.navigation(contents, [(name, title) for name, title, _ in pages]).encode()
    files["package.opf"] = _package(contents, [name for name, _, _ in pages], pictures).encode()
    return _archive(files)


def _pages(contents: Contents) -> tuple[list[tuple[str, str, Xml]], dict[str, Drawn]]:
    """File, title and markup of each page in reading order; and the pictures on them."""
    pictures: dict[str, Drawn] = {}

    def draw(picture: Picture, where: str) -> str:
        made = drawn(picture, where)
        name = f"picture-{Path(picture.file).stem}.{made.ending}"
        pictures[name] = made
        return name

    found: list[tuple[str, str, Xml]] = []
    if contents.story is None:
        found += matter.front(contents, draw)
    for place, section in enumerate(contents.sections, 1):
        found.append((f"part-{place}.xhtml", section.part.name, matter.opening(section, place)))
        for chapter in section.stories:
            found.append((file_of(chapter.number), chapter.card.title, StoryPage(contents, chapter, draw).page()))
        if section.elsewhere or section.mentions:
            found.append((f"more-{place}.xhtml", f"More from {section.part.name}", more_page(contents, section)))
    if contents.story:
        (chapter,) = contents.chapters
        found.append((file_of(1), chapter.card.title, StoryPage(contents, chapter, draw).page()))
    else:
        found += matter.back(contents)
    found.append(("colophon.xhtml", "Colophon", matter.colophon(contents)))
    return found, pictures


def _package(contents: Contents, pages: list[str], pictures: dict[str, Drawn]) -> str:
    """What the archive holds, in which order it is read, and how accessible it is."""
    cover = matter.cover_picture(contents, pictures)
    items = [element("item", id=_id(name), href=name, media_type="application/xhtml+xml") for name in pages]
    for name, made in pictures.items():
        kind = "cover-image" if name == cover else ""
        items.append(element("item", id=_id(name), href=name, media_type=made.media_type, properties=kind))
    items.append(element("item", id="style", href="book.css", media_type="text/css"))
    items.append(element("item", id="nav", href="nav.xhtml", media_type="application/xhtml+xml", properties="nav"))
    # The contents stand before the first part, as in print.
    first = next((n for n, name in enumerate(pages) if name.startswith(("part-", "entry-"))), len(pages))
    spine = [_id(name) for name in pages[:first]] + ["nav"] + [_id(name) for name in pages[first:]]
    package = element(
        "package",
        element("metadata", *_metadata(contents, bool(pictures)), xmlns__dc="http://purl.org/dc/elements/1.1/"),
        element("manifest", *items),
        element("spine", *(element("itemref", idref=one) for one in spine)),
        xmlns="http://www.idpf.org/2007/opf", version="3.0", unique_identifier="address", xml__lang="en-GB",
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{package}\n'


def _id(name: str) -> str:
    return name.replace(".", "-")


def _metadata(contents: Contents, has_pictures: bool) -> list[Xml]:
    day = (contents.updated or date(2000, 1, 1)).isoformat()
    meta = partial(element, "meta")
    found = [
        element("dc:identifier", contents.url, id="address"),
        element("dc:title", contents.title),
        element("dc:language", "en-GB"),
        element("dc:creator", contents.publisher),
        element("dc:publisher", contents.publisher),
        element("dc:date", day),
        element("meta", f"{day}T00:00:00Z", property="dcterms:modified"),
    ]
    facts = [("accessMode", "textual"), *([("accessMode", "visual")] if has_pictures else [])]
    facts += [("accessModeSufficient", "textual"), ("accessibilityHazard", "none"), ("accessibilitySummary", SUMMARY)]
    facts += [("accessibilityFeature", one) for one in (*FEATURES, *(["alternativeText"] if has_pictures else []))]
    return found + [meta(value, property=f"schema:{name}") for name, value in facts]


def _archive(files: dict[str, bytes]) -> bytes:
    """The files in a zip archive without a clock in it, its media type first and as it is."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(ZipInfo("mimetype"), MEDIA_TYPE, ZIP_STORED)
        archive.writestr(ZipInfo("META-INF/container.xml"), CONTAINER, ZIP_DEFLATED)
        for name, content in files.items():
            archive.writestr(ZipInfo(f"book/{name}"), content, ZIP_DEFLATED)
    return made.getvalue()
