"""The live document: an entry's words, rows and pictures as data. Never a rendered page.

Format 1. Dates are ISO 8601 text, rich text is cleaned HTML, files are names in the default storage. Teams and other
organisations stand by key: their names act at once. A change of format comes with a migration that upgrades old ones.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from entries.models import SECTIONS, Contact, Entry, EntryCareGroup, EntryPartner, EntryTeam, EntryTheme, Resource
from entries.text.markup import clean_html, clean_line

FORMAT = 1
LINES = (
    "title", "kind", "section_style", "summary", "headline_result", "source", "source_url", "source_note",
    "event_place", "booking_url", "audio_url", "hosts", "award_body", "award_category", "award_result", "byline",
)  # fmt: skip
DATES = ("period_start", "period_end", "last_confirmed", "event_start", "event_end")


def with_rows(entries: QuerySet[Entry], *, as_lists: bool = False) -> QuerySet[Entry]:
    """The entries with all that a document and a card need, in a fixed number of queries.

    With `as_lists` only `rows_of()` finds it: for many entries, as a list costs far less than a queryset that is kept.
    """
    read: dict[str, QuerySet[Any] | None] = {
        "team_links": EntryTeam.objects.select_related("team__organisation"),
        "partner_links": EntryPartner.objects.select_related("organisation"),
        "care_group_links": EntryCareGroup.objects.select_related("tag"),
        "theme_links": EntryTheme.objects.select_related("tag"),
        **dict.fromkeys(("figures", "quotes", "lessons", "resources", "pictures", "updates", "same_project")),
    }
    return entries.select_related("edition", "contact").prefetch_related(
        *(Prefetch(name, rows, to_attr=f"{name}_read" if as_lists else None) for name, rows in read.items())
    )


def rows_of(entry: Entry, name: str) -> Iterable[Any]:
    """The rows of an entry as `with_rows()` read them; else they are asked for."""
    read: list[Any] | None = getattr(entry, f"{name}_read", None)
    return getattr(entry, name).all() if read is None else read


def compose(entry: Entry) -> dict[str, Any]:
    """The document of an entry's present draft."""
    return {
        "format": FORMAT,
        **{name: clean_line(getattr(entry, name)) for name in LINES},
        **{name: _iso(getattr(entry, name)) for name in DATES},
        "title_is_ours": entry.title_is_ours,
        "is_supplier_account": entry.is_supplier_account,
        "sections": {name: html for name in SECTIONS if (html := clean_html(getattr(entry, name)))},
        "teams": [link.team.key for link in rows_of(entry, "team_links")],
        "partners": [[link.role, link.organisation.key] for link in rows_of(entry, "partner_links")],
        "figures": _rows(rows_of(entry, "figures"), "value", "label"),
        "quotes": _rows(rows_of(entry, "quotes"), "words", "speaker", "role"),
        "lessons": _rows(rows_of(entry, "lessons"), "kind", "text"),
        "resources": [_resource(row) for row in rows_of(entry, "resources")],
        "pictures": [
            {**row, "file": picture.file.name, "width": picture.width, "height": picture.height}
            for picture, row in zip(
                rows_of(entry, "pictures"),
                _rows(rows_of(entry, "pictures"), "alt", "decorative", "caption", "credit"),
                strict=True,
            )
        ],
        "updates": [
            {"key": row.key, "date": _iso(row.date), "title": clean_line(row.title), "html": clean_html(row.text)}
            for row in rows_of(entry, "updates")
        ],
        "contact": _contact(entry.contact),
        "same_project": sorted(other.key for other in rows_of(entry, "same_project")),
    }


def _rows(rows: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    return [{"key": row.key, **{name: _plain(getattr(row, name)) for name in names}} for row in rows]


def _plain(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _resource(row: Resource) -> dict[str, Any]:
    kept = bool(row.file) and row.file.storage.exists(str(row.file))
    return {
        **_rows([row], "title", "kind", "url", "length", "has_captions", "transcript_url")[0],
        "file": row.file.name if row.file else "",
        "size": row.file.size if kept else None,
    }


def _contact(contact: Contact | None) -> dict[str, str] | None:
    """What readers may know of a contact; None when it is hidden."""
    if contact is None or contact.hidden:
        return None
    return {"key": contact.key, "mailbox": contact.mailbox, "person": contact.person, "role": contact.role}
