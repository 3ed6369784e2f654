"""The one app."""

from django.apps import AppConfig


class EntriesConfig(AppConfig):
    """Wires what must hold whichever way a row is saved."""

    name = "entries"
    verbose_name = "The library"

    def ready(self) -> None:
        """Connect slug history and stale marks, and register history."""
        from entries import wiring

        wiring.connect()
