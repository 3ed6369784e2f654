"""People at the desk, and what they may do: by group. Only a superuser makes another one."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from entries.admin.base import Named
from entries.admin.site import desk
from entries.models import User


@admin.register(User, site=desk)
class PersonAdmin(Named, UserAdmin):
    """Accounts with their groups."""

    list_display = ["username", "first_name", "last_name", "email", "is_active", "roles"]
    list_filter = ["groups", "is_active", "is_staff"]
    filter_horizontal = []
    # By group only: single permissions given to people are soon forgotten.
    fieldsets = [
        ("Account", {"fields": ["username", "password", ("first_name", "last_name"), "email"]}),
        ("What they may do", {"fields": ["is_active", "is_staff", "groups", "is_superuser"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With groups, for the list."""
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's, with a box to tick for each group."""
        return super().formfield_for_manytomany(db_field, request, **kwargs, widget=CheckboxSelectMultiple)

    @admin.display(description="may act as")
    def roles(self, person: User) -> str:
        """The groups, in one line."""
        return ", ".join(group.name for group in person.groups.all()) or ("Superuser" if person.is_superuser else "")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An administrator gives groups, never more than that."""
        fields = (*super().get_readonly_fields(request, obj), "last_login", "date_joined")
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account, and its password, are a superuser's to change."""
        return super().has_change_permission(request, obj) and self._within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Likewise."""
        return super().has_delete_permission(request, obj) and self._within_reach(request, obj)

    def _within_reach(self, request: HttpRequest, person: Any) -> bool:
        return person is None or request.user.is_superuser or not person.is_superuser


@admin.register(Group, site=desk)
class RoleAdmin(Named, GroupAdmin):
    """What each group may do."""

    filter_horizontal = []
