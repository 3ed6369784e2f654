"""A file becomes rows, each checked by itself: JSON, tables, fields, values, markup, and no key twice."""

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, DateTimeField, FileField, ForeignKey, IntegerField, ManyToManyField, Model
from django.utils.dateparse import parse_date
from django.utils.timezone import get_default_timezone, is_naive, make_aware

from entries.bigbook.broken import Broken
from entries.bigbook.shape import BY_LABEL, KEPT, LINKS, Row, default_of, fields_of, is_default, key_of, plain
from entries.models import Picture
from entries.models.fields import RichTextField
from entries.text.forbidden import forbidden
from entries.text.markup import clean_html, clean_line

# PostgreSQL holds no more in an integer column; SQLite would.
LARGEST = 2_147_483_647


def rows_in(path: Path) -> list[Row]:
    """The rows of a file in its order; raises Broken."""
    rows: dict[tuple[Any, tuple[str, ...]], Row] = {}
    for place, given in enumerate(_parsed(path), 1):
        row = _Reader(path.name, place, given).row()
        if first := rows.get((row.model, row.key)):
            message = f"stands there twice: objects {first.place} and {place}."
            raise Broken(path.name, message, row=str(row), field="key")
        rows[row.model, row.key] = row
    return list(rows.values())


def _parsed(path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"), object_pairs_hook=_no_name_twice)
    except OSError as error:
        raise Broken(path.name, f"cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Broken(path.name, f"is not UTF-8: byte {error.start + 1}.") from error
    except json.JSONDecodeError as error:
        raise Broken(path.name, f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise Broken(path.name, "is not a Big Book: it is nested too deep.") from error
    except ValueError as error:
        raise Broken(path.name, str(error)) from error
    if not isinstance(found, list):
        raise Broken(path.name, "is not a Big Book: it should hold one list of rows.")
    return found


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{double}” stands twice in one object, after {json.dumps(pairs[0], ensure_ascii=False)}.")
    return found


class _Reader:
    """Reads one object of a file."""

    def __init__(self, file: str, place: int, given: Any) -> None:
        self.file, self.place, self.given = file, place, given
        self.called = f"object {place}"

    def row(self) -> Row:
        """The checked row; raises Broken."""
        model, given = self._model(), self.given["fields"]
        self.called = _called(model, given, self.called)
        known = fields_of(model)
        for name in given:
            if name not in known:
                self._broken("there is no such field.", name)
        fields: dict[str, Any] = {}
        for name, one in known.items():
            value = self._value(one, given[name]) if name in given else self._left_out(one)
            if name != LINKS and not is_default(one, value):
                fields[name] = value
        links = self._value(known[LINKS], given[LINKS]) if LINKS in given else []
        kept = {name: fields.pop(name, "" if name == "withdrawn_because" else False) for name in KEPT if name in given}
        if model is Picture:
            self._measure(fields)
        try:
            return Row(model, key_of(model, fields), fields, kept, tuple(sorted(set(links))), place=self.place)
        except KeyError as missing:
            self._broken("is missing.", missing.args[0])

    def _model(self) -> Any:
        if not isinstance(self.given, dict) or not isinstance(self.given.get("fields"), dict):
            self._broken("should be an object with “model” and “fields”.")
        label = str(self.given.get("model", "")).lower()
        if label not in BY_LABEL:
            self._broken(f"“{self.given.get('model', '')}” is no table of a Big Book.", "model")
        if "pk" in self.given:
            self._broken("has a “pk”. Rows of a Big Book are told apart by their keys: leave it out.", "pk")
        return BY_LABEL[label]

    def _left_out(self, one: Any) -> Any:
        if isinstance(one, ForeignKey | ManyToManyField):
            if isinstance(one, ForeignKey) and not one.null:
                self._broken("is missing.", one.name)
            return None
        if default_of(one) is None and (one.null or one.has_default()):
            return None
        if one.name in KEPT or (isinstance(one, FileField) and one.blank):
            return None
        return self._checked(one, one.get_default())

    def _value(self, one: Any, value: Any) -> Any:
        if isinstance(one, ForeignKey):
            return None if value is None and one.null else [self._key(one, value)]
        if isinstance(one, ManyToManyField):
            if not isinstance(value, list):
                self._broken("should be a list of keys, each in a list: [[“key”], ...].", one.name)
            return [self._key(one, key) for key in value]
        return self._checked(one, self._text(one, value))

    def _key(self, one: Any, value: Any) -> str:
        if not (isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and value[0]):
            self._broken(f"{_shown(value)} is no reference. It should be a key in a list: [“key”].", one.name)
        return str(value[0])

    def _text(self, one: Any, value: Any) -> Any:
        """The value before its field checks it: of the right JSON type, cleaned, with a time zone."""
        if isinstance(one, BooleanField | IntegerField):
            if not isinstance(value, bool if isinstance(one, BooleanField) else int) and value is not None:
                self._broken(f"{_shown(value)} is of the wrong type.", one.name)
            if isinstance(value, int) and value > LARGEST:
                self._broken(f"{value} is too large.", one.name)
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            if value is None and one.null:
                return None
            self._broken(f"{_shown(value)} should be text.", one.name)
        if isinstance(one, RichTextField):
            if bad := forbidden(value):
                self._broken(f"holds {bad}, which rich text may not.", one.name)
            # Twice: what the database holds has been through it again.
            return clean_html(clean_html(value))
        if isinstance(one, DateTimeField):
            return self._moment(one, value)
        return clean_line(value)

    def _moment(self, one: Any, value: str) -> Any:
        """A bare date means midnight in London, and so does a moment without a zone mean London's."""
        try:
            day = parse_date(value)
            found = datetime.combine(day, time.min) if day else one.to_python(value)
        except (ValidationError, ValueError) as error:
            self._broken(_words(error), one.name)
        return make_aware(found, get_default_timezone()) if found and is_naive(found) else found

    def _checked(self, one: Any, value: Any) -> Any:
        try:
            value = one.clean(value, None)
        except ValidationError as error:
            self._broken(_words(error), one.name)
        if isinstance(one, FileField) and len(value) > (one.max_length or 0):
            self._broken(f"is longer than {one.max_length} characters.", one.name)
        return plain(one, value)

    def _measure(self, fields: dict[str, Any]) -> None:
        """Take a picture's size from its file when the row does not give it."""
        if "width" in fields and "height" in fields:
            return
        try:
            picture = Picture(file=fields.get("file", ""))
        except OSError:
            message = f"“{fields.get('file')}” is not among the media files. Put it there, or give width and height."
            self._broken(message, "file")
        fields |= {name: getattr(picture, name) for name in ("width", "height") if getattr(picture, name)}

    def _broken(self, message: str, field: str = "") -> NoReturn:
        raise Broken(self.file, message, row=self.called, field=field)


def _words(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else f"{error}."


def _called(model: type[Model], given: dict[str, Any], otherwise: str) -> str:
    """What to call a row in messages before its key is known to be good."""
    kind = model._meta.verbose_name
    owner = given.get("entry") or given.get("content_object")
    of = f"entry “{owner[0]}”, " if isinstance(owner, list) and owner else ""
    name = next((str(given[one]) for one in ("key", "slug", "title", "name", "value", "label") if given.get(one)), "")
    if not name:
        refs = [given[one] for one in ("team", "organisation", "tag") if isinstance(given.get(one), list)]
        name = next((str(ref[0]) for ref in refs if ref), "")
    return f"{of}{kind} “{name}”" if name else f"{of}{kind} ({otherwise})"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:200]
