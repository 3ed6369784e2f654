"""Names and Books of a file: organisations, teams, contacts, care groups, themes, editions. They are never removed."""

from typing import Any

from reversion.models import Version

from entries.bigbook.report import Did, Line
from entries.bigbook.shape import Row, fields_of, names_differing, plain, row_of
from entries.bigbook.state import by_key
from entries.bigbook.writing import Writer
from entries.models import Organisation

# How a revision made by a load begins: tells what a row was when it was last loaded.
LOADED = "Loaded from "


def write_names(rows: list[Row], writer: Writer, overwrite: bool) -> list[Line]:
    """Write the names that are new or changed in the file and not edited here."""
    there = {
        model: by_key(model, [row.key[0] for row in rows if row.model is model]) for model in {r.model for r in rows}
    }
    lines, later = [], []
    for row in rows:
        present: Any = there[row.model].get(row.key[0])
        line = _decided(row, present, overwrite)
        lines.append(line)
        if line.did in (Did.CREATED, Did.UPDATED):
            # A successor may stand further down in the file.
            waits = ("successor",) if "successor" in row.fields else ()
            made = writer.write(row, present, without=waits)
            later += [(row, made)] if waits else []
        else:
            writer.know(row.model, row.key[0], present.pk)
    for row, made in later:
        writer.write(row, Organisation.objects.get(pk=made.pk))
    return lines


def _decided(row: Row, present: Any, overwrite: bool) -> Line:
    name = row.key[0]
    if present is None:
        return Line(Did.CREATED, row.kind, name)
    differing = names_differing(row, row_of(present))
    if not differing:
        return Line(Did.UNCHANGED, row.kind, name)
    if not overwrite and _edited_here(present):
        return Line(Did.CONFLICT, row.kind, name, f"edited here, kept: {', '.join(differing)}")
    return Line(Did.UPDATED, row.kind, name, ", ".join(differing))


def _edited_here(present: Any) -> bool:
    """Whether it differs from what the last load left; if none did, whether a person ever saved it."""
    versions = Version.objects.get_for_object(present)
    loaded = versions.filter(revision__comment__startswith=LOADED).first()
    if loaded is None:
        return versions.filter(revision__user__isnull=False).exists()
    then, fields = loaded.field_dict, fields_of(present._meta.model).values()
    return any(
        plain(one, getattr(present, one.attname)) != plain(one, then[one.attname])
        for one in fields
        if one.attname in then
    )
