"""Links by token: long, random, hashed, one purpose each, expiring, revocable; made and checked in one module."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from entries.editorial import links
from entries.editorial.links import PREVIEW_BOOK, PREVIEW_ENTRY
from entries.models import GivenLink
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_token_opens_what_it_was_made_for() -> None:
    entry = factories.entry()
    found = links.opened(links.give(PREVIEW_ENTRY, entry, days=14), PREVIEW_ENTRY)
    assert found is not None
    assert (found.purpose, found.target) == (PREVIEW_ENTRY, entry.pk)


def test_it_is_good_for_nothing_else() -> None:
    assert links.opened(links.give(PREVIEW_ENTRY, factories.entry(), days=14), PREVIEW_BOOK) is None
    with pytest.raises(ValidationError, match="leads to no edition"):
        links.give(PREVIEW_ENTRY, factories.edition(), days=14)


def test_it_is_long_and_random_and_only_its_hash_is_kept() -> None:
    entry = factories.entry()
    tokens = {links.give(PREVIEW_ENTRY, entry, days=1) for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43
    kept = repr(list(GivenLink.objects.values()))
    for token in tokens:
        assert token not in kept
        assert hashlib.sha256(token.encode()).hexdigest() in kept


def test_it_ends_to_the_second() -> None:
    with time_machine.travel("2030-01-01T12:00:00+00:00", tick=False) as clock:
        token = links.give(PREVIEW_ENTRY, factories.entry(), days=1)
        clock.move_to("2030-01-02T11:59:59+00:00")
        assert links.opened(token, PREVIEW_ENTRY)
        clock.move_to("2030-01-02T12:00:00+00:00")
        assert links.opened(token, PREVIEW_ENTRY) is None


def test_it_can_be_ended_sooner() -> None:
    entry, editor = factories.entry(), factories.person("Editor")
    token, other = (links.give(PREVIEW_ENTRY, entry, days=9, user=editor, note=note) for note in ("Priya", "Owen"))
    links.revoke(GivenLink.objects.get(note="Priya"), user=editor)
    assert links.opened(token, PREVIEW_ENTRY) is None
    assert links.opened(other, PREVIEW_ENTRY)
    assert [link.note for link in links.given(entry)] == ["Owen"]


def test_it_goes_with_what_it_leads_to() -> None:
    entry = factories.entry()
    token = links.give(PREVIEW_ENTRY, entry, days=9)
    entry.delete()
    assert links.opened(token, PREVIEW_ENTRY) is None


@pytest.mark.parametrize("token", ["", "x", "\0", "\udce9", "a" * 10_000, "' OR 1=1 --"])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    links.give(PREVIEW_ENTRY, factories.entry(), days=9)
    assert links.opened(token, PREVIEW_ENTRY) is None


@pytest.mark.parametrize("days", [0, -1, 91, 10**9])
def test_none_lasts_for_ever(days: int) -> None:
    with pytest.raises(ValidationError, match="1 to 90 days"):
        links.give(PREVIEW_ENTRY, factories.entry(), days=days)


def test_an_editor_gives_links_to_entries_and_a_publisher_to_books() -> None:
    entry, book = factories.entry(), factories.edition("2030-31")
    links.give(PREVIEW_ENTRY, entry, days=1, user=factories.person("Editor"))
    links.give(PREVIEW_BOOK, book, days=1, user=factories.person("Publisher"))
    for purpose, target, role in ((PREVIEW_ENTRY, entry, ""), (PREVIEW_BOOK, book, "Editor")):
        with pytest.raises(PermissionDenied):
            links.give(purpose, target, days=1, user=factories.person(role))
    with pytest.raises(PermissionDenied):
        links.revoke(GivenLink.objects.get(edition=book), user=factories.person("Editor"))
    assert GivenLink.objects.filter(expires_at__gt=timezone.now() + timedelta(hours=1)).count() == 2
