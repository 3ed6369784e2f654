"""What is made from a live document and from the names that act at once: card, facet tokens, sort key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime

from entries.library.addresses import entry_address
from entries.library.document import rows_of
from entries.models import Entry, Kind, Organisation, SectionStyle, Team
from entries.text.folding import sort_key

SORT_KEY_LENGTH = 200
NO_PART = 0


@dataclass(frozen=True, slots=True)
class Names:
    """Teams and organisations by key, for a batch of documents."""

    teams: dict[str, Team]
    organisations: dict[str, Organisation]

    @classmethod
    def of(cls, documents: Iterable[dict[str, Any]]) -> "Names":
        """Those that the documents name, in two queries."""
        documents = list(documents)
        teams = {key for document in documents for key in document["teams"]}
        partners = {key for document in documents for _, key in document["partners"]}
        return cls(
            {team.key: team for team in Team.objects.filter(key__in=teams).select_related("organisation")},
            {one.key: one for one in Organisation.objects.filter(key__in=partners)},
        )


def derived(entry: Entry, document: dict[str, Any], names: Names) -> dict[str, Any]:
    """The columns of a live version that can be made anew. `entry` comes with its rows."""
    teams = [names.teams[key] for key in document["teams"] if key in names.teams]
    partners = [(role, names.organisations[key]) for role, key in document["partners"] if key in names.organisations]
    return {
        "sort_key": sort_key(document["title"])[:SORT_KEY_LENGTH],
        "facets": _facets(entry, document, teams, partners),
        "card": _card(entry, document, teams, partners),
    }


def _facets(entry: Entry, document: dict[str, Any], teams: list[Team], partners: list[tuple[str, Organisation]]) -> str:
    """Tokens with a space before and after each, so that ` t:12 ` finds the entries that show team 12.

    k kind, o outcome, e edition, n the entry's organisation, r its region, g care group, m the part it stands in,
    h theme, t team, p an organisation named; s and d change with status and date.
    """
    own = teams[0].organisation if teams else None
    groups = _tags(entry, "care_group_links")
    tokens = [
        f"s:{entry.status}",
        f"d:{entry.published_at:%Y%m%d%H%M%S}" if entry.published_at else "d:",
        f"k:{document['kind']}",
    ]
    tokens += [f"o:{entry.outcome}"] if entry.outcome else []
    tokens += [f"e:{entry.edition_id}", f"m:{groups[0].pk if groups else NO_PART}"] if entry.edition_id else []
    tokens += [f"n:{own.pk}"] if own else []
    tokens.append(f"r:{own.region_slug if own else 'national-or-no-region'}")
    tokens += [f"g:{tag.pk}" for tag in groups] + [f"h:{tag.pk}" for tag in _tags(entry, "theme_links")]
    tokens += [f"t:{team.pk}" for team in teams]
    tokens += sorted({f"p:{one.pk}" for one in [team.organisation for team in teams] + [one for _, one in partners]})
    return f" {' '.join(tokens)} "


def _tags(entry: Entry, links: str) -> list[Any]:
    return sorted((link.tag for link in rows_of(entry, links)), key=lambda tag: (tag.order, tag.slug))


def _card(
    entry: Entry, document: dict[str, Any], teams: list[Team], partners: list[tuple[str, Organisation]]
) -> dict[str, Any]:
    own = teams[0].organisation if teams else None
    edition = entry.edition
    named = [team.organisation for team in teams]
    return {
        "slug": entry.slug,
        "url": entry_address(entry.slug),
        "title": document["title"],
        "kind": document["kind"],
        "outcome": entry.outcome,
        "summary": document["summary"],
        "headline_result": document["headline_result"],
        "teams": [[team.slug, team.name, team.note, team.organisation.slug, team.organisation.name] for team in teams],
        "organisation": [own.slug, own.name, own.short_name or own.name] if own else None,
        "partners": [[role, one.name] for role, one in partners],
        "care_groups": [[tag.slug, tag.name] for tag in _tags(entry, "care_group_links")],
        "themes": [[tag.slug, tag.name] for tag in _tags(entry, "theme_links")],
        "edition": [edition.slug, edition.title, edition.short_title or edition.slug] if edition else None,
        "style": document["section_style"] or (edition.section_style if edition else SectionStyle.BIG_BOOK),
        "published": localtime(entry.published_at).date().isoformat() if entry.published_at else "",
        "supplier": document["is_supplier_account"],
        "fictional": any(one.is_fictional for one in named) or bool(edition and edition.organisation.is_fictional),
        "when": [document["event_start"], document["event_place"]] if document["kind"] == Kind.EVENT else ["", ""],
    }
