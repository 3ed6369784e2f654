"""A Book that is being judged, for tests: its criteria weigh 3, 2, 2 and 1, as they are offered."""

from collections.abc import Sequence
from typing import Any

from django.test import Client

from entries.editorial import judging
from entries.models import Edition, Entry, Judge, Outcome, User
from tests import factories


def book(entries: int = 3, *judges: User, **fields: Any) -> Edition:
    """A Book open for judging, with so many submitted entries that nothing is decided of."""
    made = factories.edition("2030-31", **{"state": "collecting", "publishes_at": None, **fields})
    for number in range(entries):
        factories.entry(
            f"Story {number:03}", edition=made, care_groups=["wards"], outcome=Outcome.UNDECIDED, status="submitted",
            **{**factories.WHOLE, "results": f"<p>Result {number} of the year.</p>"},
        )  # fmt: skip
    judging.set_criteria(made, judging.OFFERED)
    judging.name_judges(made, judges or [factories.person("Editor")])
    judging.open_judging(made)
    return made


def entry(made: Edition, number: int = 0) -> Entry:
    """One of its entries, by number."""
    return made.entries.get(title=f"Story {number:03}")


def give(person: User, one: Entry, points: Sequence[int], comment: str = "") -> None:
    """Marks in the order of the criteria, given by that judge."""
    assert one.edition
    criteria = one.edition.criteria.values_list("pk", flat=True)
    given = {pk: judging.Given(mark, comment) for pk, mark in zip(criteria, points, strict=False)}
    judging.mark(Judge.objects.get(edition=one.edition, user=person), one, given)


def browser(person: User) -> Client:
    """A browser in which that person has signed in."""
    client = Client()
    client.force_login(person)
    return client


def card_of(one: Entry) -> str:
    """The address at which a judge marks an entry."""
    return f"/admin/judging/{one.edition_id}/{one.pk}/"


def posted(made: Edition, points: Sequence[int], **more: Any) -> dict[str, Any]:
    """What a judge's browser sends."""
    criteria = made.criteria.values_list("pk", flat=True)
    return {"mark": "save"} | {f"points-{pk}": mark for pk, mark in zip(criteria, points, strict=False)} | more
