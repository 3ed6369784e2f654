"""What stands in a Book, in its order, and what its indexes lead to: the same for every format."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from entries.library import Missing, Reading
from entries.library.shapes import Book, Card, Contact, Part, PartPage, Site, Story
from entries.text.folding import sort_key


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the Book: in full as a story, or named only, as a mention. `number` counts from 1 in its order."""

    number: int
    card: Card
    story: Story | None = None

    @property
    def teams(self) -> tuple[str, ...]:
        """The names of its teams."""
        if self.story:
            return tuple(team.name for team in self.story.teams)
        return (self.card.team,) if self.card.team else ()

    @property
    def organisations(self) -> tuple[str, ...]:
        """The names of its organisation and of those that it was done with."""
        if self.story is None:
            return (self.card.organisation,) if self.card.organisation else ()
        own = (self.story.organisation.name,) if self.story.organisation else ()
        return tuple(dict.fromkeys((*own, *(partner.name for _, partner in self.story.partners))))

    @property
    def themes(self) -> tuple[str, ...]:
        """The names of its themes."""
        return tuple(theme.name for theme in self.card.themes)


@dataclass(frozen=True, slots=True)
class Section:
    """A care group's part: its stories, what of it is told in another part, its mentions."""

    part: Part
    stories: tuple[Chapter, ...]
    elsewhere: tuple[tuple[Card, int | None], ...]  # with its number, when it stands in this file
    mentions: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an index: a name and the numbers of the chapters that it leads to."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskLine:
    """Whom to ask of some chapters; without a contact it is the communications team."""

    teams: str
    contact: Contact | None
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Contents:
    """A Book, one part of it, or one story: everything that a file of it holds. `site_url` begins its addresses."""

    book: Book | None
    site: Site
    site_url: str
    url: str  # the page that the file was made of
    title: str
    sections: tuple[Section, ...]
    part: Part | None = None
    story: Story | None = None

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every entry once, in the Book's order."""
        if self.story:
            return (Chapter(1, self.story.card, self.story),)
        return tuple(one for section in self.sections for one in (*section.stories, *section.mentions))

    @property
    def publisher(self) -> str:
        """Whose it is."""
        if self.book:
            return self.book.organisation.name
        return (self.story and self.story.card.organisation) or self.site.organisation or self.site.name

    @cached_property
    def updated(self) -> date | None:
        """The day of the newest change in it; None when nothing is in it."""
        days = [chapter.card.updated for chapter in self.chapters]
        if not days and self.book:
            return self.book.publishes_at.date()
        return date.fromisoformat(max(days)) if days else None

    @cached_property
    def teams(self) -> tuple[Line, ...]:
        """The index by team."""
        return _index((name, chapter.number) for chapter in self.chapters for name in chapter.teams)

    @cached_property
    def themes(self) -> tuple[Line, ...]:
        """The index by theme."""
        return _index((name, chapter.number) for chapter in self.chapters for name in chapter.themes)

    @cached_property
    def organisations(self) -> tuple[Line, ...]:
        """The index by organisation."""
        return _index((name, chapter.number) for chapter in self.chapters for name in chapter.organisations)

    @cached_property
    def ask(self) -> tuple[AskLine, ...]:
        """Who to ask about the stories, by team."""
        found: dict[tuple[str, Contact | None], list[int]] = {}
        for chapter in self.chapters:
            if chapter.story:
                key = (chapter.story.team_names or chapter.card.organisation, chapter.story.contact)
                found.setdefault(key, []).append(chapter.number)
        lines = [AskLine(teams, contact, tuple(numbers)) for (teams, contact), numbers in found.items()]
        return tuple(sorted(lines, key=lambda line: (sort_key(line.teams), line.numbers)))


def _index(pairs: Iterable[tuple[str, int]]) -> tuple[Line, ...]:
    found: dict[str, dict[int, None]] = {}
    for name, number in pairs:
        found.setdefault(name, {})[number] = None
    lines = (Line(name, tuple(numbers)) for name, numbers in found.items())
    return tuple(sorted(lines, key=lambda line: (sort_key(line.name), line.name)))


def book_contents(reading: Reading, slug: str, site_url: str) -> Contents:
    """A whole Book; raises Missing or Moved. Two queries."""
    whole = reading.whole_book(slug)
    return Contents(
        book=whole.book,
        site=reading.site,
        site_url=site_url,
        url=site_url + whole.book.url,
        title=whole.book.title,
        sections=_sections(whole.parts),
    )


def part_contents(reading: Reading, slug: str, care_group: str, site_url: str) -> Contents:
    """One care group's part of a Book; raises Missing or Moved. Two queries."""
    page = reading.part(slug, care_group)
    return Contents(
        book=page.book,
        site=reading.site,
        site_url=site_url,
        url=site_url + page.part.url,
        title=f"{page.part.name}: {page.book.title}",
        sections=_sections([page]),
        part=page.part,
    )


def story_contents(reading: Reading, slug: str, site_url: str, edition: str = "") -> Contents:
    """One entry alone; raises Missing, Moved or Gone, and Missing when it is not of the edition named."""
    story = reading.story(slug)
    if edition and story.edition_slug != edition:
        raise Missing
    book = next((one for one in reading.books() if one.slug == story.edition_slug), None)
    return Contents(
        book=book,
        site=reading.site,
        site_url=site_url,
        url=site_url + story.card.url,
        title=story.card.title,
        sections=(),
        part=story.part,
        story=story,
    )


def _sections(pages: Iterable[PartPage]) -> tuple[Section, ...]:
    """The parts with their chapters numbered."""
    pages, number, made = tuple(pages), 0, []
    for page in pages:
        stories = tuple(Chapter(number + place, story.card, story) for place, story in enumerate(page.stories, 1))
        number += len(stories)
        mentions = tuple(Chapter(number + place, card) for place, card in enumerate(page.mentions, 1))
        number += len(mentions)
        made.append((page, stories, mentions))
    numbers = {one.card.slug: one.number for _, stories, _ in made for one in stories}
    return tuple(
        Section(page.part, stories, tuple((card, numbers.get(card.slug)) for card in page.elsewhere), mentions)
        for page, stories, mentions in made
    )
