"""What the list of entries can be narrowed by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from entries.models import Status


class Waiting(admin.SimpleListFilter):
    """Whether readers see something older than the draft."""

    title = "changes waiting"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Yes and no."""
        return [("yes", "Waiting"), ("no", "None waiting")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """The entries of the answer."""
        differs = {"live__draft_differs": True, "status": Status.PUBLISHED}
        if self.value() == "yes":
            return queryset.filter(**differs)
        return queryset.exclude(**differs) if self.value() == "no" else None


class Related(admin.RelatedFieldListFilter):
    """Django's, which hides where there is one value only, and then drops what an address asks for."""

    def has_output(self) -> bool:
        """Always."""
        return True


LIST_FILTER: list[Any] = [
    "status",
    Waiting,
    "kind",
    "outcome",
    ("edition", Related),
    ("care_group_links__tag", Related),
    ("theme_links__tag", Related),
    ("teams__organisation", Related),
    ("editor", Related),
]
