"""Connects, at start, what must hold whichever way a row is saved: slug history, stale marks, registered history."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_save

from entries import models
from entries.editorial import history, roles
from entries.library import build_if_empty, note_entry, note_names, note_synonyms, note_token
from entries.models.slugs import keep_old_slug, leave_if_merged

ROWS = (
    models.EntryTeam, models.EntryPartner, models.KeyFigure, models.Quote, models.Lesson, models.Resource,
    models.Picture, models.Update,
)  # fmt: skip
TAG_LINKS = (models.EntryCareGroup, models.EntryTheme)
TOKENS: dict[type[Model], str] = {
    models.Team: "t",
    models.Organisation: "p",
    models.CareGroup: "g",
    models.Theme: "h",
    models.Edition: "e",
}
SLUGGED = (models.Entry, models.Team, models.Organisation, models.Edition, models.CareGroup, models.Theme)


def connect() -> None:
    """Connect every handler; safe to call again."""
    for slugged in SLUGGED:
        pre_save.connect(_slug_changes, slugged, dispatch_uid=f"slug-{slugged.__name__}")
    _on_change(_entry_changed, [models.Entry])
    _on_change(_row_changed, ROWS)
    _on_change(_tag_link_changed, TAG_LINKS)
    _on_change(_name_changed, TOKENS)
    _on_change(_contact_changed, [models.Contact])
    m2m_changed.connect(_same_project_changed, models.Entry.same_project.through, dispatch_uid="same-project")
    post_migrate.connect(roles.make_groups, dispatch_uid="roles")
    post_migrate.connect(_index_is_missing, dispatch_uid="search-index")
    _on_change(_lexicon_changed, [models.Synonym, models.BestBet])
    history.register()


def _on_change(handler: Any, senders: Any) -> None:
    for sender in senders:
        post_save.connect(handler, sender, dispatch_uid=f"saved-{sender.__name__}")
        post_delete.connect(handler, sender, dispatch_uid=f"deleted-{sender.__name__}")


def _slug_changes(sender: Any, instance: Any, **kwargs: Any) -> None:
    if kwargs.get("raw"):
        leave_if_merged(instance)
    keep_old_slug(instance)


def _entry_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_entry(instance.pk, raw=kwargs.get("raw", False))


def _row_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_entry(instance.entry_id, raw=kwargs.get("raw", False))


def _tag_link_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_entry(instance.content_object_id, raw=kwargs.get("raw", False))


def _name_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_names()
    if not kwargs.get("created"):
        note_token(f"{TOKENS[sender]}:{instance.pk}")


def _lexicon_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_synonyms()


def _index_is_missing(sender: Any, **kwargs: Any) -> None:
    if sender.name == "entries":
        build_if_empty()


def _contact_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if kwargs.get("created"):
        return
    for pk in instance.entries.values_list("pk", flat=True):
        note_entry(pk)


def _same_project_changed(sender: Any, instance: Any, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    if action.startswith("post_"):
        for pk in (instance.pk, *(pk_set or ())):
            note_entry(pk)
