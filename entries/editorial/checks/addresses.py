"""Links that lead nowhere in the library itself. Other sites are asked by a command, not here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import Resolver404, resolve

from entries.editorial.checks.finding import Finding, warning
from entries.editorial.checks.passages import links
from entries.models import CareGroup, Edition, Entry, OldSlug, Organisation, SlugKind, Status, Team, Theme

PAGES: dict[str, tuple[Any, SlugKind]] = {
    "entry": (Entry, SlugKind.ENTRY), "edition": (Edition, SlugKind.EDITION), "part": (Edition, SlugKind.EDITION),
    "book-print": (Edition, SlugKind.EDITION), "care-group": (CareGroup, SlugKind.CARE_GROUP),
    "theme": (Theme, SlugKind.THEME), "team": (Team, SlugKind.TEAM),
    "organisation": (Organisation, SlugKind.ORGANISATION),
}  # fmt: skip


class Known:
    """Which pages of the library there are, asked once for many documents. `going_out` are published together."""

    def __init__(self, documents: Mapping[int, Mapping[str, Any]], styles: Mapping[int, str]) -> None:
        wanted: dict[tuple[Any, SlugKind], set[str]] = defaultdict(set)
        for pk, document in documents.items():
            for _, url in links(document, styles[pk]):
                name, slug = _page(own_path(url))
                if name in PAGES:
                    wanted[PAGES[name]].add(slug)
        self._there: dict[Any, set[str]] = {}
        for (model, kind), slugs in wanted.items():
            self._there[model] = _there(model, kind, slugs, set(documents))

    def leads_nowhere(self, path: str) -> bool:
        """Whether a path of our own has no page for readers."""
        name, slug = _page(path)
        if name in PAGES:
            return slug not in self._there.get(PAGES[name][0], ())
        return name == "" or (name == "media" and not _stored(slug))


def _stored(path: str) -> bool:
    try:
        return bool(default_storage.exists(path))
    except SuspiciousOperation:  # it leads out of the store
        return False


def _there(model: Any, kind: SlugKind, slugs: set[str], going_out: set[int]) -> set[str]:
    rows = model._default_manager.all()
    if model is Entry:
        rows = rows.filter(Q(status=Status.PUBLISHED) | Q(pk__in=going_out))
    old = dict(OldSlug.objects.filter(kind=kind, slug__in=slugs).values_list("slug", "target"))
    by_name = "key" if hasattr(model, "key") else "slug"
    found = set(rows.filter(slug__in=slugs).values_list("slug", flat=True))
    targets = set(rows.filter(**{f"{by_name}__in": old.values()}).values_list(by_name, flat=True)) if old else set()
    return found | {slug for slug, target in old.items() if target in targets}


def dead_links(document: Mapping[str, Any], style: str, known: Known) -> Iterator[Finding]:
    """The links to pages of ours that are not there."""
    for where, url in links(document, style):
        path = own_path(url)
        if path and known.leads_nowhere(path):
            yield warning(f"The link to {url} leads to no page of the library.", where)


def own_path(url: str) -> str:
    """The path of an address of our own; "" for another site's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    own = {host.lstrip(".").lower() for host in settings.ALLOWED_HOSTS if host != "*"}
    here = not parts.netloc and not parts.scheme and parts.path.startswith("/")
    return parts.path if here or (parts.scheme in ("http", "https") and (parts.hostname or "") in own) else ""


def _page(path: str) -> tuple[str, str]:
    """The name of the page at a path of ours, and the slug or file that it is of; "" when there is no such page."""
    try:
        match = resolve(path) if path else None
    except Resolver404:
        match = None
    if match is None:
        return "", ""
    return str(match.url_name), str(match.kwargs.get("slug", match.kwargs.get("path", "")))
