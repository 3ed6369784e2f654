"""Books: editions that are out, with their parts and counts."""

from typing import Any

from entries.library.addresses import book_address, organisation_address
from entries.library.shapes import Book, Named, Part, Picture
from entries.library.stories import period_of, picture_of
from entries.models import Edition, Qualifier
from entries.text.markup import trusted

BANDS = 5
# Entries of a Book that stand in no care group; the slug is reserved for them.
OTHER_SLUG, OTHER_NAME = "other-projects", "Other projects"


def book_of(edition: Edition, parts: tuple[Part, ...]) -> Book:
    """The shape of an edition with its organisation."""
    organisation = edition.organisation
    assert edition.publishes_at is not None, "an edition that is out has its moment"
    return Book(
        slug=edition.slug,
        url=book_address(edition.slug),
        title=edition.title,
        short_title=edition.short_title or edition.slug,
        organisation=Named(organisation.slug, organisation.name, url=organisation_address(organisation.slug)),
        organisation_short=organisation.short_name or organisation.name,
        is_fictional=organisation.is_fictional,
        period_start=edition.period_start,
        period_end=edition.period_end,
        period=period_of(edition.period_start, edition.period_end),
        received=edition.received,
        received_text=_received(edition),
        introduction=trusted(edition.introduction),
        holdings_note=edition.holdings_note,
        foreword=trusted(edition.foreword),
        foreword_author=edition.foreword_author,
        foreword_role=edition.foreword_role,
        portrait=_picture(edition.foreword_portrait, edition.foreword_portrait_alt),
        cover=_picture(edition.cover, edition.cover_alt),
        mentions_note=edition.mentions_note,
        publishes_at=edition.publishes_at,
        parts=parts,
    )


def band_of(place: int) -> int:
    """The colour of the part at this place in the Book, from 0: 1 to 5 and round again."""
    return place % BANDS + 1


def _received(edition: Edition) -> str:
    if edition.received is None:
        return ""
    how = f"{Qualifier(edition.received_qualifier).label} " if edition.received_qualifier else ""
    return f"{how}{edition.received:,}"


def _picture(file: Any, alt: str) -> Picture | None:
    return picture_of(file=file.name, alt=alt) if file else None
