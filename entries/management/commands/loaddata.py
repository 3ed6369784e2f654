"""Django's loaddata, with readers' view brought up to date before its one transaction commits."""

from typing import Any

from django.core.management.commands import loaddata

from entries import library


class Command(loaddata.Command):
    """Loads fixtures; entries that a fixture calls published are published as it has them."""

    def handle(self, *labels: Any, **options: Any) -> None:
        """Load inside `writing()`, so that nothing is seen half-loaded."""
        with library.writing(loading=True):
            super().handle(*labels, **options)
