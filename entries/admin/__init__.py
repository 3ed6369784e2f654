"""The desk: Django's admin, laid out for a communications team. Registers every page of it when Django looks here.

Each write goes through `library.writing()`; publishing goes through `entries.editorial` alone. Depends on those and
below.
"""

from entries.admin import asks, deliveries, editions, entries, names, outbox, planned, searching, users

__all__ = ["asks", "deliveries", "editions", "entries", "names", "outbox", "planned", "searching", "users"]
