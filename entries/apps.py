"""The one app, and Django's admin as it stands here."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin import autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class EntriesConfig(AppConfig):
    """Wires what must hold whichever way a row is saved."""

    name = "entries"
    verbose_name = "The library"

    def ready(self) -> None:
        """Connect slug history and stale marks, and register history."""
        from entries import wiring

        wiring.connect()


class DeskConfig(SimpleAdminConfig):
    """Django's admin, without its own: the desk registers its pages when its addresses are loaded."""

    def ready(self) -> None:
        """Have the desk checked as Django would, which looks only at pages that are registered."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(_check_desk, checks.Tags.admin)


def _check_desk(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    autodiscover()
    return list(check_admin_app(app_configs, **options))
