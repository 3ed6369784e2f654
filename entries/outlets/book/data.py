"""A Book as data for the typesetter: plain values alone, so that no text in it is ever read as markup."""

from collections.abc import Callable

from django.utils.formats import date_format

from entries.library.shapes import Contact, Picture, Story
from entries.outlets.book.checking import check
from entries.outlets.book.contents import Chapter, Contents, Section
from entries.outlets.book.facts import beside, notes
from entries.outlets.book.pictures import Drawn
from entries.outlets.book.plain import Data, block_data, line, shown
from entries.outlets.book.trees import blocks_of
from entries.outlets.book.words import address, printable

Draw = Callable[[Picture, str], tuple[str, Drawn]]  # puts a picture into the folder, and gives its name there


def typeset_data(contents: Contents, draw: Draw) -> Data:
    """All that the template needs. Raises NotMade for what cannot be set, by entry and field."""
    data = Maker(contents, draw).book()
    check(data)
    return data


class Maker:
    """Makes the data of one file."""

    def __init__(self, contents: Contents, draw: Draw) -> None:
        self.contents, self.draw = contents, draw

    def book(self) -> Data:
        """The whole file: what every kind of file says, then what a Book or part holds, or the one story."""
        contents, book = self.contents, self.contents.book
        said = {
            "title": line(contents.title),
            "publisher": line(contents.publisher),
            "url": contents.url,
            "shown_url": shown(contents.url),
            "site": line(contents.site.name),
            "comms": line(contents.site.contact),
            "updated": date_format(contents.updated, "j F Y") if contents.updated else "",
            "fictional": bool(book and book.is_fictional),
            "short": line(f"Big Book {book.short_title}") if book else line(contents.site.name),
            "holdings": line(book.holdings_note) if book else "",
        }
        return said | (self.alone(contents.story) if contents.story else self.whole())

    def whole(self) -> Data:
        """What a Book or one part of it holds."""
        contents, book = self.contents, self.contents.book
        assert book is not None, "only a story alone may stand in no Book"
        indexes = (
            ("Index of teams", contents.teams),
            ("Index of themes", contents.themes),
            ("Index of organisations", contents.organisations),
        )
        return {
            "kind": "part" if contents.part else "book",
            "cover": self.cover(),
            "introduction": self.rich(book.introduction),
            "about": self.about(),
            "foreword": None if contents.part else self.foreword(),
            "sections": [self.section(one) for one in contents.sections],
            "indexes": [
                {"heading": heading, "lines": [{"name": line(one.name), "numbers": one.numbers} for one in lines]}
                for heading, lines in indexes
                if lines
            ],
            "ask": [
                {"teams": line(one.teams), "contact": self.contact(one.contact), "numbers": one.numbers}
                for one in contents.ask
            ],
        }

    def alone(self, story: Story) -> Data:
        """What a file of one story holds: that story in a section of its own, and nothing of a Book around it."""
        part = self.contents.part
        section = {
            "name": line(part.name) if part else "",
            "band": part.band if part else 0,
            "tally": "",
            "stories": [self.entry(Chapter(1, story.card, story))],
            "elsewhere": [],
            "mentions": [],
            "mentions_note": "",
        }
        nothing: Data = {"cover": None, "introduction": [], "about": [], "foreword": None, "indexes": [], "ask": []}
        return {"kind": "story", "sections": [section]} | nothing

    def cover(self) -> Data:
        """The cover: a Book's own, or a part's in its colour."""
        book, part = self.contents.book, self.contents.part
        assert book is not None, "a story alone has no cover"
        where = f"“{book.title}”, cover"
        return {
            "publisher": line(book.organisation_short),
            "title": line(part.name if part else book.cover_title),
            "year": line(book.title if part else book.short_title if book.cover_title != book.title else ""),
            "picture": self.picture(book.cover, where) if book.cover and not part else None,
            "band": part.band if part else 0,
            "bands": [one.band for one in book.parts][:5],
        }

    def about(self) -> list[Data]:
        """What is known of the Book, in lines of a label and a value."""
        book, part = self.contents.book, self.contents.part
        assert book is not None, "a story alone says nothing of its Book"
        lines = [
            ("Published by", book.organisation.name),
            ("Work done", book.period),
            ("Projects sent in", book.received_text),
            ("In this file", (part or book).tally_in_full),
        ]
        return [{"label": label, "value": line(value)} for label, value in lines if value]

    def foreword(self) -> Data | None:
        """The foreword, if there is one."""
        book = self.contents.book
        if book is None or not book.foreword:
            return None
        return {
            "blocks": self.rich(book.foreword),
            "author": line(book.foreword_author),
            "role": line(book.foreword_role),
            "portrait": self.picture(book.portrait, f"“{book.title}”, portrait") if book.portrait else None,
        }

    def section(self, section: Section) -> Data:
        """One care group's part."""
        book = self.contents.book
        return {
            "name": line(section.part.name),
            "band": section.part.band,
            "tally": section.part.tally_in_full,
            "stories": [self.entry(one) for one in section.stories],
            "elsewhere": [
                {
                    "title": line(card.title),
                    "team": line(card.team),
                    "number": number or 0,
                    "href": self.contents.site_url + card.url,
                    "shown_url": shown(self.contents.site_url + card.url),
                }
                for card, number in section.elsewhere
            ],
            "mentions": [self.mention(one) for one in section.mentions],
            "mentions_note": line(book.mentions_note) if book else "",
        }

    def mention(self, chapter: Chapter) -> Data:
        """An entry that is named only."""
        card, url = chapter.card, self.contents.site_url + chapter.card.url
        return {
            "number": chapter.number,
            "title": line(card.title),
            "teams": [line(one) for one in chapter.teams],
            "summary": line(card.summary),
            "href": url,
            "shown_url": shown(url),
        }

    def entry(self, chapter: Chapter) -> Data:
        """An entry in full."""
        story = chapter.story
        assert story is not None, "a chapter in full has its story"
        base = self.contents.site_url + story.card.url
        where = f"“{story.card.title}”, pictures"
        return self.mention(chapter) | {
            "labels": [line(label.text) for label in story.card.labels],
            "headline": line(story.card.headline_result),
            "long_title": story.long_title,
            "figures": [{"value": line(one.value), "label": line(one.label)} for one in story.figures],
            "wide_figures": story.wide_figures,
            "facts": [
                {"label": line(one.label), "value": line(one.value), "href": address(one.url, base) if one.url else ""}
                for one in story.facts
            ],
            "contact": self.contact(story.contact),
            "side": [{"label": label, "values": [line(one) for one in values]} for label, values in beside(story)],
            "parts": [
                {"name": one.name, "heading": line(one.heading), "blocks": self.rich(one.html, base)}
                for one in story.sections
            ],
            "quotes": [{"words": line(one.words), "by": line(one.by)} for one in story.quotes],
            "lessons": [{"kind": one.kind, "heading": one.heading, "text": line(one.text)} for one in story.lessons],
            "lessons_heading": story.lessons_heading,
            "resources_heading": story.resources_heading,
            "resources": [
                {
                    "title": line(one.title),
                    "about": line(one.about),
                    "href": address(one.url, base),
                    "transcript": address(one.transcript_url, base) if one.transcript_url else "",
                }
                for one in story.resources
            ],
            "pictures": [self.picture(one, where) for one in story.pictures],
            "updates": [
                {"title": line(one.title), "date": date_format(one.date, "j F Y"), "blocks": self.rich(one.html, base)}
                for one in story.updates
            ],
            "notes": [line(one) for one in notes(story)],
        }

    def contact(self, contact: Contact | None) -> Data | None:
        """Who to ask; None when nobody is named."""
        if contact is None:
            return None
        person = ", ".join(one for one in (contact.person, contact.role) if one)
        link = address(contact.link, self.contents.url) if contact.mailbox else ""
        return {"mailbox": line(contact.mailbox), "person": line(person), "href": link}

    def picture(self, picture: Picture, where: str) -> Data:
        """A picture: its name in the folder, what it shows in words, and what stands under it."""
        credit = f"Picture: {picture.credit}" if picture.credit else ""
        name, drawn = self.draw(picture, where)
        return {
            "file": name,
            "ratio": drawn.width / drawn.height,
            "alt": " ".join(printable(picture.alt).split()),
            "caption": line(" ".join(one for one in (picture.caption, credit) if one)),
        }

    def rich(self, html: str, base: str = "") -> list[Data]:
        """Rich text as blocks."""
        return [one for block in blocks_of(html, base or self.contents.url) for one in block_data(block)]
