"""Ways in: care groups, themes, teams and organisations with what belongs to each, by arithmetic on the catalogue."""

from array import array
from itertools import islice

from entries.library.addresses import care_group_address, organisation_address, team_address, theme_address
from entries.library.catalogue import Catalogue, Value
from entries.library.lookup import Moved, present_slug
from entries.library.placed import cards
from entries.library.results import NoSuchPage
from entries.library.shapes import Named, OrganisationPage, OrganisationWay, TagPage, TeamPage, Way
from entries.models import REGION_NAMES, Organisation, SlugKind, Team
from entries.search.bitmaps import bitmap, places
from entries.text.folding import sort_key

SHOWN = 20
MOST_OTHERS = 100
MOST_RELATED = 8
TAGS = {
    "care_group": (SlugKind.CARE_GROUP, care_group_address),
    "theme": (SlugKind.THEME, theme_address),
}  # fmt: skip
NOWHERE: "array[int]" = array("l")


def tags(catalogue: Catalogue, facet: str) -> tuple[Way, ...]:
    """Every care group or theme that visible entries bear, in its order. No query."""
    return tuple(_tag(facet, value, value.bits.bit_count()) for value in catalogue.facets[facet].values())


def tag_page(catalogue: Catalogue, facet: str, slug: str, own: str) -> TagPage:
    """A care group's or theme's page; raises Moved for an old slug. One query."""
    value = catalogue.facets[facet].get(slug)
    if value is None:
        raise Moved(present_slug(TAGS[facet][0], slug))
    books = catalogue.books if facet == "care_group" else ()
    return TagPage(
        way=_tag(facet, value, value.bits.bit_count()),
        cards=cards(catalogue, list(islice(places(value.bits), SHOWN)), own),
        parts=tuple((book, part) for book in books for part in book.parts if part.slug == slug),
        related=_borne_together(catalogue, facet, value),
    )


def team_page(catalogue: Catalogue, slug: str, page: int, own: str) -> TeamPage:
    """A team's page; raises Moved for an old slug, NoSuchPage past the end. Two queries."""
    team = Team.objects.filter(slug=slug).select_related("organisation").first()
    found = catalogue.spread.get(f"t:{team.pk}") if team else None
    if team is None or found is None:
        raise Moved(present_slug(SlugKind.TEAM, slug))
    pages = -(-len(found) // SHOWN)
    if page > pages:
        raise NoSuchPage
    return TeamPage(
        way=Way(team.slug, team.name, team_address(team.slug), len(found), team.note),
        organisation=_organisation(catalogue, team.organisation),
        cards=cards(catalogue, found[(page - 1) * SHOWN : page * SHOWN], own),
        page=page,
        pages=pages,
        page_size=SHOWN,
    )


def organisations(catalogue: Catalogue) -> tuple[OrganisationWay, ...]:
    """Every organisation that has a page, A to Z. No query."""
    return tuple(_organisation(catalogue, one) for one in catalogue.organisations.values())


def organisation_page(catalogue: Catalogue, slug: str, own: str) -> OrganisationPage:
    """An organisation's page; raises Moved for an old slug. Two queries."""
    one = catalogue.organisations.get(slug)
    if one is None:
        raise Moved(present_slug(SlugKind.ORGANISATION, slug))
    newest = list(islice(places(catalogue.bits.get(f"n:{one.pk}", 0)), SHOWN))
    others = list(islice(places(_others(catalogue, one)), MOST_OTHERS))
    found = cards(catalogue, newest + others, own)
    before = [other for other in catalogue.organisations.values() if other.successor_id == one.pk]
    return OrganisationPage(
        way=_organisation(catalogue, one),
        website=one.website,
        predecessors=tuple(_organisation(catalogue, other) for other in before),
        teams=_teams(catalogue, one),
        books=tuple(book for book in catalogue.books if book.organisation.slug == slug),
        cards=found[: len(newest)],
        others=found[len(newest) :],
    )


def _tag(facet: str, value: Value, count: int) -> Way:
    return Way(value.slug, value.name, TAGS[facet][1](value.slug), count, value.note)


def _borne_together(catalogue: Catalogue, facet: str, value: Value) -> tuple[Way, ...]:
    """The tags of the same vocabulary that its entries bear too, most often first."""
    beside = [
        (count, other)
        for other in catalogue.facets[facet].values()
        if other is not value and (count := (other.bits & value.bits).bit_count())
    ]
    beside.sort(key=lambda pair: -pair[0])
    return tuple(_tag(facet, other, count) for count, other in beside[:MOST_RELATED])


def _teams(catalogue: Catalogue, one: Organisation) -> tuple[Way, ...]:
    rows = Team.objects.filter(organisation=one).values_list("pk", "slug", "name")
    ways = [
        Way(slug, name, team_address(slug), len(found))
        for pk, slug, name in rows
        if (found := catalogue.spread.get(f"t:{pk}"))
    ]
    return tuple(sorted(ways, key=lambda way: (sort_key(way.name), way.slug)))


def _others(catalogue: Catalogue, one: Organisation) -> int:
    """The entries of other organisations that name this one: as partner, client or funder, or by a second team."""
    named = bitmap(catalogue.spread.get(f"p:{one.pk}", NOWHERE), len(catalogue.ids))
    return named & ~catalogue.bits.get(f"n:{one.pk}", 0)


def _organisation(catalogue: Catalogue, one: Organisation) -> OrganisationWay:
    count = catalogue.bits.get(f"n:{one.pk}", 0).bit_count()
    after = catalogue.organisations_by_id.get(one.successor_id) if one.successor_id else None
    return OrganisationWay(
        slug=one.slug,
        name=one.name,
        url=organisation_address(one.slug),
        region=REGION_NAMES[one.region] if one.region else "",
        count=count,
        others=len(catalogue.spread.get(f"p:{one.pk}", NOWHERE)) - count,
        note=one.description,
        is_fictional=one.is_fictional,
        successor=Named(after.slug, after.name, url=organisation_address(after.slug)) if after else None,
    )
