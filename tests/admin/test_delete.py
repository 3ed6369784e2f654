"""A draft may be deleted, and brought back; what was published is withdrawn, never deleted."""

import pytest
from django.urls import reverse

from entries.models import Entry, Interest, Judge, Score
from tests import factories, judged
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db


def delete(entry: Entry) -> str:
    return reverse("admin:entries_entry_delete", args=[entry.pk])


def test_an_editor_deletes_a_draft_that_was_never_published() -> None:
    entry = factories.entry(figures=[("7", "jobs")])
    signed_in().post(delete(entry), {"post": "yes"})
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", ["Editor", "Publisher", "superuser"])
def test_a_published_entry_is_kept_and_the_page_says_why(role: str) -> None:
    entry = factories.published()
    answer = signed_in(role).post(delete(entry), {"post": "yes"}, follow=True)
    assert "withdrawn, never deleted" in answer.content.decode()
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_its_page_offers_no_deletion() -> None:
    assert delete(entry := factories.published()) not in signed_in("superuser").get(change(entry)).content.decode()


def test_many_with_a_published_one_among_them_are_kept() -> None:
    published, draft = factories.published("Known"), factories.entry()
    data = {"action": "delete_selected", "_selected_action": [published.pk, draft.pk]}
    publisher = signed_in("superuser")
    page = publisher.post("/admin/entries/entry/", data).content.decode()
    assert "“Known”: It has been published" in page
    publisher.post("/admin/entries/entry/", data | {"post": "yes"})
    assert Entry.objects.count() == 2


def test_a_deleted_draft_can_be_brought_back() -> None:
    editor = signed_in()
    entry = factories.entry("Night breaks", figures=[("7", "jobs")])
    sent(editor, change(entry), summary="Kept.")
    editor.post(delete(entry), {"post": "yes"})
    page = editor.get("/admin/entries/entry/deleted/").content.decode()
    address = page.split('action="')[2].split('"')[0] if page.count("action=") > 1 else ""
    editor.post(address)
    back = Entry.objects.get()
    assert (back.title, back.summary, back.status, back.figures.count()) == ("Night breaks", "Kept.", "draft", 1)


@pytest.mark.parametrize("given", ["marks", "interest"])
@pytest.mark.parametrize("role", ["Editor", "superuser"])
def test_what_judges_marked_is_kept_and_the_page_says_why(role: str, given: str) -> None:
    ann = factories.person("Editor")
    made = judged.book(2, ann)
    entry = judged.entry(made)
    if given == "marks":
        judged.give(ann, entry, (1, 2, 3, 4))
    else:
        Interest.objects.create(judge=Judge.objects.get(), entry=entry)
    somebody = signed_in(role)
    page = somebody.post(delete(entry), {"post": "yes"}, follow=True).content.decode()
    assert "Judges have marked it or declared an interest" in page
    both = [entry.pk, judged.entry(made, 1).pk]
    data = {"action": "delete_selected", "_selected_action": both}
    assert "“Story 000”: Judges have marked it" in somebody.post("/admin/entries/entry/", data).content.decode()
    somebody.post("/admin/entries/entry/", data | {"post": "yes"})
    assert Entry.objects.filter(pk__in=both).count() == 2
    assert Score.objects.count() + Interest.objects.count() == (4 if given == "marks" else 1)
