"""What pages, JSON and every other outlet get: small frozen shapes made from live versions, never a model."""

from entries.library.shapes.books import Book, Part, PartPage, WholeBook
from entries.library.shapes.lists import Chip, Facet, FacetValue, FullEntry, Home, Results, Shortlist, Site
from entries.library.shapes.rows import Contact, Fact, Figure, Lesson, Picture, Quote, Resource, Section, Update
from entries.library.shapes.stories import Card, Label, Named, Neighbour, Related, Story
from entries.library.shapes.ways import Holdings, OrganisationPage, OrganisationWay, TagPage, TeamPage, Way

__all__ = [
    "Book", "Card", "Chip", "Contact", "Facet", "FacetValue", "Fact", "Figure", "FullEntry", "Holdings", "Home",
    "Label", "Lesson", "Named", "Neighbour", "OrganisationPage", "OrganisationWay", "Part", "PartPage", "Picture",
    "Quote", "Related", "Resource", "Results", "Section", "Shortlist", "Site", "Story", "TagPage", "TeamPage",
    "Update", "Way", "WholeBook",
]  # fmt: skip
