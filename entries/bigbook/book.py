"""The rows of a file put together: names, entries with their rows, old addresses. Each refers to what is there."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db.models import ForeignKey
from django.utils.timezone import localtime

from entries.bigbook.broken import Broken
from entries.bigbook.reading import rows_in
from entries.bigbook.report import Did, Line
from entries.bigbook.shape import NAMED, ROWS, Row, Story, fields_of, key_of
from entries.bigbook.state import MERGEABLE, TAGS, by_key, merged_into, owner_of, references_of
from entries.models import Edition, Entry, EntryTeam, OldSlug, Status


@dataclass(slots=True)
class Book:
    """A file, checked as far as it can be without writing.

    `waiting` are links to entries that are nowhere yet, `merged` names of the file that are part of others here.
    """

    file: str
    names: list[Row]
    stories: dict[str, Story]
    old: list[Row]
    waiting: dict[str, list[str]]
    merged: list[Line]


def book_in(path: Path) -> Book:
    """The Book in a file; raises Broken."""
    rows, merged = _with_present_names(rows_in(path))
    _check_references(path.name, rows)
    stories = {row.key[0]: Story(row) for row in rows if row.model is Entry}
    for row in rows:
        if row.model in ROWS:
            if row.owner not in stories:
                raise Broken(path.name, "is not in this file.", row=str(row), field=owner_of(row.model))
            stories[row.owner].rows[row.model, row.key] = row
    for key, story in stories.items():
        stories[key] = replace(story, entry=_complete(path.name, story, rows))
    waiting = _share_links(stories)
    names = sorted((row for row in rows if row.model in NAMED), key=lambda row: NAMED.index(row.model))
    # As long as a load record's column.
    return Book(path.name[:200], names, stories, [row for row in rows if row.model is OldSlug], waiting, merged)


def _with_present_names(rows: list[Row]) -> tuple[list[Row], list[Line]]:
    """Rows that name a tag by a slug it had before, or what was merged here, name what it is now.

    So an old file makes no second one. What was merged is left out of the rows, and told.
    """
    now: dict[Any, dict[str, str]] = {}
    gone: dict[tuple[Any, str], Line] = {}
    for model in MERGEABLE:
        used = {row.key[0] for row in rows if row.model is model} | references_of(rows).get(model, set())
        now[model] = {key: row.slug for key, row in by_key(model, used).items() if model in TAGS and key != row.slug}
        for key, row in merged_into(model, used).items():
            now[model][key] = row.natural_key()[0]
            note = f"merged here into “{row.name}”; kept."
            gone[model, key] = Line(Did.UNCHANGED, str(model._meta.verbose_name), key, note)
    kept = [_renamed(row, now) for row in rows if (row.model, row.key[0]) not in gone]
    return kept, [gone[row.model, row.key[0]] for row in rows if (row.model, row.key[0]) in gone]


def _renamed(row: Row, now: dict[Any, dict[str, str]]) -> Row:
    fields = dict(row.fields)
    if row.model in TAGS:
        fields["slug"] = now[row.model].get(fields["slug"], fields["slug"])
    for name, one in fields_of(row.model).items():
        if isinstance(one, ForeignKey) and name in fields:
            names = now.get(one.related_model, {})
            fields[name] = [names.get(fields[name][0], fields[name][0])]
    if fields != row.fields and fields.get("successor") == [row.key[0]]:
        del fields["successor"]
    return row if fields == row.fields else replace(row, fields=fields, key=key_of(row.model, fields))


def _check_references(file: str, rows: list[Row]) -> None:
    """Raise Broken for a row that refers to what is neither in the file nor in the library."""
    known = {(row.model, row.key[0]) for row in rows if row.model in NAMED or row.model is Entry}
    for model, keys in references_of(rows).items():
        missing = {key for key in keys if (model, key) not in known}
        known |= {(model, key) for key in by_key(model, missing)}
    for row in rows:
        for name, one in fields_of(row.model).items():
            if isinstance(one, ForeignKey) and name in row.fields:
                key = row.fields[name][0]
                if (one.related_model, key) not in known:
                    kind = one.related_model._meta.verbose_name
                    raise Broken(file, f"there is no {kind} “{key}”, here or in the file.", row=str(row), field=name)


def _complete(file: str, story: Story, rows: list[Row]) -> Row:
    """The entry with the moment that publishing would give it; raises Broken when it may not be published."""
    entry = story.entry
    if entry.fields.get("status") != Status.PUBLISHED:
        return entry
    if not any(model is EntryTeam for model, _ in story.rows):
        raise Broken(file, "is published but has no team.", row=str(entry), field="teams")
    if "published_at" in entry.fields:
        return entry
    moment = _moment(entry.fields.get("edition", [""])[0], rows)
    if moment is None:
        raise Broken(file, "is missing: the entry is published, and so far no Book says when.", row=str(entry),
                     field="published_at")  # fmt: skip
    return replace(entry, fields={**entry.fields, "published_at": moment})


def _moment(edition: str, rows: list[Row]) -> str | None:
    for row in rows:
        if row.model is Edition and row.key[0] == edition:
            return row.fields.get("publishes_at")
    stored = by_key(Edition, [edition]).get(edition)
    return localtime(stored.publishes_at).isoformat() if stored and stored.publishes_at else None


def _share_links(stories: dict[str, Story]) -> dict[str, list[str]]:
    """Give both sides of "same project" the link, part links inside the file from others; return those to nowhere."""
    named = {key: set(story.entry.links) - {key} for key, story in stories.items()}
    outside = {other for links in named.values() for other in links if other not in stories}
    there = set(by_key(Entry, outside))
    for key, story in stories.items():
        links = {other for other in named[key] if other in stories}
        links |= {other for other, theirs in named.items() if key in theirs}
        entry = replace(story.entry, links=tuple(sorted(links)), beyond=tuple(sorted(named[key] & there)))
        stories[key] = replace(story, entry=entry)
    return {key: sorted(named[key] & outside - there) for key in stories}
