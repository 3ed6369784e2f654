"""The pages of an EPUB that tell of the Book: cover, foreword, parts, indexes, who to ask, colophon, contents."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.formats import date_format

from entries.outlets.book import xhtml
from entries.outlets.book.chapters import Draw, asked, file_of, picture
from entries.outlets.book.contents import Contents, Line, Section
from entries.outlets.book.markup import Xml, element, joined, optional
from entries.outlets.book.pictures import Drawn
from entries.outlets.book.trees import blocks_of

Page = tuple[str, str, Xml]


def front(contents: Contents, draw: Draw) -> list[Page]:
    """Cover, what the Book is, and the foreword."""
    found = [("cover.xhtml", "Cover", _cover(contents, draw)), ("about.xhtml", "About this Book", _about(contents))]
    if contents.book and contents.book.foreword and not contents.part:
        found.append(("foreword.xhtml", "Foreword", _foreword(contents, draw)))
    return found


def _cover(contents: Contents, draw: Draw) -> Xml:
    book, part = contents.book, contents.part
    assert book is not None, "a story alone has no cover"
    shown = picture(book.cover, draw, f"“{book.title}”, cover") if book.cover and not part else Xml("")
    inside = [
        element("p", book.organisation.name, class_="organisation"),
        element("h1", part.name if part else book.title, class_="title"),
        optional("p", book.title if part else "", class_="organisation"),
        optional("p", "Fictional example" if book.is_fictional else "", class_="labels"),
        shown,
    ]
    return xhtml.page("Cover", *inside, kind="cover")


def cover_picture(contents: Contents, pictures: dict[str, Drawn]) -> str:
    """The file of the picture on the cover, or ""."""
    book = contents.book
    if book is None or book.cover is None or contents.part or contents.story:
        return ""
    return next((name for name in pictures if Path(book.cover.file).stem in name), "")


def _about(contents: Contents) -> Xml:
    book, part = contents.book, contents.part
    assert book is not None, "a story alone says nothing of its Book"
    rows = [
        ("Published by", book.organisation.name),
        ("Work done", book.period),
        ("Projects sent in", book.received_text),
        ("In this file", (part or book).tally_in_full),
    ]
    listed = (joined([element("dt", label), element("dd", value)]) for label, value in rows if value)
    inside = [
        element("h1", "About this Book"),
        xhtml.blocks(blocks_of(book.introduction, contents.url), 2),
        optional("p", book.holdings_note, class_="note"),
        element("dl", *listed, class_="facts"),
    ]
    return xhtml.page("About this Book", *inside, kind="introduction", role="doc-introduction")


def _foreword(contents: Contents, draw: Draw) -> Xml:
    book = contents.book
    assert book is not None, "a story alone has no foreword"
    by = [optional("b", book.foreword_author), ", " if book.foreword_author and book.foreword_role else ""]
    inside = [
        element("h1", "Foreword"),
        xhtml.blocks(blocks_of(book.foreword, contents.url), 2),
        picture(book.portrait, draw, f"“{book.title}”, portrait") if book.portrait else "",
        element("p", *by, book.foreword_role, class_="by"),
    ]
    return xhtml.page("Foreword", *inside, kind="foreword", role="doc-foreword")


def opening(section: Section, place: int) -> Xml:
    """The first page of a part: its colour, and what stands in it."""
    rows = [element("li", element("a", one.card.title, href=file_of(one.number))) for one in section.stories]
    if section.elsewhere or section.mentions:
        name = "Honourable mentions" if section.mentions else "Told in another part"
        rows.append(element("li", element("a", name, href=f"more-{place}.xhtml")))
    inside = [
        element("h1", section.part.name, class_=f"part band-{section.part.band}"),
        element("p", section.part.tally_in_full),
        element("ol", *rows) if rows else "",
    ]
    return xhtml.page(section.part.name, *inside, kind="part", role="doc-part")


def back(contents: Contents) -> list[Page]:
    """The indexes, and who to ask."""
    indexes = (
        ("teams", "Index of teams", contents.teams),
        ("themes", "Index of themes", contents.themes),
        ("organisations", "Index of organisations", contents.organisations),
    )
    found = [(f"index-{name}.xhtml", title, _index(contents, title, lines)) for name, title, lines in indexes if lines]
    if contents.ask:
        found.append(("ask.xhtml", "Who to ask", _ask(contents)))
    return found


def _index(contents: Contents, title: str, lines: Iterable[Line]) -> Xml:
    rows = (element("li", line.name, _entries(contents, line.numbers)) for line in lines)
    return xhtml.page(title, element("h1", title), element("ul", *rows, class_="index"), kind="index", role="doc-index")


def _entries(contents: Contents, numbers: Iterable[int]) -> Xml:
    """Links to the entries of these numbers, in a list."""
    places = _places(contents)
    titles = {one.number: one.card.title for one in contents.chapters}
    return element("ul", *(element("li", element("a", titles[one], href=places[one])) for one in numbers))


def _places(contents: Contents) -> dict[int, str]:
    """Where each entry stands."""
    found = {one.number: file_of(one.number) for section in contents.sections for one in section.stories}
    for place, section in enumerate(contents.sections, 1):
        found |= {one.number: f"more-{place}.xhtml#entry-{one.number}" for one in section.mentions}
    return found


def _ask(contents: Contents) -> Xml:
    rows = [
        joined([
            element("dt", line.teams),
            element("dd", asked(line.contact, contents.site.contact), _entries(contents, line.numbers)),
        ])
        for line in contents.ask
    ]  # fmt: skip
    return xhtml.page("Who to ask", element("h1", "Who to ask"), element("dl", *rows))


def colophon(contents: Contents) -> Xml:
    """Where it comes from."""
    day = f", whose newest text is of {date_format(contents.updated, 'j F Y')}" if contents.updated else ""
    inside = [
        element("h1", "Colophon"),
        element("p", f"{contents.title}. Published by {contents.publisher}."),
        element(
            "p", "On the web: ", element("a", contents.url, href=contents.url), ". ",
            f"The pages there may be newer than this file{day}.",
        ),
        element("p", "Made by Casebook."),
    ]  # fmt: skip
    return xhtml.page("Colophon", *inside, kind="colophon", role="doc-colophon")


def navigation(contents: Contents, pages: list[tuple[str, str]]) -> Xml:
    """The list of contents: what stands in a part is listed under it."""
    rows: list[list[Xml]] = []
    for name, title in pages:
        link = element("a", title, href=name)
        if name.startswith(("entry-", "more-")) and rows and contents.story is None:
            rows[-1].append(element("li", link))
        else:
            rows.append([link])
    listed = (element("li", first, element("ol", *inner) if inner else "") for first, *inner in rows)
    start = next((name for name, _ in pages if name.startswith(("part-", "entry-"))), pages[0][0])
    marks = [("toc", "Contents", "nav.xhtml"), ("bodymatter", "Start of the projects", start)]
    inside = [
        element("nav", element("h1", "Contents"), element("ol", *listed), epub__type="toc", role="doc-toc", id="toc"),
        element("nav", element("h2", "Places"), element("ol", *(
            element("li", element("a", title, epub__type=kind, href=name)) for kind, title, name in marks
        )), epub__type="landmarks", hidden="hidden"),
    ]  # fmt: skip
    return xhtml.page("Contents", *inside)
