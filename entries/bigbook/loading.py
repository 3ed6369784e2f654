"""A load: what the file says is compared with what stands here and with what the last load left, then written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from entries import library
from entries.bigbook.book import Book, book_in
from entries.bigbook.naming import LOADED, write_names
from entries.bigbook.report import Did, Line, Report
from entries.bigbook.shape import MODELS, ROWS, Row, Story, key_of, row_of
from entries.bigbook.state import owner_of, stories
from entries.bigbook.writing import Writer
from entries.editorial import history, loading
from entries.models import Entry, LiveVersion, LoadRecord, OldSlug, Status

# Takes the number of entries done and of all.
Progress = Callable[[int, int], None]


class _DryRun(Exception):
    """Takes back what a dry run wrote."""


def load(
    path: Path, *, dry_run: bool = False, overwrite: bool = False, progress: Progress = lambda done, of: None
) -> Report:
    """Load a file, all of it or (raises Broken) nothing. What was edited here is kept unless `overwrite`."""
    book = book_in(path)
    report = Report(book.file)
    try:
        with library.writing(), history.recorded(None, f"{LOADED}{book.file}"):
            _Load(book, report, overwrite).run(progress)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


class _Load:
    """One file being loaded, inside its transaction."""

    def __init__(self, book: Book, report: Report, overwrite: bool) -> None:
        self.book, self.report, self.overwrite = book, report, overwrite
        self.writer = Writer(book.file)
        self.records = {one.entry.key: one for one in _records(book)}
        self.scope = set(book.stories) | {key for key, one in self.records.items() if one.file_name == book.file}
        self.entries = {entry.key: entry for entry in Entry.objects.filter(key__in=self.scope)}
        self.present = stories(Entry.objects.filter(key__in=self.scope), self.scope)
        self.live = dict(
            LiveVersion.objects.filter(entry__key__in=self.scope).values_list("entry__key", "draft_differs")
        )
        self.written: set[str] = set()
        self.kept: set[str] = set()

    def run(self, progress: Progress) -> None:
        """Names first, then entries, what links them, what is gone, and old addresses."""
        self.report.names = self.book.merged + write_names(self.book.names, self.writer, self.overwrite)
        for done, (key, story) in enumerate(self.book.stories.items(), 1):
            self.report.entries.append(self._entry(key, story))
            for other in self.book.waiting[key]:
                self.report.notes.append(f"entry {key}: “{other}”, of the same project, is not in the library yet.")
            progress(done, len(self.book.stories))
        for key in self.book.stories:
            if key not in self.kept:
                self._link(key)
        for key in sorted(self.scope - set(self.book.stories)):
            self.report.entries += self._gone(key)
        self._remember()
        _keep_old_slugs(self.book, self.report)

    def _entry(self, key: str, story: Story) -> Line:
        present = self.present.get(key)
        if present is None:
            self._write(key, story)
            return Line(Did.CREATED, "entry", key)
        if present.digest == story.digest:
            return self._same(key, present)
        differing = ", ".join(present.differences(story))
        if self._edited(key, present) and not self.overwrite:
            self.kept.add(key)
            return Line(Did.CONFLICT, "entry", key, f"{self._why(key)}, kept: {differing}")
        self._write(key, story)
        return Line(Did.UPDATED, "entry", key, differing)

    def _edited(self, key: str, present: Story) -> bool:
        record = self.records.get(key)
        return record is None or record.digest != present.digest

    def _why(self, key: str) -> str:
        if key not in self.records:
            return "made here"
        if self.entries[key].status == Status.WITHDRAWN:
            return "withdrawn or edited here since it was loaded"
        return "edited here since it was loaded"

    def _same(self, key: str, present: Story) -> Line:
        """Nothing to write; but what the file calls published is published, unless that was changed here since."""
        entry = self.entries[key]
        if entry.status == Status.PUBLISHED and (
            key not in self.live or (self.live[key] and self._edited(key, present))
        ):
            loading.show(entry)
            self.written.add(key)
            return Line(Did.UPDATED, "entry", key, "published")
        return Line(Did.UNCHANGED, "entry", key)

    def _write(self, key: str, story: Story) -> None:
        present = self.entries.get(key)
        entry = self.writer.write(_moved(story.entry, present), present)
        for model in ROWS:
            self._rows(model, entry, {row.key: row for row in story.rows.values() if row.model is model})
        self.entries[key] = entry
        self.written.add(key)
        loading.show(entry)

    def _rows(self, model: Any, entry: Entry, wanted: dict[tuple[str, ...], Row]) -> None:
        """Make the entry's rows of one table those of the file."""
        there = {}
        for one in model._default_manager.filter(**{owner_of(model): entry}):
            row = row_of(one)
            if row.key not in wanted:
                one.delete()
            else:
                there[row.key] = (one, row)
        for key, row in wanted.items():
            one, present = there.get(key, (None, None))
            if present != row:
                self.writer.write(row, one)

    def _link(self, key: str) -> None:
        """Set "same project" links inside the file, add those beyond; leave entries alone that were kept.

        An entry that stands as in the file gets only links that waited for the other entry: the rest is its editors'.
        """
        row, entry = self.book.stories[key].entry, self.entries[key]
        inside = set(row.links) - self.kept
        before = set(self.present[key].entry.links) - self.kept if key in self.present else set()
        beyond = set(row.beyond) - set(self.present[key].entry.beyond if key in self.present else ())
        if key not in self.written:
            beyond &= set(self.records[key].waiting) if key in self.records else set()
        if new := (inside - before) | beyond:
            entry.same_project.add(*Entry.objects.filter(key__in=new))
        if gone := before - inside:
            entry.same_project.remove(*Entry.objects.filter(key__in=gone))

    def _gone(self, key: str) -> list[Line]:
        """Take away an entry that was last loaded from a file of this name and is not in it any more."""
        entry, present = self.entries[key], self.present[key]
        if entry.status == Status.WITHDRAWN:
            return []
        if self._edited(key, present) and not self.overwrite:
            return [Line(Did.CONFLICT, "entry", key, "no longer in the file, but edited here since; kept")]
        if key not in self.live:
            entry.delete()
            return [Line(Did.REMOVED, "entry", key, "deleted; it was never published")]
        loading.take_down(entry, f"No longer in {self.book.file}")
        self.written.add(key)
        return [Line(Did.REMOVED, "entry", key, "withdrawn")]

    def _remember(self) -> None:
        """Keep what each entry was after this load, so that the next one can tell what was edited here."""
        same = set(self.book.stories) - self.written - self.kept
        moved = {key for key in same if key not in self.records or self.records[key].file_name != self.book.file}
        moved |= {key for key in same - moved if self._to_remember(key)}
        now = stories(Entry.objects.filter(key__in=self.written | moved), self.scope)
        for key, story in now.items():
            LoadRecord.objects.update_or_create(
                entry=self.entries[key],
                defaults={
                    "file_name": self.book.file,
                    "digest": story.digest,
                    "waiting": self.book.waiting.get(key, []),
                    "loaded_at": timezone.now(),
                },
            )

    def _to_remember(self, key: str) -> bool:
        record = self.records[key]
        return record.digest != self.present[key].digest or record.waiting != self.book.waiting[key]


def _records(book: Book) -> list[LoadRecord]:
    found = LoadRecord.objects.select_related("entry")
    return list(found.filter(entry__key__in=book.stories) | found.filter(file_name=book.file))


def _moved(row: Row, present: Entry | None) -> Row:
    """The row with what goes with a change of status: readers who saw the entry are told that it is gone."""
    kept = loading.goes_with(row.fields.get("status", ""), present) | row.kept
    return Row(row.model, row.key, row.fields, kept, row.links, row.beyond, row.place)


def _keep_old_slugs(book: Book, report: Report) -> None:
    """Add the old addresses of the file, except those that are in use here or lead elsewhere."""
    for row in book.old:
        kind, slug = key_of(OldSlug, row.fields)
        target = row.fields["target"]
        present = OldSlug.objects.filter(kind=kind, slug=slug).first()
        if present is not None:
            if present.target != target:
                report.notes.append(f"old address {kind} {slug}: leads to “{present.target}” here; kept.")
        elif _in_use(kind, slug):
            report.notes.append(f"old address {kind} {slug}: is in use here; left out.")
        else:
            OldSlug.objects.create(kind=kind, slug=slug, target=target, merged=row.fields.get("merged", False))
            library.note_names()


def _in_use(kind: str, slug: str) -> bool:
    models = [model for model in MODELS if getattr(model, "slug_kind", None) == kind]
    return any(model._default_manager.filter(slug=slug).exists() for model in models)
