"""All checks of some entries, in a number of queries that does not grow with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from entries import library
from entries.editorial.checks import addresses, parts, persons
from entries.editorial.checks.finding import Finding, Level, warning
from entries.editorial.checks.passages import told
from entries.models import Acknowledgement, Entry, Outcome, SectionStyle


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one entry, and which of it somebody has acknowledged."""

    findings: tuple[Finding, ...] = ()
    acknowledged: frozenset[str] = frozenset()

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return tuple(one for one in self.findings if one.level == Level.BLOCK)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What nobody has acknowledged yet."""
        return tuple(
            one for one in self.findings if one.level == Level.WARNING and one.fingerprint not in self.acknowledged
        )

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """What somebody has acknowledged."""
        return tuple(one for one in self.findings if one.fingerprint in self.acknowledged)

    @property
    def to_acknowledge(self) -> str:
        """The fingerprints of the open warnings, for a form that acknowledges them together."""
        return " ".join(one.fingerprint for one in self.warnings)


def check(entries: Iterable[Entry]) -> dict[int, Checked]:
    """By id, what stands against publishing each of these entries as its draft is now, all of them together."""
    drafts = list(library.with_rows(Entry.objects.filter(pk__in=[entry.pk for entry in entries])))
    documents = {draft.pk: library.compose(draft) for draft in drafts}
    styles = {draft.pk: style_of(draft) for draft in drafts}
    known = addresses.Known(documents, styles)
    alike = library.near_duplicates(drafts, documents)
    seen: dict[int, set[str]] = {}
    for pk, fingerprint in Acknowledgement.objects.filter(entry__in=documents).values_list("entry_id", "fingerprint"):
        seen.setdefault(pk, set()).add(fingerprint)
    found = {}
    for draft in drafts:
        document, style = documents[draft.pk], styles[draft.pk]
        findings = [
            *blocks_of(document, style),
            *persons.private(document, style),
            *persons.only_contact(document),
            *parts.sections(document, style, draft.outcome == Outcome.MENTION),
            *addresses.dead_links(document, style, known),
            *(_alike(near) for near in alike.get(draft.pk, ())),
        ]
        found[draft.pk] = Checked(tuple(dict.fromkeys(findings)), frozenset(seen.get(draft.pk, ())))
    return found


def blocked(entries: QuerySet[Entry]) -> list[int]:
    """The ids of those that could not go out as their drafts are now; a fixed number of queries."""
    return [draft.pk for draft in library.with_rows(entries) if blocks_of(library.compose(draft), style_of(draft))]


def blocks_of(document: Mapping[str, Any], style: str) -> Sequence[Finding]:
    """What blocks the publication of a document, whoever asks."""
    return [*parts.title_block(document), *persons.patients(told(document, style)), *parts.pictures(document)]


def style_of(entry: Entry) -> str:
    """What the entry's sections are called."""
    return entry.section_style or (entry.edition.section_style if entry.edition else SectionStyle.BIG_BOOK)


def _alike(near: library.NearDuplicate) -> Finding:
    how = "has the same title" if near.same_title else "is much the same"
    return warning(f"“{near.title}” {how}. Is it told twice?", url=near.url)
