"""The review of what was found in a file: beside its source, corrected, then a draft or left out."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from entries.importers import making
from entries.models import (
    SECTIONS,
    Delivery,
    Entry,
    FoundEntry,
    FoundState,
    LiveVersion,
    Outcome,
    Picture,
    Status,
    User,
)  # fmt: skip
from tests import factories
from tests.admin.desk import Fields, signed_in
from tests.importers.sent import brought
from tests.importers.stories import stories
from tests.importers.test_parts import OWN, as_page, parts
from tests.importers.test_pictures import png
from tests.importers.test_pictures import word_file as with_pictures
from tests.importers.word_files import bold_lines, real_headings, table, word_file

pytestmark = pytest.mark.django_db
TEXT = """A quieter handover
Team: Linden Ward Team
Budget code 4471
Results
Falls fell by 30% in a year. One nurse told us: “It is so much quieter on the ward.”
Going forward
Seven more wards.
"""


def review(found: FoundEntry) -> str:
    """The address of a review."""
    return reverse("admin:entries_delivery_review", args=[found.pk])


def told(client: Client, found: FoundEntry) -> str:
    """What the review says."""
    return client.get(review(found)).content.decode()


def decided(client: Client, found: FoundEntry, button: str = "make", **changed: Any) -> str:
    """The page after a button, with the form as the page has it and these fields changed."""
    fields = Fields()
    fields.feed(told(client, found))
    boxes = {name: value for name, value in fields.values.items() if name != "into"}
    if chosen := _chosen(client, found):
        boxes["into"] = chosen
    data = boxes | {button: "1"} | changed
    answer = client.post(review(found), {name: value for name, value in data.items() if value is not None}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _chosen(client: Client, found: FoundEntry) -> str:
    into = client.get(review(found)).context["into"]
    return str(into.pk) if into else ""


@pytest.fixture
def text(tmp_path: Path) -> FoundEntry:
    """A story in a text file, found and not reviewed yet."""
    factories.organisation("anyshire")
    path = tmp_path / "handover.txt"
    path.write_text(TEXT)
    return brought([path], edition=factories.edition("2026-27")).files.get().found.get()


def test_source_and_draft_stand_beside_each_other_with_how_surely(text: FoundEntry) -> None:
    page = told(signed_in(), text)
    for line in TEXT.splitlines():
        assert line.replace("“", "“") in page.replace("&#x27;", "'")
    assert "Under the heading “Results”" in page
    assert "The first line that can be a title" in page
    assert "New, and would be made: Linden Ward Team" in page


def test_likely_figures_and_quotes_are_taken_when_ticked(text: FoundEntry) -> None:
    decided(signed_in(), text, **{"figure-0-take": "on", "quote-0-take": "on", "figure-0-label": "fewer falls"})
    entry = Entry.objects.get()
    assert [(one.value, one.label) for one in entry.figures.all()] == [("30%", "fewer falls")]
    assert [(one.words, one.role) for one in entry.quotes.all()] == [
        ("It is so much quieter on the ward.", "One nurse")
    ]
    assert "30%" in entry.results


def test_what_is_made_is_a_draft_that_nobody_sees(text: FoundEntry) -> None:
    editor = signed_in()
    page = decided(editor, text, title="A calmer handover")
    assert "“A calmer handover” is a draft. Readers see nothing of it." in page
    entry = Entry.objects.get()
    assert (entry.title, entry.status, entry.outcome) == ("A calmer handover", Status.DRAFT, Outcome.UNDECIDED)
    assert (entry.edition and entry.edition.slug, entry.next_steps) == ("2026-27", "<p>Seven more wards.</p>")
    text.refresh_from_db()
    assert (text.state, text.entry, text.decided_by) == (FoundState.KEPT, entry, User.objects.get())
    assert not LiveVersion.objects.exists()
    assert mail.outbox == []


def test_what_has_no_place_is_a_note_or_goes_into_a_section(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    path = tmp_path / "form.docx"
    story = stories(1)[0]
    word_file(path, table, story)
    found = brought([path], edition=factories.edition()).files.get().found.get()
    assert found.draft["unplaced"]
    decided(signed_in(), found, **{"left-0-to": "results"})
    entry = Entry.objects.get()
    assert found.draft["unplaced"][0] in entry.results


def test_nothing_is_made_of_what_is_wrong_and_the_field_says_so(text: FoundEntry) -> None:
    client = signed_in()
    page = decided(client, text, title="", contact_email="no mailbox")
    assert "Please mend what is marked below. Nothing is saved yet." in page
    assert "Enter a valid email address" in page
    page = decided(client, text, **{"figure-0-take": "on", "figure-0-label": ""})
    assert "Fill this in, or untick it." in page
    assert not Entry.objects.exists()


def test_one_is_left_out_and_taken_up_again(text: FoundEntry) -> None:
    client = signed_in()
    assert "was left out. The file is kept." in decided(client, text, "leave")
    assert "It was left out" in told(client, text)
    assert not Entry.objects.exists()
    client.post(review(text), {"take_up": "1"})
    assert "Nothing is saved yet." in told(client, text)


def test_one_that_is_decided_makes_no_second_entry(text: FoundEntry) -> None:
    client = signed_in()
    decided(client, text)
    client.post(review(text), {"make": "1", "title": "Again"})
    assert Entry.objects.count() == 1
    assert "It became" in told(client, text)


def test_an_editor_cannot_publish_by_a_crafted_review(text: FoundEntry) -> None:
    crafted = {"publish": "1", "status": "published", "published": "2020-01-01", "outcome": "full", "slug": "x"}
    decided(signed_in(), text, **crafted)
    entry = Entry.objects.get()
    assert (entry.status, entry.published_at, entry.slug) == (Status.DRAFT, None, "a-quieter-handover")


def test_pictures_come_with_their_words_and_say_when_they_have_none(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    path = with_pictures(tmp_path / "a.docx", (png(), "A lamp"), (png(9), ""), (png(44), ""))
    found = brought([path], edition=factories.edition()).files.get().found.get()
    client = signed_in()
    assert "Without words it cannot be published." in told(client, found)
    decided(client, found, **{"picture-1-decorative": "on", "picture-2-take": None})
    rows = [(one.alt, one.decorative) for one in Picture.objects.order_by("position")]
    assert rows == [("A lamp", False), ("", True)]


def test_themes_that_the_text_names_are_suggested_and_taken(text: FoundEntry) -> None:
    named = factories.theme("falls", name="Falls")
    wards = factories.theme("quieter-wards", name="Quieter wards")
    factories.theme("staff-wellbeing")
    client = signed_in()
    page = client.get(review(text)).context["form"]
    assert list(page.fields["themes"].queryset) == [wards]
    path = brought([], edition=None)  # nothing sent: nothing found
    assert not path.files.exists()
    decided(client, text, themes=[str(wards.pk), str(named.pk)])
    assert not Entry.objects.exists()
    decided(client, text, themes=[str(wards.pk)])
    assert list(Entry.objects.get().themes.all()) == [wards]


@pytest.mark.parametrize("shape", ["txt", "html"])
@pytest.mark.parametrize("page", parts(), ids=lambda page: page.name)
def test_a_part_of_the_book_is_made_by_the_screen(page: Path, shape: str, tmp_path: Path) -> None:
    named = "2023-24" if "2023-24" in page.name else "2026-27"
    book = factories.edition(named, organisation=factories.organisation("anyshire"), state="collecting")
    factories.care_group("community", name="Community")
    factories.care_group("clinical-support-services", name="Clinical support services")
    path = tmp_path / f"part.{shape}"
    text = page.read_text(encoding="utf-8")
    path.write_text(text if shape == "txt" else as_page(text), encoding="utf-8")
    delivery, client = brought([path]), signed_in()
    listing = client.get(reverse("admin:entries_delivery_change", args=[delivery.pk])).content.decode()
    assert listing.count("Check title") == 4
    for found in FoundEntry.objects.all():
        decided(client, found)
    entries = list(Entry.objects.filter(edition=book).order_by("position"))
    assert [entry.outcome for entry in entries] == ["full"] * 4 + ["mention"] * 3
    assert [entry.title_is_ours for entry in entries] == [True] * 4 + [False] * 3
    assert all(getattr(entry, name) for entry in entries[:4] for name in SECTIONS[:4])
    assert {entry.status for entry in entries} == {Status.DRAFT}
    assert all(entry.care_groups.count() == 1 for entry in entries)
    assert mail.outbox == []


def test_after_one_comes_the_next_and_at_the_end_the_files() -> None:
    factories.organisation("anyshire")
    delivery, client = brought([OWN]), signed_in()
    keys = list(FoundEntry.objects.values_list("pk", flat=True))
    answer = client.post(review(FoundEntry.objects.get(pk=keys[2])), {"leave": "1"})
    assert answer["Location"].endswith(f"found/{keys[3]}/")
    for pk in (*keys[:2], *keys[3:]):
        last = client.post(review(FoundEntry.objects.get(pk=pk)), {"leave": "1"})
    assert last["Location"] == reverse("admin:entries_delivery_change", args=[delivery.pk])


def test_who_may_not_import_sees_no_review(text: FoundEntry) -> None:
    assert signed_in("").get(review(text)).status_code == 403
    assert "login" in Client().get(review(text))["Location"]


def test_a_review_asks_few_questions_however_many_entries_there_are(
    tmp_path: Path, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    found = brought([word_file(tmp_path / "a.docx", bold_lines, stories(1)[0])]).files.get().found.get()
    client = signed_in()
    factories.published("One")
    client.get(review(found))
    with django_assert_max_num_queries(40) as before:
        client.get(review(found))
    count = len(before)
    for number in range(6):
        factories.published(f"Another {number}", aims="<p>Nobody waits.</p>")
        factories.entry(f"Draft {number}")
    client.get(review(found))
    with django_assert_num_queries(count):
        client.get(review(found))


@pytest.mark.parametrize("posted", [{"into": "x"}, {"into": "9" * 40}, {"left-0-to": "title"}, {"edition": "x"}, {}])
def test_no_crafted_form_makes_an_error_of_ours(posted: dict[str, str], text: FoundEntry) -> None:
    client = signed_in()
    assert client.post(review(text), {"make": "1", **posted}).status_code in (200, 302)
    assert client.get(f"/admin/entries/delivery/found/{text.pk + 99}/").status_code == 404
    assert Delivery.objects.count() == 1


def test_a_real_word_file_is_made_whole(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    story = stories(1)[0]
    found = (
        brought([word_file(tmp_path / "a.docx", real_headings, story)], edition=factories.edition())
        .files.get()
        .found.get()
    )
    decided(signed_in(), found)
    entry = Entry.objects.get()
    assert entry.title == story.title
    assert [(one.words, one.speaker, one.role) for one in entry.quotes.all()] == [story.quote]
    assert entry.contact is not None
    assert entry.contact.mailbox == story.mailbox
    assert "<table>" in entry.results
    assert all(text in entry.results for text in ("40", "12"))


def test_an_update_that_a_form_with_a_fault_did_not_show_is_not_made(text: FoundEntry) -> None:
    entry = factories.entry("A quieter handover", results="<p>Written with care.</p>")
    editor = signed_in()
    data = {"into": str(entry.pk), "teams": "Linden Ward Team", "results": "<p>Falls fell.</p>"}
    shown = editor.post(review(text), data | {"title": "", "look": "1"})
    assert "Mend what is marked below first" in shown.content.decode()
    editor.post(review(text), data | {"title": "A quieter handover", "make": "1", "seen": shown.context["seen"]})
    entry.refresh_from_db()
    assert entry.results == "<p>Written with care.</p>"


def test_leaving_out_twice_leaves_it_out(text: FoundEntry) -> None:
    editor = signed_in()
    for _ in range(2):
        editor.post(review(text), {"leave": "1"})
    text.refresh_from_db()
    assert text.state == FoundState.LEFT_OUT
    editor.post(review(text), {"take_up": "1"})
    text.refresh_from_db()
    assert text.state == FoundState.WAITING


def test_leaving_out_what_somebody_decided_at_that_moment_says_so(
    text: FoundEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_out = making.leave_out

    def late(found: FoundEntry, user: Any) -> None:
        FoundEntry.objects.filter(pk=found.pk).update(state=FoundState.KEPT)
        leave_out(found, user)

    monkeypatch.setattr("entries.admin.review.leave_out", late)
    page = signed_in().post(review(text), {"leave": "1"}, follow=True)
    assert "Somebody else has decided on “A quieter handover” meanwhile." in page.content.decode()


def test_more_texts_without_a_place_than_a_form_has_fields_for_are_kept_as_notes(text: FoundEntry) -> None:
    text.draft["unplaced"] = [f"Line {number}" for number in range(1200)]
    text.save()
    editor = signed_in()
    assert "1000 more texts without a place are kept as notes." in told(editor, text)
    decided(editor, text, **{"left-0-to": "results"})
    entry = Entry.objects.get()
    assert "<p>Line 0</p>" in entry.results
    history = editor.get(f"/admin/entries/entry/{entry.pk}/history/").content.decode()
    assert ("Line 1199" in history, "Line 0 " in history) == (True, False)
