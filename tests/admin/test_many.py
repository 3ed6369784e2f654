"""Bulk actions say first what they will do to which entries, and then do that and nothing else."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from entries.models import Entry, Outcome, Status
from tests import factories
from tests.admin.desk import signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/entries/entry/"


def show(client: Client, action: str, *entries: Entry, **choices: Any) -> Any:
    """The page that says what would be done."""
    data = {"action": action, "_selected_action": [entry.pk for entry in entries]}
    return client.post(LIST, data | ({"step": "show", **choices} if choices else {}))


def do(client: Client, action: str, *entries: Entry, **choices: Any) -> str:
    """The list after what was shown was agreed to."""
    page = show(client, action, *entries, **choices).content.decode()
    found = re.search(r'name="shown" value="(\w+)"', page)
    assert found is not None
    data = {"action": action, "_selected_action": [entry.pk for entry in entries], **choices}
    return client.post(LIST, {**data, "step": "do", "shown": found[1]}, follow=True).content.decode()


def told(answer: Any) -> dict[str, tuple[str, str]]:
    """Effect and refusal by title."""
    return {line.title: (line.effect, line.refusal) for line in answer.context["lines"]}


def test_publishing_says_what_it_will_do_and_does_nothing_yet() -> None:
    good, bad = factories.entry("With a team", **factories.WHOLE), factories.entry("Without", teams=[])
    lines = told(show(signed_in("Publisher"), "publish_chosen", good, bad))
    assert lines["With a team"] == ("Publish.", "")
    assert "has no team" in lines["Without"][1]
    assert set(Entry.objects.values_list("status", flat=True)) == {Status.DRAFT}


def test_publishing_does_it_and_reports() -> None:
    good, bad = factories.entry("With a team", **factories.WHOLE), factories.entry("Without", teams=[])
    page = do(signed_in("Publisher"), "publish_chosen", good, bad)
    assert "1 entry was changed." in page
    assert "“Without” was left as it is:" in page
    assert set(Entry.objects.values_list("title", "status")) == {("With a team", "published"), ("Without", "draft")}


def test_what_there_is_to_look_at_is_let_pass_for_many_and_kept() -> None:
    entries = [factories.entry(title) for title in ("One", "Two")]
    publisher = signed_in("Publisher")
    for _, refusal in told(show(publisher, "publish_chosen", *entries)).values():
        assert "has something to look at first: Nothing stands under" in refusal
    assert "2 entries were changed." in do(publisher, "publish_chosen", *entries, seen="on")
    for entry in entries:
        assert "Seen and let pass: Nothing stands" in Version.objects.get_for_object(entry)[0].revision.comment


def test_withdrawing_needs_a_reason() -> None:
    one, other = factories.published(), factories.published()
    publisher = signed_in("Publisher")
    assert not show(publisher, "withdraw_chosen", one, other).context["said"]
    assert "2 entries were changed." in do(publisher, "withdraw_chosen", one, other, why="Out of date")
    assert set(Entry.objects.values_list("withdrawn_because", flat=True)) == {"Out of date"}


def test_each_of_many_has_its_own_revision() -> None:
    one, other = factories.entry(**factories.WHOLE), factories.entry("Other", **factories.WHOLE)
    do(signed_in("Publisher"), "publish_chosen", one, other)
    revisions = [Version.objects.get_for_object(entry).get().revision_id for entry in (one, other)]
    assert len(set(revisions)) == 2


def test_outcomes_are_decided_and_recorded() -> None:
    book = factories.edition("2030-31", state="judging")
    one = factories.entry("One", edition=book, outcome=Outcome.UNDECIDED)
    same = factories.entry("Same", edition=book, outcome=Outcome.MENTION)
    bookless = factories.entry("Bookless")
    page = do(signed_in("Publisher"), "decide_chosen", one, same, bookless, outcome="mention")
    assert "1 entry was changed. 1 stood so already." in page
    assert "It is in no Book" in page
    one.refresh_from_db()
    assert one.outcome == Outcome.MENTION
    assert Version.objects.get_for_object(one)[0].revision.comment == "Decided: Honourable mention."


def test_a_published_entry_that_is_decided_away_is_named_before_it_goes() -> None:
    shown = factories.published("Seen", edition=factories.edition())
    effect = told(show(signed_in("Publisher"), "decide_chosen", shown, outcome="not-used"))["Seen"][0]
    assert effect == "Full story becomes Not in this Book. Readers no longer see it."


@pytest.mark.parametrize("kind", ["care-group", "theme"])
def test_tags_come_and_go(kind: str) -> None:
    tag = factories.care_group("elsewhere") if kind == "care-group" else factories.theme("elsewhere")
    entry, editor = factories.entry(), signed_in()
    tags = entry.care_groups if kind == "care-group" else entry.themes
    do(editor, "tag_chosen", entry, tag=f"{kind}:{tag.pk}")
    assert list(tags.all()) == [tag]
    do(editor, "untag_chosen", entry, tag=f"{kind}:{tag.pk}")
    assert not tags.exists()


def test_a_publisher_tags_many_published_ones_and_readers_see_it() -> None:
    shown, theme = factories.published(), factories.theme("another")
    do(signed_in("Publisher"), "tag_chosen", shown, tag=f"theme:{theme.pk}")
    assert "/themes/another/" in Client().get(f"/entries/{shown.slug}/").content.decode()


def test_an_editor_is_assigned_also_by_an_editor() -> None:
    owen = factories.person("Editor", first_name="Owen", last_name="Reid")
    shown = factories.published("Seen")
    assert "1 entry was changed." in do(signed_in(), "assign_chosen", shown, editor=owen.pk)
    shown.refresh_from_db()
    assert shown.editor == owen
    assert f'<a href="?editor__id__exact={owen.pk}">Owen Reid</a>' in signed_in().get(LIST).content.decode()


def test_an_entry_is_assigned_to_nobody_who_may_not_edit() -> None:
    answer = show(signed_in(), "assign_chosen", factories.entry(), editor=factories.person("").pk)
    assert not answer.context["said"]


def test_entries_move_to_a_book_undecided_and_out_again() -> None:
    book, entry = factories.edition("2030-31", state="collecting"), factories.entry()
    editor = signed_in()
    do(editor, "move_chosen", entry, edition=book.pk)
    entry.refresh_from_db()
    assert (entry.edition, entry.outcome) == (book, Outcome.UNDECIDED)
    do(editor, "move_chosen", entry, edition="")
    entry.refresh_from_db()
    assert (entry.edition, entry.outcome) == (None, "")


def test_moving_a_published_one_into_a_book_to_come_says_that_it_goes_from_view() -> None:
    book, shown = factories.edition("2030-31", state="collecting"), factories.published("Seen")
    effect = told(show(signed_in("Publisher"), "move_chosen", shown, edition=book.pk))["Seen"][0]
    assert effect.endswith("Readers see it when that Book comes out, not before.")


@pytest.mark.parametrize("action", ["tag_chosen", "untag_chosen", "move_chosen"])
def test_an_editor_changes_nothing_that_readers_see(action: str) -> None:
    shown = factories.published("Seen", themes=["kept"])
    theme = factories.theme("kept" if action == "untag_chosen" else "another")
    choices = {"edition": factories.edition("2030-31").pk} if action == "move_chosen" else {"tag": f"theme:{theme.pk}"}
    editor = signed_in()
    assert "a publisher may do that" in told(show(editor, action, shown, **choices))["Seen"][1]
    do(editor, action, shown, **choices)
    shown.refresh_from_db()
    assert ([tag.slug for tag in shown.themes.all()], shown.edition) == (["kept"], None)


@pytest.mark.parametrize("action", ["publish_chosen", "withdraw_chosen", "decide_chosen"])
def test_these_are_not_offered_to_an_editor(action: str) -> None:
    assert f'<option value="{action}">' not in signed_in().get(LIST).content.decode()


def test_nothing_is_done_that_was_not_shown() -> None:
    entry, publisher = factories.entry("Night breaks"), signed_in("Publisher")
    data = {"action": "publish_chosen", "_selected_action": [entry.pk], "step": "do", "shown": "0" * 32, "why": ""}
    assert "Something is not as it was shown to you" in publisher.post(LIST, data).content.decode()
    entry.refresh_from_db()
    assert entry.status == Status.DRAFT


@pytest.mark.parametrize("tag", ["", "theme", "theme:", "theme:0", "poem:1", "theme:x", "\0"])
def test_a_crafted_choice_is_refused(tag: str) -> None:
    assert not show(signed_in(), "tag_chosen", factories.entry(), tag=tag, step="show").context["said"]


def test_more_entries_cost_no_more_queries() -> None:
    publisher, counts = signed_in("Publisher"), []
    show(publisher, "publish_chosen", factories.entry(edition=factories.edition()))
    for wanted in (3, 9):
        entries = [factories.entry(edition=factories.edition()) for _ in range(wanted)]
        with CaptureQueriesContext(connection) as queries:
            show(publisher, "publish_chosen", *entries)
        counts.append(len(queries))
    assert counts[0] == counts[1]
