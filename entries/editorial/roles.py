"""Who may do what: editors write, publishers also publish and keep the names, administrators keep the accounts."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from entries.models import User

EDITOR, PUBLISHER, ADMINISTRATOR = "Editor", "Publisher", "Administrator"
WRITTEN = (
    "entry", "entryteam", "entrypartner", "keyfigure", "quote", "lesson", "resource", "picture", "update",
    "entrycaregroup", "entrytheme", "ask",
)  # fmt: skip
NAMED = ("team", "organisation", "contact")
KEPT = ("edition", "caregroup", "theme", "oldslug", "synonym", "bestbet")
POSTED = ["view_mail", "change_mail", "view_mailtext", "change_mailtext"]


def make_groups(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Make the three groups and give them their permissions; runs after each migrate and can be repeated."""
    config = apps.get_app_config("entries")
    if sender is not None and sender != config:
        return
    create_permissions(config, verbosity=0, using=using)
    view = [f"view_{name}" for name in (*WRITTEN, *NAMED, *KEPT, "liveversion", "search", "checkedlink", "upkeep")]
    write = [f"{verb}_{name}" for name in (*WRITTEN, "contact") for verb in ("add", "change", "delete")]
    write += [f"{verb}_{name}" for name in ("team", "organisation") for verb in ("add",)]
    keep = [f"{verb}_{name}" for name in (*NAMED, *KEPT) for verb in ("add", "change", "delete")] + POSTED
    for name, codes in {
        EDITOR: view + write,
        PUBLISHER: view + write + keep + ["publish_entry"],
        ADMINISTRATOR: view + write + keep + ["publish_entry", "add_user", "change_user", "delete_user", "view_user"],
    }.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(
            Permission.objects.using(using).filter(content_type__app_label="entries", codename__in=codes)
        )


def publishers() -> QuerySet[User]:
    """The people who publish, by group or permission; being a superuser alone is to look after the site."""
    given = Permission.objects.filter(content_type__app_label="entries", codename="publish_entry")
    may = Q(groups__permissions__in=given) | Q(user_permissions__in=given)
    return User.objects.filter(may, is_active=True).distinct().order_by("pk")


def at_the_desk() -> QuerySet[User]:
    """The people who may look after entries, by name."""
    given = Permission.objects.filter(content_type__app_label="entries", codename="change_entry")
    may = Q(is_superuser=True) | Q(groups__permissions__in=given) | Q(user_permissions__in=given)
    return User.objects.filter(may, is_active=True).distinct().order_by("first_name", "last_name", "username")
