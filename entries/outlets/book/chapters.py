"""The pages of an EPUB that tell of entries."""

from collections.abc import Callable

from django.utils.formats import date_format

from entries.library.shapes import Contact, Picture
from entries.outlets.book import xhtml
from entries.outlets.book.contents import Chapter, Contents, Section
from entries.outlets.book.facts import beside, notes
from entries.outlets.book.markup import Xml, element, joined, optional
from entries.outlets.book.trees import blocks_of
from entries.outlets.book.words import address

Draw = Callable[[Picture, str], str]  # puts a picture into the file, and gives its name there


def file_of(number: int) -> str:
    """The file of a chapter."""
    return f"entry-{number}.xhtml"


def asked(contact: Contact | None, comms: str) -> Xml:
    """Who to ask, in a line."""
    if contact is None or not (contact.mailbox or contact.person):
        at = f" ({comms})" if comms else ""
        return joined([f"No contact given. Ask the communications team{at} and they will pass it on."])
    link = address(contact.link, "") if contact.mailbox else ""
    found = [element("a", contact.mailbox, href=link) if link else joined([contact.mailbox])] if contact.mailbox else []
    person = ", ".join(one for one in (contact.person, contact.role) if one)
    return joined([*found, Xml(", ") if found and person else "", person])


class StoryPage:
    """Makes the page of one entry that is told in full."""

    def __init__(self, contents: Contents, chapter: Chapter, draw: Draw) -> None:
        assert chapter.story is not None, "a chapter in full has its story"
        self.contents, self.story, self.draw = contents, chapter.story, draw
        self.base = contents.site_url + chapter.card.url

    def page(self) -> Xml:
        """The whole page."""
        story, card = self.story, self.story.card
        inside = [
            element("h1", card.title),
            optional("p", story.team_names, class_="team"),
            optional("p", ", ".join(label.text for label in card.labels), class_="labels"),
            optional("p", card.summary, class_="lede"),
            optional("p", card.headline_result if card.headline_result != card.summary else "", class_="headline"),
            element("p", element("b", "Who to ask: "), asked(story.contact, self.contents.site.contact)),
            self.figures(),
            self.told(),
            self.lessons(),
            self.resources(),
            self.updates(),
            self.foot(),
        ]
        return xhtml.page(card.title, *inside, kind="chapter", role="doc-chapter")

    def told(self) -> Xml:
        """The sections, with pictures after what was done and quotes after what came of it."""
        story, found = self.story, []
        names = [one.name for one in story.sections]
        for section in story.sections:
            found += [optional("h2", section.heading)]
            found += [xhtml.blocks(blocks_of(section.html, self.base), 3 if section.heading else 2)]
            found += [self.pictures()] if section.name == "actions" else []
            found += [self.quotes()] if section.name == "results" else []
        found += [self.pictures()] if "actions" not in names else []
        found += [self.quotes()] if "results" not in names else []
        return joined(found)

    def figures(self) -> Xml:
        """The key figures."""
        rows = [element("div", element("dt", one.label), element("dd", one.value)) for one in self.story.figures]
        return element("dl", *rows, class_="figures") if rows else Xml("")

    def pictures(self) -> Xml:
        """The pictures with what stands under them."""
        found = []
        for one in self.story.pictures:
            credit = f"Picture: {one.credit}" if one.credit else ""
            under = optional("figcaption", " ".join(text for text in (one.caption, credit) if text))
            found.append(element("figure", picture(one, self.draw, f"“{self.story.card.title}”, pictures"), under))
        return joined(found)

    def quotes(self) -> Xml:
        """What people said."""
        return joined(
            element("blockquote", element("p", f"“{one.words}”"), optional("p", one.by, class_="by"))
            for one in self.story.quotes
        )

    def lessons(self) -> Xml:
        """What was learned, one by one."""
        if not self.story.lessons:
            return Xml("")
        rows = [element("li", element("b", f"{one.heading}: "), one.text) for one in self.story.lessons]
        return joined([optional("h2", self.story.lessons_heading), element("ul", *rows, class_="lessons")])

    def resources(self) -> Xml:
        """Files and pages to use, at their place on the web."""
        if not self.story.resources:
            return Xml("")
        rows = []
        for one in self.story.resources:
            url = address(one.url, self.base)
            title = element("a", one.title, href=url) if url else one.title
            transcript = address(one.transcript_url, self.base) if one.transcript_url else ""
            more = [", with a ", element("a", f"transcript of {one.title}", href=transcript)] if transcript else []
            rows.append(element("li", title, f" {one.about}" if one.about else "", *more))
        return joined([element("h2", self.story.resources_heading), element("ul", *rows)])

    def updates(self) -> Xml:
        """What came later."""
        if not self.story.updates:
            return Xml("")
        found: list[str] = [element("h2", "Since then")]
        for one in self.story.updates:
            found += [optional("h3", one.title), element("p", date_format(one.date, "j F Y"), class_="by")]
            found += [xhtml.blocks(blocks_of(one.html, self.base), 4 if one.title else 3)]
        return joined(found)

    def foot(self) -> Xml:
        """What it belongs to, its facts, its notes and its address."""
        rows = [(label, joined([", ".join(names)])) for label, names in beside(self.story)]
        for fact in self.story.facts:
            url = address(fact.url, self.base) if fact.url else ""
            rows.append((fact.label, element("a", fact.value, href=url) if url else joined([fact.value])))
        rows += [("Note", joined([one])) for one in notes(self.story)]
        rows.append(("On the web", element("a", self.base, href=self.base)))
        listed = (joined([element("dt", label), element("dd", value)]) for label, value in rows)
        return element("dl", *listed, class_="facts")


def picture(one: Picture, draw: Draw, where: str) -> Xml:
    """A picture. One that is decorative has empty words, which must stand there."""
    name = draw(one, where)
    return element("img", src=name, alt=one.alt) if one.alt else Xml(f'<img src="{name}" alt="" role="presentation"/>')


def more_page(contents: Contents, section: Section) -> Xml:
    """What of a part is told in another, and its mentions."""
    found: list[str] = [element("h1", f"More from {section.part.name}")]
    if section.elsewhere:
        found += [element("h2", "Told in another part"), element("ul", *(
            element("li", element("a", card.title, href=file_of(number) if number else contents.site_url + card.url))
            for card, number in section.elsewhere
        ))]  # fmt: skip
    if section.mentions:
        note = contents.book.mentions_note if contents.book else ""
        found += [element("h2", "Honourable mentions", id="mentions"), optional("p", note)]
        found += [_mention(one, contents.site_url) for one in section.mentions]
    return xhtml.page(f"More from {section.part.name}", *found, kind="chapter", role="doc-chapter")


def _mention(chapter: Chapter, site_url: str) -> Xml:
    url = site_url + chapter.card.url
    return element(
        "div",
        element("h3", chapter.card.title),
        optional("p", ", ".join(chapter.teams), class_="team"),
        optional("p", chapter.card.summary),
        element("p", element("a", url, href=url)),
        id=f"entry-{chapter.number}",
    )
