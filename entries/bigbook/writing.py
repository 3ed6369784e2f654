"""One row of a file written to its table, checked as a form would check it."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import ForeignKey, ImageField

from entries.bigbook.broken import Broken
from entries.bigbook.shape import KEPT, LINKS, OURS, Row, fields_of
from entries.bigbook.state import by_key


class Writer:
    """Writes rows; knows the ids of what they refer to."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._ids: dict[tuple[Any, str], int] = {}

    def write(self, row: Row, present: Any = None, without: tuple[str, ...] = ()) -> Any:
        """Save the row over what is `present`, or as a new one; raises Broken. References in `without` stay empty."""
        made = row.model(**self._values(row, present, without))
        if present is not None:
            made.pk = present.pk
            made._state.adding, made._state.db = False, present._state.db
        try:
            # Cleaning a picture's field would open its file, which need not be here: rows carry names and sizes.
            made.full_clean(exclude={one.name for one in made._meta.fields if isinstance(one, ImageField)})
            made.save()
        except ValidationError as error:
            raise self._broken(row, error) from error
        except IntegrityError as error:
            raise Broken(self.file, f"cannot be saved: {error}.", row=str(row)) from error
        self._ids[row.model, row.key[0]] = made.pk
        return made

    def know(self, model: Any, key: str, pk: int) -> None:
        """Remember the id of a row that stays as it is."""
        self._ids[model, key] = pk

    def id_of(self, model: Any, key: str) -> int:
        """The id of a row that a row refers to; it was checked to be there."""
        if (model, key) not in self._ids:
            self._ids[model, key] = by_key(model, [key])[key].pk
        return self._ids[model, key]

    def _values(self, row: Row, present: Any, without: tuple[str, ...]) -> dict[str, Any]:
        values = {name: getattr(present, name) for name in OURS - {"id"} if hasattr(present, name)}
        for name, one in fields_of(row.model).items():
            if name == LINKS or name in without:
                continue
            if isinstance(one, ForeignKey):
                values[one.attname] = self.id_of(one.related_model, row.fields[name][0]) if name in row.fields else None
            elif name in KEPT and name not in row.kept:
                values[name] = getattr(present, name) if present is not None else one.get_default()
            else:
                given = row.kept if name in KEPT else row.fields
                values[name] = one.to_python(given[name]) if name in given else one.get_default()
        return values

    def _broken(self, row: Row, error: ValidationError) -> Broken:
        found: dict[str, list[str]] = {NON_FIELD_ERRORS: error.messages}
        if hasattr(error, "error_dict"):
            found = {str(name): messages for name, messages in error.message_dict.items()}
        field = next((name for name in found if name != NON_FIELD_ERRORS), NON_FIELD_ERRORS)
        return Broken(self.file, " ".join(found[field]), row=str(row), field="" if field == NON_FIELD_ERRORS else field)
