"""What changes of names have in common: who may, what they touch, and one transaction with its record."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from entries import library
from entries.editorial import history, moves, upkeep
from entries.editorial.upkeep import Line
from entries.library.addresses import care_group_address, organisation_address, team_address, theme_address
from entries.models import (
    BestBet,
    CareGroup,
    Entry,
    EntryCareGroup,
    EntryTheme,
    Organisation,
    Status,
    Synonym,
    Team,
    Theme,
    Upkeep,
    UpkeepKind,
)  # fmt: skip
from entries.text.folding import fold

MODELS: dict[str, Any] = {str(model.slug_kind): model for model in (CareGroup, Theme, Team, Organisation)}
THROUGH: dict[Any, Any] = {CareGroup: EntryCareGroup, Theme: EntryTheme}
TOKENS: dict[Any, str] = {CareGroup: "g", Theme: "h", Team: "t", Organisation: "p"}
ADDRESSES: dict[Any, Callable[[str], str]] = {
    CareGroup: care_group_address, Theme: theme_address, Team: team_address, Organisation: organisation_address,
}  # fmt: skip
ENTRIES, NAMES, TAUGHT = "Entries", "Names and addresses", "What search was taught: left as it is"


def may_tidy(user: Any) -> bool:
    """Whether this person may merge, rename and retire names."""
    return moves.may(user, moves.PUBLISH)


class Tidying(ABC):
    """One change of names with its choices: why not, what it would do, and doing it in one transaction."""

    kind: UpkeepKind

    @property
    @abstractmethod
    def what(self) -> str:
        """What it does, for the log and each entry's history."""

    @abstractmethod
    def refusals(self) -> list[str]:
        """Why it cannot be done, in words; empty when it can."""

    @abstractmethod
    def lines(self) -> list[Line]:
        """What it would do."""

    @abstractmethod
    def touched(self) -> list[int]:
        """The entries whose draft it changes."""

    @abstractmethod
    def change(self) -> Any:
        """Do it; returns what it takes to undo it, or None."""

    def carry_out(self, user: Any, why: str = "") -> Upkeep:
        """Do it and keep what was done, all or nothing. Raises PermissionDenied or ValidationError."""
        if not may_tidy(user):
            raise PermissionDenied("Only a publisher may change names.")
        with library.writing(user=user, authors_stay=True):
            if refusals := self.refusals():
                raise ValidationError(refusals)
            lines, touched, what = self.lines(), self.touched(), self.what
            told = f"{what} {why}".strip()
            with history.recorded(user, told):
                undo = self.change()
            if touched:
                history.keep_many(library.with_rows(Entry.objects.filter(pk__in=touched)), user, told)
            return upkeep.log(self.kind, what, lines, why=why, user=user, undo=undo)


def named(row: Any) -> str:
    """A row in a sentence: theme “Falls”."""
    return f"{row._meta.verbose_name} “{row.name}”"


def address_of(row: Any, slug: str = "") -> str:
    """The page of a row, or where it would be with another slug."""
    return ADDRESSES[type(row)](slug or row.slug)


def drafts_with(row: Any) -> list[int]:
    """The entries whose draft names it."""
    if isinstance(row, Team):
        found = Entry.objects.filter(team_links__team=row)
    elif isinstance(row, Organisation):
        found = Entry.objects.filter(partner_links__organisation=row)
    else:
        found = Entry.objects.filter(
            pk__in=THROUGH[type(row)]._default_manager.filter(tag=row).values("content_object")
        )
    return list(found.order_by("pk").values_list("pk", flat=True).distinct())


def live_with(row: Any) -> list[int]:
    """The entries whose live version names it."""
    return library.showing(f"{TOKENS[type(row)]}:{row.pk}")


def entry_lines(keys: Iterable[int], effect: Callable[[Entry], str]) -> Iterator[Line]:
    """A line for each entry, by title; of a published one it is said that readers see it at once."""
    for entry in Entry.objects.filter(pk__in=set(keys)).only("title", "status").order_by("title", "pk"):
        told = effect(entry)
        at_once = " Readers see it at once." if told and entry.status == Status.PUBLISHED else ""
        yield Line(ENTRIES, entry.title, f"{told}{at_once}", of="entry", pk=entry.pk)


def taught_lines(row: Any) -> Iterator[Line]:
    """Synonyms and best bets that name it."""
    name = f" {fold(row.name)} "
    for one in Synonym.objects.all():
        if name in f" {fold(f'{one.left} ; {one.right}')} ":
            yield Line(TAUGHT, str(one), f"Names “{row.name}”.", of="synonym", pk=one.pk)
    for bet in BestBet.objects.select_related("entry"):
        if name in f" {fold(bet.words)} ":
            yield Line(TAUGHT, str(bet), f"Names “{row.name}”.", of="bestbet", pk=bet.pk)


def is_own(row: Any) -> bool:
    """Whether it is the organisation that the settings call the site's own, by its address."""
    return isinstance(row, Organisation) and row.slug == settings.CASEBOOK_ORGANISATION
