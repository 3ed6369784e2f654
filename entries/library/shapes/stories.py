"""Cards and stories: an entry in a list, and in full."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from entries.library.shapes.base import Shape
from entries.library.shapes.rows import Contact, Fact, Figure, Lesson, Picture, Quote, Resource, Section, Update
from entries.text.wording import FICTIONAL, forewarning, shortened

if TYPE_CHECKING:
    from entries.library.shapes.books import Part

LONGEST_GIST = 160


@dataclass(frozen=True, slots=True)
class Named(Shape):
    """Something with a name and a slug: a tag, team, organisation or edition. `note` is for readers.

    `url` is its page, where a shape leads there; "" when there is none.
    """

    slug: str
    name: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Label(Shape):
    """A tag a reader must see: its words and the colour of nhsuk's tag component."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Card(Shape):
    """An entry in a list. Dates are ISO 8601 text; `meta` is the line under the title, in its parts.

    The only tag in `marked_title` and `excerpt` is `mark`.
    """

    entry_id: int
    slug: str
    url: str
    title: str
    kind: str
    outcome: str
    summary: str
    headline_result: str
    team: str
    organisation: str
    care_groups: tuple[Named, ...]
    themes: tuple[Named, ...]
    edition: Named | None
    published: str
    updated: str
    labels: tuple[Label, ...]
    meta: tuple[str, ...]
    marked_title: SafeString | str = ""
    excerpt: SafeString | str = ""
    score: int | None = None

    @property
    def heading(self) -> SafeString | str:
        """The title, marked where words were looked for."""
        return self.marked_title or self.title

    @property
    def text(self) -> SafeString | str:
        """The passage that was found, else the summary."""
        return self.excerpt or self.summary

    @property
    def meta_line(self) -> str:
        """The line under the title."""
        return " · ".join(self.meta)

    @property
    def forewarning(self) -> str:
        """What a text without the labels begins with when it is made up."""
        return forewarning(any(label.text == FICTIONAL for label in self.labels))


@dataclass(frozen=True, slots=True)
class Related(Shape):
    """A similar entry and why it is one."""

    slug: str
    url: str
    title: str
    reason: str
    is_fictional: bool = False

    @property
    def note(self) -> str:
        """The line under its title."""
        return f"{FICTIONAL}. {self.reason}".strip() if self.is_fictional else self.reason


@dataclass(frozen=True, slots=True)
class Neighbour(Shape):
    """The story before or after in the same part of a Book."""

    url: str
    title: str


@dataclass(frozen=True)
class Story(Shape):
    """An entry in full, as it was last published. No slots: what a page asks of it is worked out once and kept."""

    card: Card
    teams: tuple[Named, ...]
    organisation: Named | None
    care_groups: tuple[Named, ...]
    themes: tuple[Named, ...]
    partners: tuple[tuple[str, Named], ...]  # (role in words, organisation)
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    lessons: tuple[Lesson, ...]
    resources: tuple[Resource, ...]
    pictures: tuple[Picture, ...]
    updates: tuple[Update, ...]
    facts: tuple[Fact, ...]
    contact: Contact | None
    period: str
    last_confirmed: date | None
    title_is_ours: bool
    source: str
    source_url: str
    source_note: str
    published_on: date
    related: tuple[Related, ...] = ()
    previous: Neighbour | None = None
    next: Neighbour | None = None
    part: "Part | None" = None  # where it stands in its Book

    @cached_property
    def is_mention(self) -> bool:
        """Whether it stands among the honourable mentions."""
        return self.card.outcome == "mention"

    @cached_property
    def has_story(self) -> bool:
        """Whether there is more than a title and a team."""
        return bool(self.card.summary or self.sections)

    @cached_property
    def gist(self) -> str:
        """What came of it, or what it is about, in one line for whoever shows a link to it."""
        card = self.card
        told = card.forewarning + (card.headline_result or card.summary or card.title)
        return shortened(told, LONGEST_GIST)

    @cached_property
    def has_body(self) -> bool:
        """Whether anything stands below the head, be it no more than a file."""
        rows = (self.sections, self.quotes, self.pictures, self.lessons, self.resources, self.updates)
        return any(rows)

    @cached_property
    def opening(self) -> tuple[Section, ...]:
        """The sections before the results."""
        return tuple(one for one in self.sections if one.name in ("aims", "actions"))

    @cached_property
    def results(self) -> tuple[Section, ...]:
        """The section that says what came of it, if there is one."""
        return tuple(one for one in self.sections if one.name == "results")

    @cached_property
    def closing(self) -> tuple[Section, ...]:
        """The sections after the results."""
        return tuple(one for one in self.sections if one.name in ("next_steps", "lessons_learned"))

    @cached_property
    def quotes_beside(self) -> bool:
        """Whether quotes have results to stand beside on a wide screen, with a story above them."""
        return bool(self.quotes and self.results and self.opening)

    @cached_property
    def lessons_heading(self) -> str:
        """A heading for the single lessons; "" when the section on lessons has given one."""
        return "" if any(one.name == "lessons_learned" for one in self.sections) else "What we learned"

    @cached_property
    def resources_heading(self) -> str:
        """What stands over the files and links: web pages alone are nothing that the team made."""
        return "Find out more" if all(one.kind == "link" for one in self.resources) else "Use what we made"

    @cached_property
    def edition_slug(self) -> str:
        """The slug of its Book, or ""."""
        return self.card.edition.slug if self.card.edition else ""

    @cached_property
    def wide_figures(self) -> bool:
        """Whether a figure's value is too wide for the largest type: £1,204,600."""
        return any(len(word) > 7 for figure in self.figures for word in figure.value.split())

    @cached_property
    def stands_under(self) -> tuple[tuple[str, tuple[Named, ...]], ...]:
        """What it belongs to beside its teams, each under its heading; partners of one role stand together."""
        found = {
            "Organisation": (self.organisation,) if self.organisation else (),
            "Care group" if len(self.care_groups) == 1 else "Care groups": self.care_groups,
            "Theme" if len(self.themes) == 1 else "Themes": self.themes,
        }
        for role, partner in self.partners:
            found[role] = (*found.get(role, ()), partner)
        return tuple((heading, names) for heading, names in found.items() if names)

    @cached_property
    def team_names(self) -> str:
        """The teams in one line."""
        return ", ".join(team.name for team in self.teams)

    @cached_property
    def long_title(self) -> bool:
        """Whether the title needs the smaller heading."""
        return len(self.card.title) > 90
