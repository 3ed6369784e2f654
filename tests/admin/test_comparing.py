"""Two versions beside each other, and two people in one entry: nothing is overwritten in silence."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from entries.editorial.comparing import compare
from entries.models import Entry
from tests import factories
from tests.admin.desk import change, publishes, sent, signed_in

pytestmark = pytest.mark.django_db


def versions(entry: Entry) -> list[Version]:
    """The kept versions, oldest first."""
    return list(Version.objects.get_for_object(entry).order_by("pk"))


def edited() -> Entry:
    """An entry that was saved as it came, then with other words and one figure more."""
    entry = factories.entry("Night breaks", aims="<p>Staff had no break at night.</p>", figures=[("7", "wards")])
    editor = signed_in()
    sent(editor, change(entry), summary="Before.")
    sent(editor, change(entry), aims="<p>Staff had one break at night.</p>", **{"figures-0-value": "12"})
    return entry


def opened(client: Client, entry: Entry) -> str:
    """The mark of the version that a form was opened with."""
    page = client.get(change(entry)).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


def shown(page: str) -> list[str]:
    """The words of the first field that differs, in the order in which the page shows them."""
    first = page.partition('class="cd-differs"')[2].partition("</p>")[0]
    return re.findall(r"<(?:del|ins|span)>([^<]*)</", first)


def test_only_what_differs_is_shown_with_its_words_marked() -> None:
    older, newer = versions(edited())[-2:]
    found = {one.name: [(part.change, part.text) for part in one.parts if part.change] for one in compare(older, newer)}
    assert found == {
        "What did we want to achieve?": [("gone", "no"), ("new", "one")],
        "Key figures": [("gone", "7"), ("new", "12")],
    }


def test_the_page_compares_any_two_the_older_first() -> None:
    entry = edited()
    older, newer = versions(entry)[-2:]
    address = reverse("admin:entries_entry_compare", args=[entry.pk])
    page = signed_in().get(address, {"from": newer.pk, "to": older.pk}).content.decode()
    assert shown(page) == ["Staff had ", "no", "one", " break at night."]


def test_words_that_look_like_markup_are_shown_as_words() -> None:
    entry = factories.entry()
    editor = signed_in()
    for summary in ("Plain.", "Now <script>alert(1)</script>."):
        sent(editor, change(entry), summary=summary)
    older, newer = versions(entry)[-2:]
    address = reverse("admin:entries_entry_compare", args=[entry.pk])
    page = editor.get(address, {"from": older.pk, "to": newer.pk}).content.decode()
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("asked", [{}, {"from": "x", "to": "1"}, {"from": "9" * 30, "to": "9"}, {"from": "1"}])
def test_what_cannot_be_compared_leads_back_to_the_history(asked: dict[str, str]) -> None:
    entry = edited()
    answer = signed_in().get(reverse("admin:entries_entry_compare", args=[entry.pk]), asked, follow=True)
    assert "Choose two versions to compare." in answer.content.decode()


def test_a_version_of_another_entry_is_not_compared() -> None:
    entry, other = edited(), edited()
    address = reverse("admin:entries_entry_compare", args=[entry.pk])
    answer = signed_in().get(address, {"from": versions(entry)[0].pk, "to": versions(other)[0].pk})
    assert answer.status_code == 302


def test_the_second_to_save_sees_what_the_first_saved_and_keeps_their_own_words() -> None:
    entry = edited()
    first, second = signed_in(), signed_in()
    seen = opened(second, entry)
    sent(first, change(entry), title="Day breaks")
    page = sent(second, change(entry), summary="Mine.", title="Night breaks", seen=seen).content.decode()
    assert "while you were writing" in page
    assert shown(page) == ["Night", "Day", " breaks"]
    assert "Mine." in page
    entry.refresh_from_db()
    assert (entry.title, entry.summary) == ("Day breaks", "Before.")


def test_saving_again_after_that_is_a_choice() -> None:
    entry = edited()
    seen = opened(signed_in(), entry)
    sent(signed_in(), change(entry), title="Day breaks")
    page = sent(signed_in(), change(entry), title="Night breaks", seen=seen).content.decode()
    again = page.partition('name="seen" value="')[2].partition('"')[0]
    sent(signed_in(), change(entry), title="Night breaks", seen=again)
    entry.refresh_from_db()
    assert entry.title == "Night breaks"


def test_what_was_saved_since_no_version_was_kept_is_not_overwritten_in_silence() -> None:
    entry = factories.entry("Night breaks")
    Version.objects.all().delete()
    seen = opened(signed_in(), entry)
    sent(signed_in(), change(entry), title="Day breaks")
    page = sent(signed_in(), change(entry), title="Night breaks", seen=seen).content.decode()
    assert (seen, "while you were writing" in page) == ("0", True)
    entry.refresh_from_db()
    assert entry.title == "Day breaks"


@pytest.mark.parametrize("seen", ["", "x", "9" * 5000, "-1"])
def test_a_mark_that_names_no_version_is_no_error(seen: str) -> None:
    entry = edited()
    sent(signed_in(), change(entry), title="Day breaks", seen=seen)
    entry.refresh_from_db()
    assert entry.title == "Day breaks"


def test_a_move_that_changes_no_word_is_no_conflict() -> None:
    entry = edited()
    seen = opened(signed_in("Publisher"), entry)
    publishes(signed_in("Publisher"), entry)
    sent(signed_in("Publisher"), change(entry), summary="Mine.", seen=seen)
    entry.refresh_from_db()
    assert entry.summary == "Mine."
