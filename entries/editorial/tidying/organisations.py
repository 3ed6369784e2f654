"""What hangs on an organisation that becomes part of another: teams, Books, partners, and who took over whose work."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from entries import library
from entries.editorial.tidying.base import live_with
from entries.editorial.upkeep import Line
from entries.models import Edition, EntryPartner, Organisation, Team

TEAMS, BOOKS, SUCCESSORS = "Teams", "Books", "Who took over whose work"


def twins(row: Organisation, into: Organisation) -> dict[Team, Team]:
    """Its teams that the other has by the same name: they become one."""
    there = {team.name: team for team in Team.objects.filter(organisation=into)}
    return {team: there[team.name] for team in Team.objects.filter(organisation=row) if team.name in there}


def lines(row: Organisation, into: Organisation) -> Iterator[Line]:
    """What becomes of its teams, its Books and those it took over from."""
    same = twins(row, into)
    for team in Team.objects.filter(organisation=row):
        effect = f"Becomes part of “{team.name}” of “{into.name}”." if team in same else f"Goes to “{into.name}”."
        yield Line(TEAMS, team.name, effect, of="team", pk=team.pk)
    for book in Edition.objects.filter(organisation=row):
        yield Line(BOOKS, book.title, f"Is a Book of “{into.name}”.", of="edition", pk=book.pk)
    for one, successor in _successions(row, into).items():
        told = f"Its work was taken over by “{successor.name}”." if successor else "Nobody took over its work."
        yield Line(SUCCESSORS, one.name, told, of="organisation", pk=one.pk)


def hand_over(row: Organisation, into: Organisation) -> None:
    """Give the other all that hangs on it; teams of the same name were merged before."""
    shown = live_with(row)
    # Held while it is written: a Book that is published meanwhile stays published.
    for model in (Team, Edition):
        for one in model._default_manager.select_for_update().filter(organisation=row).order_by("pk"):
            one.organisation = into
            one.save()
    for link in EntryPartner.objects.filter(organisation=row):
        if EntryPartner.objects.filter(entry=link.entry_id, organisation=into, role=link.role).exists():
            link.delete()
        else:
            link.organisation = into
            link.save()
    for pk in shown:
        library.rewrite_live(pk, partial(_with_partner, old=row.key, new=into.key))
    for one, successor in _successions(row, into).items():
        one.refresh_from_db(from_queryset=Organisation.objects.select_for_update())
        one.successor = successor
        one.save()


def _successions(row: Organisation, into: Organisation) -> dict[Organisation, Organisation | None]:
    """The organisations whose successor changes, and who it is then. Nobody comes to succeed themselves."""
    found: dict[Organisation, Organisation | None] = {}
    after = into.successor or row.successor
    if after == row:
        after = row.successor
    after = None if after == into else after
    for one in Organisation.objects.filter(successor=row).exclude(pk=into.pk):
        found[one] = into
        if after is not None and _leads(after, one):
            after = None
    if after != into.successor:
        found[into] = after
    return found


def _leads(one: Organisation, to: Organisation) -> bool:
    """Whether following successors from one comes to the other."""
    seen: set[int] = set()
    at: Any = one
    while at is not None and at.pk not in seen:
        if at == to:
            return True
        seen.add(at.pk)
        at = at.successor
    return False


def _with_partner(document: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    pairs = dict.fromkeys((role, new if key == old else key) for role, key in document["partners"])
    return {**document, "partners": [list(pair) for pair in pairs]}
