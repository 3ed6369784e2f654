"""A changed file sent again proposes an update of its entry; files stay with their entries."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from entries.editorial.actions import publish
from entries.importers.matching import matches_of
from entries.importers.packing import unpacked
from entries.models import Entry, FoundEntry, LiveVersion, Outcome, ReadState, Status
from tests import factories
from tests.admin.desk import signed_in
from tests.admin.test_review import TEXT, decided, review, told
from tests.importers.sent import brought
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db
CHANGED = TEXT.replace("30%", "40%").replace("Seven more", "Nine more")


@pytest.fixture
def client() -> Client:
    """An editor's browser."""
    return signed_in()


@pytest.fixture
def entry(tmp_path: Path, client: Client) -> Entry:
    """An entry that came from handover.txt."""
    factories.edition("2026-27", organisation=factories.organisation("anyshire"))
    decided(client, found(tmp_path, TEXT))
    return Entry.objects.get()


def found(folder: Path, text: str, name: str = "handover.txt") -> FoundEntry:
    """What was found in a text file."""
    path = folder / name
    path.write_text(text)
    edition = factories.edition("2026-27")
    return brought([path], edition=edition).files.get().found.get()


def test_a_changed_file_updates_its_entry_with_every_difference_shown(
    tmp_path: Path, client: Client, entry: Entry
) -> None:
    again = found(tmp_path, CHANGED)
    page = told(client, again)
    assert "it came from a file of the same name, handover.txt" in page
    for gone, new in (("30%", "40%"), ("Seven", "Nine")):
        assert f"<del>{gone}</del>" in page
        assert f"<ins>{new}</ins>" in page
    assert "has the file’s text in its draft" in decided(client, again)
    entry.refresh_from_db()
    assert (Entry.objects.count(), "40%" in entry.results, entry.next_steps) == (1, True, "<p>Nine more wards.</p>")
    assert entry.came_from.count() == 2


def test_the_same_file_again_says_so(tmp_path: Path, client: Client, entry: Entry) -> None:
    (tmp_path / "other.txt").write_text(TEXT)
    delivery = brought([tmp_path / "other.txt"])
    assert delivery.files.get().state == ReadState.SAME
    page = client.get(reverse("admin:entries_delivery_change", args=[delivery.pk])).content.decode()
    assert "The same file was brought in before, and nothing in it has changed." in page
    assert f'<a href="/admin/entries/entry/{entry.pk}/change/">{entry.title}</a>' in page


def test_the_same_title_and_team_under_another_name_update_too(tmp_path: Path, client: Client, entry: Entry) -> None:
    again = found(tmp_path, CHANGED, "final version 2.txt")
    assert "the same title and team" in told(client, again)
    decided(client, again)
    assert Entry.objects.count() == 1


def test_another_story_in_a_file_of_the_same_name_is_an_entry_of_its_own(
    tmp_path: Path, client: Client, entry: Entry
) -> None:
    again = found(tmp_path, "Warm meals\nTeam: Kitchen\nResults\nNobody goes hungry at night now.\n")
    page = told(client, again)
    assert "it came from a file of the same name, handover.txt" in page
    assert "What would change" not in page
    decided(client, again)
    assert Entry.objects.count() == 2


def test_somebody_may_keep_it_as_an_entry_of_its_own(tmp_path: Path, client: Client, entry: Entry) -> None:
    decided(client, found(tmp_path, CHANGED), into="new")
    assert sorted(Entry.objects.values_list("slug", flat=True)) == ["a-quieter-handover", "a-quieter-handover-2"]


def test_a_published_entry_changes_in_its_draft_alone(tmp_path: Path, client: Client, entry: Entry) -> None:
    entry.outcome = Outcome.FULL
    entry.save()
    publish(entry)
    before = LiveVersion.objects.get()
    group = factories.care_group()
    decided(client, found(tmp_path, CHANGED), care_groups=[str(group.pk)], outcome="not-used", edition="")
    entry.refresh_from_db()
    after = LiveVersion.objects.get()
    assert (entry.status, "40%" in entry.results, entry.outcome) == (Status.PUBLISHED, True, Outcome.FULL)
    assert (after.document, after.draft_differs, entry.care_groups.count()) == (before.document, True, 0)
    assert entry.edition is not None


def test_what_was_saved_meanwhile_is_shown_before_anything_is_overwritten(
    tmp_path: Path, client: Client, entry: Entry
) -> None:
    again = found(tmp_path, CHANGED)
    page = decided(client, again, seen=f"{entry.pk}:1")
    assert f"Look at what would change in “{entry.title}”. Nothing is saved yet." in page
    entry.refresh_from_db()
    assert "30%" in entry.results


def test_another_entry_is_updated_only_after_its_differences_were_shown(
    tmp_path: Path, client: Client, entry: Entry
) -> None:
    other = factories.entry("A quieter handover")
    again = found(tmp_path, CHANGED)
    page = decided(client, again, into=str(other.pk))
    assert f"Look at what would change in “{other.title}”" in page
    assert other.results == Entry.objects.get(pk=other.pk).results == ""


def test_figures_and_quotes_that_it_has_are_not_doubled(tmp_path: Path, client: Client, entry: Entry) -> None:
    text = CHANGED + "Key figures\n7 of 12: moved into paid jobs\n"
    decided(client, found(tmp_path, text))
    decided(client, found(tmp_path, text.replace("Nine", "Ten")))
    assert [one.value for one in entry.figures.all()] == ["7 of 12"]


def test_near_duplicates_in_the_library_are_named(tmp_path: Path, client: Client) -> None:
    long = "Each night shift names a buddy at handover and buddies cover for each other so that all can rest. "
    long += "Nobody goes without a break, the rooms have been painted, and there is tea for whoever comes in late."
    factories.published("Night breaks", actions=f"<p>{long}</p>")
    factories.edition("2026-27")
    one = found(tmp_path, f"Rest for all\nTeam: Ward Nine\nWhat we did\n{long}\n", "rest.txt")
    page = told(client, one)
    assert "Put it into the draft of <b>Night breaks</b>" in page
    assert "Published: 100% of the words" in page
    assert "What would change" not in page


def test_an_entrys_pages_list_the_files_that_it_came_from(tmp_path: Path, client: Client, entry: Entry) -> None:
    decided(client, found(tmp_path, CHANGED))
    for name in ("change", "history"):
        page = client.get(reverse(f"admin:entries_entry_{name}", args=[entry.pk])).content.decode()
        assert page.count("handover.txt</a>") == 2
    address = reverse("admin:entries_delivery_file", args=[entry.came_from.order_by("pk")[0].file_id])
    assert b"".join(client.get(address)) == TEXT.encode()  # type: ignore[arg-type]


def test_an_entry_that_was_deleted_leaves_its_file_to_take_up_again(
    tmp_path: Path, client: Client, entry: Entry
) -> None:
    one = entry.came_from.get()
    entry.delete()
    assert "The entry that it became was deleted." in told(client, one)
    client.post(review(one), {"take_up": "1"})
    decided(client, one)
    assert Entry.objects.count() == 1


def test_a_new_row_of_a_sheet_sent_again_is_no_update_of_what_its_team_did_before(
    tmp_path: Path, client: Client
) -> None:
    factories.organisation("anyshire")
    other = {**GOOD, "title": "Safer homes"}
    for one in brought([sheet(tmp_path, GOOD, other)]).files.get().found.all():
        decided(client, one)
    again = brought([sheet(tmp_path, {**GOOD, "summary": "New."}, {**GOOD, "title": "Shorter waits"})]).files.get()
    same, new = again.found.all()
    assert matches_of(same, unpacked(same.draft))[0].is_sure
    assert not any(one.is_sure for one in matches_of(new, unpacked(new.draft)))
