"""Where a second person is asked for, who last changed a draft publishes it by no road; the message says who may."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from casebook import environment
from entries import library
from entries.editorial import actions, books, checks
from entries.editorial.restoring import bring_back
from entries.editorial.tidying.merging import Merge
from entries.models import Contact, Entry, LastChange, Status, User
from tests import factories
from tests.admin.desk import change, publishes, sent
from tests.admin.test_publish_book import collected
from tests.commands.running import run
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def pat() -> User:
    """A publisher who changes drafts. Another one, Quinn, and an editor are there too."""
    factories.person("Publisher", first_name="Quinn", last_name="Hale", username="quinn")
    factories.person("Editor", first_name="Erin", username="erin")
    return factories.person("Publisher", first_name="Pat", username="pat")


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def by(name: str) -> User:
    return User.objects.get(username=name)


def drafted(person: User | None, **fields: Any) -> Entry:
    with library.writing(user=person):
        return factories.entry("Night breaks", **{**factories.WHOLE, **fields})


def by_page(client: Client, entry: Entry, path: Path) -> None:
    publishes(client, entry, why="", at="")


def by_form(client: Client, entry: Entry, path: Path) -> None:
    sent(client, change(entry), status="published", published_at="2020-01-01T00:00", _to_publish="1")


def by_bulk(client: Client, entry: Entry, path: Path) -> None:
    data = {"action": "publish_chosen", "_selected_action": [entry.pk], "why": "", "at": ""}
    shown = client.post("/admin/entries/entry/", data).context["shown"]
    client.post("/admin/entries/entry/", {**data, "step": "do", "shown": shown})


def by_book(client: Client, entry: Entry, path: Path) -> None:
    address = f"/admin/entries/edition/{entry.edition_id}/publish/"
    shown = client.get(address).context["shown"]
    client.post(address, {"shown": shown, "when": "now", "seen": "1"})


def by_import(client: Client, entry: Entry, path: Path) -> None:
    factories.organisation("anyshire")
    file = sheet(path, {**GOOD, "slug": entry.slug, "title": "Night breaks again"})
    run("import_entries", str(file), "--publish", "--user", "pat")


ROADS: list[Callable[..., None]] = [by_page, by_form, by_bulk, by_book, by_import]


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("asked", [True, False])
def test_by_every_road_and_both_values(
    pat: User, settings: Any, asked: bool, road: Callable[..., None], tmp_path: Path
) -> None:
    settings.CASEBOOK_SECOND_PERSON = asked
    book = factories.edition("2030-31", state="judging", cover="a.png", cover_alt="A", foreword="<p>Read.</p>")
    entry = drafted(pat, edition=book)
    road(browser(pat), entry, tmp_path)
    entry.refresh_from_db()
    # A crafted status in the form publishes for nobody: the form has none.
    assert (entry.status == Status.PUBLISHED) is (not asked and road is not by_form)


@pytest.mark.parametrize("road", [by_page, by_bulk, by_book])
def test_another_publisher_may(pat: User, settings: Any, road: Callable[..., None], tmp_path: Path) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    book = factories.edition("2030-31", state="judging", cover="a.png", cover_alt="A", foreword="<p>Read.</p>")
    entry = drafted(pat, edition=book)
    road(browser(by("quinn")), entry, tmp_path)
    entry.refresh_from_db()
    assert entry.status == Status.PUBLISHED


def test_the_message_says_who_may(pat: User, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    entry = drafted(pat)
    with pytest.raises(ValidationError, match=r"You were the last to change “Night breaks”.* Quinn Hale may"):
        actions.publish(entry, user=pat)
    page = browser(pat).get(f"/admin/entries/entry/{entry.pk}/publish/").content.decode()
    assert "Quinn Hale may." in page
    assert '<button class="cd-btn cd-btn--go"' not in page
    by("quinn").delete()
    with pytest.raises(ValidationError, match="Nobody else may yet"):
        actions.publish(entry, user=pat)


def test_moving_an_entry_on_is_no_change_of_its_draft(pat: User, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    entry = drafted(by("erin"))
    for move in (actions.submit, actions.take_into_review, actions.approve):
        move(entry, user=pat)
    actions.publish(entry, user=pat)
    assert LastChange.objects.get(entry=entry).by == by("erin")


CHANGES: dict[str, Callable[[Entry, User], object]] = {
    "the form": lambda entry, user: sent(browser(user), change(entry), summary="Five wards."),
    "a row": lambda entry, user: sent(browser(user), change(entry), **{"figures-0-value": "9", "figures-0-label": "x"}),
    "the contact": lambda entry, user: (
        Contact.objects.get().pk
        and sent(browser(user), f"/admin/entries/contact/{entry.contact_id}/change/", mailbox="new@anyshire.example")
    ),
    "an older version": lambda entry, user: bring_back(Version.objects.get_for_object(entry).last(), user=user),
}


@pytest.mark.parametrize("road", CHANGES)
def test_whoever_changed_it_last_is_known_by_every_road(pat: User, settings: Any, road: str) -> None:
    entry = drafted(by("erin"), contact=factories.contact())
    actions.submit(entry, user=by("erin"))
    sent(browser(by("quinn")), change(entry), aims="<p>To rest well.</p>")
    CHANGES[road](entry, pat)
    assert LastChange.objects.get(entry=entry).by == pat


def test_merging_teams_takes_nobodys_change_over(pat: User, settings: Any) -> None:
    """Else somebody could publish their own change once a colleague has tidied names."""
    settings.CASEBOOK_SECOND_PERSON = True
    old, new = factories.team("old-team"), factories.team("new-team")
    entry = drafted(pat, teams=[old])
    Merge((old,), new).carry_out(by("quinn"), "One team")
    assert LastChange.objects.get(entry=entry).by == pat
    with pytest.raises(ValidationError, match="Quinn Hale may"):
        actions.publish(entry, user=pat)
    actions.publish(entry, user=by("quinn"))


def test_the_book_names_what_somebody_else_must_publish_and_goes_out_without(pat: User, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    book = collected(2)
    mine = Entry.objects.get(title="Story 00")
    with library.writing(user=pat):
        mine.summary = "Changed by Pat."
        mine.save()
    found = books.proof(book, pat)
    assert [place.entry.title for place in found.blocked] == ["Story 00"]
    with pytest.raises(ValidationError, match="Quinn Hale may"):
        books.publish_book(book, user=pat)
    assert books.publish_book(book, user=pat, left_out=[mine.pk]) == 2


def test_two_who_published_each_others_changes_put_the_book_out(pat: User, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    book, quinn = collected(2), by("quinn")
    for title, writer, other in (("Story 00", pat, quinn), ("Story 01", quinn, pat)):
        entry = Entry.objects.get(title=title)
        with library.writing(user=writer):
            entry.summary = f"Changed by {writer}."
            entry.save()
        actions.publish(entry, user=other, seen=[one.fingerprint for one in checks.check([entry])[entry.pk].warnings])
    found = books.proof(book, pat)
    assert not found.blocked
    assert books.publish_book(book, user=pat, seen=found.seen()) == 3
    with library.writing(user=pat):
        entry = Entry.objects.get(title="Story 01")
        entry.summary = "Changed once more."
        entry.save()
    assert [place.entry.title for place in books.proof(book, pat).blocked] == ["Story 01"]


def test_a_correction_needs_a_second_person_too(pat: User, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    entry = factories.published("Night breaks", **{**factories.WHOLE, "actions": "<p>Budies.</p>"})
    erin = by("erin")
    with library.writing(user=erin):
        entry.actions = "<p>Buddies.</p>"
        entry.save()
    with pytest.raises(ValidationError, match="somebody else must see to it that it is corrected"):
        actions.correct(entry, user=erin, why="A typo")
    actions.correct(entry, user=factories.person("Editor"), why="A typo")


def test_more_entries_cost_no_more_queries(pat: User, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    client, counts = browser(pat), []
    for wanted in (2, 3, 9):
        chosen = [drafted(by("erin")).pk for _ in range(wanted)]
        with CaptureQueriesContext(connection) as queries:
            client.post("/admin/entries/entry/", {"action": "publish_chosen", "_selected_action": chosen})
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_an_import_is_told_why(pat: User, settings: Any, tmp_path: Path) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    factories.organisation("anyshire")
    _, _, failed = run("import_entries", str(sheet(tmp_path, GOOD)), "--publish", "--user", "pat")
    assert "what Pat brings in, another publisher publishes" in failed
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["CASEBOOK_SECOND_PERSON", "CASEBOOK_EDITORS_MAY_CORRECT"])
def test_a_wrong_value_is_refused_by_the_variables_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "perhaps")
    with pytest.raises(Exception, match=f"{name} is 'perhaps'. It takes 1 or 0."):
        environment.flag(name, False)
    assert name in Path("casebook/settings.py").read_text()
    assert f"| `{name}` | 0 |" in Path("README.md").read_text()
