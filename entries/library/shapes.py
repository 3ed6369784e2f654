"""What pages, JSON and every other outlet get: small frozen shapes made from live versions, never a model."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and a slug: a tag, team, organisation or edition. `note` is for readers."""

    slug: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A tag a reader must see: its words and the colour of nhsuk's tag component."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in a list. Dates are ISO 8601 text; `meta` is the line under the title; `excerpt` has only `mark`."""

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


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the story: its field, its heading in the entry's style, its cleaned HTML."""

    name: str
    heading: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words; `by` is the line under them."""

    words: str
    speaker: str
    role: str
    by: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing learned; `kind` is benefit, cost, pitfall or success, `heading` the same in words."""

    kind: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A file or link; `about` says type, length and size; `size` is in bytes or None."""

    title: str
    url: str
    kind: str
    size: int | None
    about: str
    transcript_url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its size in pixels; an empty `alt` means decorative."""

    url: str
    alt: str
    caption: str
    credit: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Update:
    """A dated addition."""

    date: date
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to ask; `mailbox_parts` is the address cut after dots and @, where a long one may break."""

    mailbox: str
    person: str
    role: str
    mailbox_parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts of a kind (an event's date and place): label, value, and a link or ""."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A similar entry and why it is one."""

    slug: str
    url: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The story before or after in the same part of a Book."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Story:
    """An entry in full, as it was last published."""

    card: Card
    teams: tuple[Named, ...]
    partners: tuple[tuple[str, str], ...]  # (role in words, organisation's name)
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

    @property
    def is_mention(self) -> bool:
        """Whether it stands among the honourable mentions."""
        return self.card.outcome == "mention"

    @property
    def has_story(self) -> bool:
        """Whether there is more than a title and a team."""
        return bool(self.card.summary or self.sections)

    @property
    def has_body(self) -> bool:
        """Whether anything stands below the head, be it no more than a file."""
        rows = (self.sections, self.quotes, self.pictures, self.lessons, self.resources, self.updates)
        return any(rows)

    @property
    def opening(self) -> tuple[Section, ...]:
        """The sections before the results."""
        return tuple(one for one in self.sections if one.name in ("aims", "actions"))

    @property
    def results(self) -> Section | None:
        """The section that says what came of it."""
        return next((one for one in self.sections if one.name == "results"), None)

    @property
    def closing(self) -> tuple[Section, ...]:
        """The sections after the results."""
        return tuple(one for one in self.sections if one.name in ("next_steps", "lessons_learned"))

    @property
    def quotes_beside(self) -> bool:
        """Whether quotes have results to stand beside on a wide screen, with a story above them."""
        return bool(self.quotes and self.results and self.opening)

    @property
    def lessons_heading(self) -> str:
        """A heading for the single lessons; "" when the section on lessons has given one."""
        return "" if any(one.name == "lessons_learned" for one in self.sections) else "What we learned"

    @property
    def edition_slug(self) -> str:
        """The slug of its Book, or ""."""
        return self.card.edition.slug if self.card.edition else ""

    @property
    def wide_figures(self) -> bool:
        """Whether a figure's value is too wide for the largest type: £1,204,600."""
        return any(len(word) > 7 for figure in self.figures for word in figure.value.split())

    @property
    def team_names(self) -> str:
        """The teams in one line."""
        return ", ".join(team.name for team in self.teams)

    @property
    def long_title(self) -> bool:
        """Whether the title needs the smaller heading."""
        return len(self.card.title) > 90


@dataclass(frozen=True, slots=True)
class Part:
    """A care group's part of a Book, with counts of full stories and mentions; `band` is its colour, 1 to 5."""

    slug: str
    name: str
    url: str
    full: int
    mentions: int
    band: int
    first: tuple[str, ...] = ()  # a few titles, for the page of the Book

    @property
    def tally(self) -> str:
        """4 stories, 3 mentions; what there is none of is left out."""
        return ", ".join(_counted((self.full, "story", "stories"), (self.mentions, "mention", "mentions")))

    @property
    def tally_in_full(self) -> str:
        """4 stories and 3 honourable mentions."""
        return tally_in_full(self.full, self.mentions)


@dataclass(frozen=True, slots=True)
class Book:
    """An edition that is out."""

    slug: str
    url: str
    title: str
    short_title: str
    organisation: Named
    organisation_short: str
    is_fictional: bool
    period_start: date | None
    period_end: date | None
    period: str
    received: int | None
    received_text: str
    introduction: SafeString
    holdings_note: str
    foreword: SafeString
    foreword_author: str
    foreword_role: str
    portrait: Picture | None
    cover: Picture | None
    mentions_note: str
    publishes_at: datetime
    parts: tuple[Part, ...] = ()

    @property
    def cover_title(self) -> str:
        """The title for the cover, where the year stands in a line of its own."""
        return self.title.removesuffix(self.short_title).strip(" ,:-") or self.title

    @property
    def tally_in_full(self) -> str:
        """4 stories and 3 honourable mentions."""
        return tally_in_full(self.full, self.mentions)

    @property
    def full(self) -> int:
        """How many full stories the library holds of it."""
        return sum(part.full for part in self.parts)

    @property
    def mentions(self) -> int:
        """How many honourable mentions the library holds of it."""
        return sum(part.mentions for part in self.parts)


@dataclass(frozen=True, slots=True)
class PartPage:
    """A part in full: its stories, what stands in full elsewhere, and the mentions."""

    book: Book
    part: Part
    stories: tuple[Story, ...]
    elsewhere: tuple[Card, ...]
    mentions: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value one can filter by; `count` is what choosing it would give beside the other facets' choices."""

    slug: str
    name: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its parameter, its heading, its values in order (chosen ones always among them)."""

    name: str
    heading: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: which, what readers call it, and the selection without it."""

    facet: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Results:
    """What a selection gives: one page of cards, counts, facets, and the filters in use."""

    count: int
    count_any: int
    page: int
    pages: int
    page_size: int
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    unknown: tuple[tuple[str, str], ...] = ()  # (facet, slug) that the library does not know
    fewer: tuple[tuple[Chip, int], ...] = ()  # when nothing is found: a chip, and the count without it
    suggestion: str | None = None
    first: int = field(default=0)  # number of the first card shown, from 1
    last: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Site:
    """Who runs this library: its name, the organisation's name or "", the communications team's mailbox or ""."""

    name: str
    organisation: str
    contact: str
    total: int


@dataclass(frozen=True, slots=True)
class Home:
    """The start page: the current Book, the newest entries, the ways in with counts."""

    current: Book | None
    newest: tuple[Card, ...]
    care_groups: tuple[FacetValue, ...]
    themes: tuple[FacetValue, ...]
    total: int


def tally_in_full(full: int, mentions: int) -> str:
    """4 stories and 3 honourable mentions; what there is none of is left out."""
    return " and ".join(_counted((full, "story", "stories"), (mentions, "honourable mention", "honourable mentions")))


def _counted(*things: tuple[int, str, str]) -> list[str]:
    return [f"{count:,} {one if count == 1 else many}" for count, one, many in things if count]
