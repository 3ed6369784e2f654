"""What may be done to many entries at once, each as a function of one: why not, what it would do, and doing it.

A change first says what it will do (`refusal`, `effect`) and then does just that (`carry_out`, in one transaction with
its record), so a page can show it before anything happens.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from entries import library
from entries.editorial import actions, checks, history, moves
from entries.models import CareGroup, Edition, Entry, EntryCareGroup, EntryTheme, Outcome, Status, Theme, User

AT_ONCE = "It is published, and this would change what readers see at once: a publisher may do that."


class Change(ABC):
    """One kind of change with its choices."""

    def look_at(self, entries: Iterable[Entry]) -> None:
        """Look once at all entries that it will be asked about, where that is cheaper than one by one."""
        return

    @abstractmethod
    def refusal(self, entry: Entry, user: Any) -> str:
        """Why it cannot be done to this entry by this person, in words; "" when it can."""

    @abstractmethod
    def effect(self, entry: Entry) -> str:
        """What it would do to this entry, in words; "" when all stays as it is."""

    @abstractmethod
    def carry_out(self, entry: Entry, user: Any) -> None:
        """Do it. Raises PermissionDenied or ValidationError."""


@dataclass(frozen=True, slots=True)
class Publish(Change):
    """Publish, now or from a moment. With `seen`, what the checks warn of is let pass."""

    at: datetime | None = None
    why: str = ""
    seen: bool = False
    found: dict[int, checks.Checked] = field(default_factory=dict)

    def look_at(self, entries: Iterable[Entry]) -> None:
        """Run the checks on all of them together."""
        self.found.update(checks.check(entries))

    def refusal(self, entry: Entry, user: Any) -> str:
        """The workflow's, or what the checks found."""
        return _refused(lambda: actions.check_publishing(entry, user, self._passed(entry), self.found[entry.pk]))

    def effect(self, entry: Entry) -> str:
        """From when readers see it, and what is let pass."""
        move = moves.PUBLISHING[Status(entry.status)]
        waits = self.at and self.at > timezone.now()
        told = f"{move.label}{', from the moment given' if waits else ''}."
        return " ".join([told, *(f"Let pass: {one}" for one in self.found[entry.pk].warnings)])

    def carry_out(self, entry: Entry, user: Any) -> None:
        """The action. What was found only since is not let pass."""
        actions.publish(entry, user=user, at=self.at, why=self.why, seen=self._passed(entry))

    def _passed(self, entry: Entry) -> list[str]:
        return [one.fingerprint for one in self.found[entry.pk].warnings] if self.seen else []


@dataclass(frozen=True, slots=True)
class Submit(Change):
    """Hand on what is thought to be done."""

    why: str = ""

    def refusal(self, entry: Entry, user: Any) -> str:
        """The workflow's."""
        return _refused(lambda: moves.check(moves.SUBMIT, entry, user, self.why))

    def effect(self, entry: Entry) -> str:
        """Always the same."""
        return "It is handed on as done."

    def carry_out(self, entry: Entry, user: Any) -> None:
        """The action."""
        actions.submit(entry, user=user, why=self.why)


@dataclass(frozen=True, slots=True)
class Withdraw(Change):
    """Take down, for a reason."""

    why: str

    def refusal(self, entry: Entry, user: Any) -> str:
        """The workflow's."""
        return _refused(lambda: moves.check(moves.WITHDRAW, entry, user, self.why))

    def effect(self, entry: Entry) -> str:
        """Always the same."""
        return "Readers no longer see it. Its address says that it was taken down."

    def carry_out(self, entry: Entry, user: Any) -> None:
        """The action."""
        actions.withdraw(entry, user=user, why=self.why)


class AtOnce(Change):
    """A change of what acts without a new publication: on a published entry it is a publisher's."""

    done = "Changed"

    def refusal(self, entry: Entry, user: Any) -> str:
        """Who may not edit, or not act on a published entry."""
        if not moves.may(user, moves.EDIT):
            return "Only an editor may change entries."
        return "" if entry.status != Status.PUBLISHED or moves.may(user, moves.PUBLISH) else AT_ONCE

    def carry_out(self, entry: Entry, user: Any) -> None:
        """Change and record, unless it is refused or all stays as it is."""
        with library.writing(user=user), history.recorded(user, f"{self.done}."):
            actions.lock(entry)
            if why := self.refusal(entry, user):
                raise ValidationError(why)
            if self.effect(entry):
                self.change(entry)
                entry.save()

    @abstractmethod
    def change(self, entry: Entry) -> None:
        """Make the change, without saving the entry."""


@dataclass(frozen=True)
class Decide(AtOnce):
    """What judging decided."""

    outcome: str

    @property
    def done(self) -> str:  # type: ignore[override]
        """For the history."""
        return f"Decided: {Outcome(self.outcome).label}"

    def refusal(self, entry: Entry, user: Any) -> str:
        """Judging is a publisher's, and only of a Book's entries."""
        if not moves.may(user, moves.PUBLISH):
            return "Only a publisher may decide this."
        return "" if entry.edition_id else "It is in no Book, so nothing is decided of it."

    def effect(self, entry: Entry) -> str:
        """From what to what, and what readers notice."""
        if entry.outcome == self.outcome:
            return ""
        before = Outcome(entry.outcome).label if entry.outcome else "nothing"
        gone = entry.status == Status.PUBLISHED and self.outcome not in (Outcome.FULL, Outcome.MENTION)
        return f"{before} becomes {Outcome(self.outcome).label}.{' Readers no longer see it.' if gone else ''}"

    def change(self, entry: Entry) -> None:
        """Set it."""
        entry.outcome = self.outcome


@dataclass(frozen=True)
class Tag(AtOnce):
    """Add a care group or theme, or take it off."""

    tag: CareGroup | Theme
    add: bool = True

    @property
    def done(self) -> str:  # type: ignore[override]
        """For the history."""
        return f"{'Added' if self.add else 'Removed'} {self._name}"

    @property
    def _name(self) -> str:
        return f"the {self.tag._meta.verbose_name} “{self.tag.name}”"

    def refusal(self, entry: Entry, user: Any) -> str:
        """Likewise, and what is retired is given to none."""
        if self.add and self.tag.retired and self.effect(entry):
            return f"The {self.tag._meta.verbose_name} “{self.tag.name}” is retired."
        return super().refusal(entry, user)

    def effect(self, entry: Entry) -> str:
        """Whether it comes or goes."""
        has = any(link.tag_id == self.tag.pk for link in self._links(entry).all())
        return f"{'Gets' if self.add else 'Loses'} {self._name}." if has != self.add else ""

    def change(self, entry: Entry) -> None:
        """Add or delete the link, so that the signals of both are heard."""
        if self.add:
            model = EntryTheme if isinstance(self.tag, Theme) else EntryCareGroup
            model._default_manager.create(content_object=entry, tag=self.tag)
        else:
            for link in self._links(entry).filter(tag=self.tag):
                link.delete()

    def _links(self, entry: Entry) -> Any:
        return entry.theme_links if isinstance(self.tag, Theme) else entry.care_group_links


@dataclass(frozen=True)
class Assign(AtOnce):
    """Say who at the desk looks after it; readers notice nothing, so editors may on published entries too."""

    editor: User | None

    @property
    def done(self) -> str:  # type: ignore[override]
        """For the history."""
        return f"Assigned to {self.editor}" if self.editor else "Assigned to nobody"

    def refusal(self, entry: Entry, user: Any) -> str:
        """Who may not edit."""
        return "" if moves.may(user, moves.EDIT) else "Only an editor may change entries."

    def effect(self, entry: Entry) -> str:
        """Whose it becomes."""
        return f"{self.done}." if entry.editor_id != (self.editor.pk if self.editor else None) else ""

    def change(self, entry: Entry) -> None:
        """Set it."""
        entry.editor = self.editor


@dataclass(frozen=True)
class MoveTo(AtOnce):
    """Put it into a Book, or out of any."""

    edition: Edition | None

    @property
    def done(self) -> str:  # type: ignore[override]
        """For the history."""
        return f"Moved to {self.edition.title}" if self.edition else "Taken out of its Book"

    def effect(self, entry: Entry) -> str:
        """From where to where, and what readers notice."""
        if entry.edition_id == (self.edition.pk if self.edition else None):
            return ""
        told = f"{self.done}." if entry.edition is None else f"{self.done}; now in {entry.edition.title}."
        if self.edition and entry.status == Status.PUBLISHED and not library.is_out(self.edition, timezone.now()):
            told += " Readers see it when that Book comes out, not before."
        return told

    def change(self, entry: Entry) -> None:
        """Set it. In a new Book nothing is decided yet; what readers know already stands in full."""
        entry.edition = self.edition
        if self.edition is None:
            entry.outcome = ""
        elif entry.status != Status.PUBLISHED:
            entry.outcome = Outcome.UNDECIDED
        elif not entry.outcome:
            entry.outcome = Outcome.FULL


def _refused(check: Any) -> str:
    try:
        check()
    except ValidationError as refused:
        return " ".join(refused.messages)
    except PermissionDenied as refused:
        return str(refused)
    return ""
