"""Undoing a change of names, as far as what it was made to still stands."""

from typing import Any

from django.core.exceptions import ValidationError

from entries import library
from entries.editorial.tidying.base import MODELS, Tidying, may_tidy
from entries.editorial.tidying.renaming import Rename
from entries.editorial.tidying.retiring import UseAgain
from entries.models import Upkeep


def may_undo(record: Upkeep, user: Any) -> bool:
    """Whether this person may undo it now."""
    return bool(record.undo) and "model" in record.undo and may_tidy(user)


def undo(record: Upkeep, user: Any) -> Upkeep:
    """Undo a rename or a retirement. Raises PermissionDenied, or ValidationError when it cannot be undone any more."""
    with library.writing(user=user, authors_stay=True):
        record = Upkeep.objects.select_for_update().get(pk=record.pk)
        made = _back(record).carry_out(user, f"Undone: {record.what}")
        record.undo = made.undo = None
        record.save()
        made.save()
    return made


def _back(record: Upkeep) -> Tidying:
    if not record.undo or "model" not in record.undo:
        raise ValidationError("This cannot be undone, or was already.")
    row = MODELS[record.undo["model"]]._default_manager.filter(pk=record.undo["pk"]).first()
    if row is None:
        raise ValidationError("What was changed is no more: it was merged or deleted since.")
    if "name" in record.undo:
        return Rename(row, record.undo["name"], record.undo["slug"])
    return UseAgain(row, tuple(record.undo["entries"]))
