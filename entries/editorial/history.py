"""History: every version of an entry with its rows, who made it and why. Restoring makes a draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import reversion

from entries import models

FOLLOWED = (
    "team_links", "partner_links", "care_group_links", "theme_links",
    "figures", "quotes", "lessons", "resources", "pictures", "updates",
)  # fmt: skip
# Not the draft's words: a restore must not publish, withdraw or forget that readers saw it.
NOT_KEPT = ("status", "published_at", "was_public", "withdrawn_because", "created_at", "updated_at")


def register() -> None:
    """Register what history keeps; safe to call again."""
    if reversion.is_registered(models.Entry):
        return
    reversion.register(models.Entry, follow=FOLLOWED, exclude=NOT_KEPT)
    for row in (
        models.EntryTeam, models.EntryPartner, models.EntryCareGroup, models.EntryTheme, models.KeyFigure,
        models.Quote, models.Lesson, models.Resource, models.Picture, models.Update,
    ):  # fmt: skip
        reversion.register(row)
    for named in (models.Edition, models.Team, models.Organisation, models.Contact, models.CareGroup, models.Theme):
        reversion.register(named)


@contextmanager
def recorded(user: Any, why: str) -> Iterator[None]:
    """Keep what is saved inside as one revision, with who and why. A nested one joins the outer revision."""
    with reversion.create_revision():
        yield
        if user is not None and getattr(user, "pk", None):
            reversion.set_user(user)
        reversion.set_comment(why)


def keep(entry: models.Entry) -> None:
    """Put an entry and its rows into the present revision, also when no row was saved by itself."""
    if reversion.is_active():
        reversion.add_to_revision(entry)
