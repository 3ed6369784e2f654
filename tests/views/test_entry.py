"""One entry."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.models import Entry, EntryPartner, Lesson, Picture, Quote, Resource, Update
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]
NO_CONTACT = "No contact given. Ask the communications team and they will pass it on."


def with_rows(**fields: object) -> Entry:
    """A published entry that has one of everything."""
    with library.writing():
        made = factories.entry("Rooms", slug="rooms", figures=[("9 in 10", "breaks taken")], **fields)
        Quote.objects.create(entry=made, words="I drive home awake now.", role="Support worker")
        Lesson.objects.create(entry=made, kind="pitfall", text="The room became a store.")
        Resource.objects.create(entry=made, title="Checklist", url="https://anyshire.example/list", kind="pdf")
        Picture.objects.create(entry=made, file="pictures/x.png", width=640, height=360, alt="A room", credit="Ines")
        Update.objects.create(entry=made, date=date(2025, 12, 11), title="18 months on", text="<p>12 wards now.</p>")
        EntryPartner.objects.create(entry=made, organisation=factories.organisation("uni", name="Uni"), role="funder")
    publish(made, at=factories.PAST)
    return made


def test_it_tells_the_story_in_order(page: Page) -> None:
    factories.published(
        "Rooms", slug="rooms", summary="In short.", aims="<p>Aims.</p>", actions="<p>Acts.</p>", results="<p>Came.</p>",
        next_steps="<p>Next.</p>", lessons_learned="<p>Learned.</p>", figures=[("9 in 10", "breaks taken")],
        period_start=date(2023, 4, 1), period_end=date(2024, 3, 31),
    )  # fmt: skip
    found = page("/entries/rooms/")
    places = [
        found.index(text)
        for text in (
            "Rooms</h1>", "Results for April 2023 to March 2024.",
            '"cb-lede">In short.', "Who to ask</h2>", "9 in 10</dd>",
            "Aims.", "Acts.", "Came.", "Next.", "Learned.", "About this project</h2>",
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_every_row_has_its_place(page: Page) -> None:
    with_rows(aims="<p>a</p>", results="<p>r</p>")
    found = page("/entries/rooms/")
    assert "“I drive home awake now.”</p><footer>Support worker</footer>" in found
    assert '<li class="is-pitfall"><h3 class="nhsuk-heading-xs">Pitfall</h3><p>The room became a store.</p>' in found
    assert '<a href="https://anyshire.example/list">Checklist</a><span>PDF' in found
    assert 'alt="A room" width="640" height="360" loading="lazy">' in found
    assert '<time datetime="2025-12-11">11 December 2025</time>' in found
    assert '<dt>Funded by</dt><dd><a href="/organisations/uni/">Uni</a></dd>' in found


@pytest.mark.parametrize(
    ("kinds", "heading"),
    [(["link", "link"], "Find out more"), (["link", "pdf"], "Use what we made"), (["audio"], "Use what we made")],
)
def test_web_pages_alone_are_not_called_what_the_team_made(page: Page, kinds: list[str], heading: str) -> None:
    with library.writing():
        made = factories.entry("Rooms", slug="rooms", aims="<p>a</p>")
        for kind in kinds:
            Resource.objects.create(entry=made, title=kind, url="https://elsewhere.example/", kind=kind)
    publish(made, at=factories.PAST)
    found = page("/entries/rooms/")
    assert re.findall(r'id="resources"><h2[^>]*>([^<]+)</h2>', found) == [heading]


def test_without_results_quotes_stand_in_the_story(page: Page) -> None:
    with_rows(aims="<p>a</p>")
    found = page("/entries/rooms/")
    assert "I drive home awake now." in found
    assert "cb-row-2" not in found


def test_a_bare_entry_leaves_no_empty_box(page: Page) -> None:
    factories.published("Bare", slug="bare")
    found = page("/entries/bare/")
    assert NO_CONTACT in found
    for empty in ("cb-figures", "cb-lede", "cb-period", "cb-facts", "cb-section", "Similar projects", "<dd></dd>"):
        assert empty not in found


def test_the_communications_team_is_a_link_when_it_has_a_mailbox(page: Page, settings: pytest.FixtureRequest) -> None:
    settings.CASEBOOK_CONTACT = "comms@anyshire.example"  # type: ignore[attr-defined]
    factories.published("Bare", slug="bare")
    assert 'Ask the <a href="mailto:comms@anyshire.example">communications team</a>' in page("/entries/bare/")


def test_a_mailbox_is_text_that_may_break(page: Page) -> None:
    someone = factories.contact("night.care@anyshire.example", person="Ines Farrow", role="Ward manager")
    factories.published("Rooms", slug="rooms", contact=someone)
    found = page("/entries/rooms/")
    assert 'href="mailto:night.care@anyshire.example">night.<wbr>care@<wbr>anyshire.<wbr>example</a>' in found
    assert "Ines Farrow, Ward manager" in found


def test_a_hidden_contact_stays_hidden(page: Page) -> None:
    factories.published("Rooms", slug="rooms", contact=factories.contact("secret@anyshire.example", hidden=True))
    found = page("/entries/rooms/")
    assert "secret@" not in found
    assert NO_CONTACT in found


def test_an_entry_of_a_book_leads_to_its_part_and_neighbours(page: Page) -> None:
    book = factories.edition("2024-25")
    for number in range(3):
        factories.published(
            f"Story {number}", slug=f"s{number}", edition=book, care_groups=["wards"], position=number,
            period_start=date(2024, 4, 1), period_end=date(2025, 3, 31),
        )  # fmt: skip
    found = page("/entries/s1/")
    assert 'href="/entries/s0/" rel="prev"' in found
    assert 'href="/entries/s2/" rel="next"' in found
    assert 'href="/editions/2024-25/wards/">Wards</a>' in found
    assert "<b>Big Book 2024-25:</b> results for April 2024 to March 2025. Not confirmed since." in found


def test_facts_of_its_kind_stand_near_the_top(page: Page) -> None:
    factories.published(
        "Open evening", slug="evening", kind="event", event_start=datetime(2027, 1, 14, 18, tzinfo=UTC),
        event_place="Library", booking_url="https://anyshire.example/book", summary="Come.",
    )  # fmt: skip
    found = page("/entries/evening/")
    assert "<dt>Starts</dt><dd>Thursday 14 January 2027, 6pm</dd>" in found
    assert '<a href="https://anyshire.example/book">Book a place</a>' in found
    assert found.index("cb-facts") < found.index('"cb-lede">Come.')


def test_labels_are_seen(page: Page) -> None:
    factories.published("Clips", slug="clips", kind="podcast", is_supplier_account=True)
    found = page("/entries/clips/")
    assert "Podcast</strong>" in found
    assert "Supplier’s own account</strong>" in found


def test_notes_on_source_title_and_team_are_shown(page: Page) -> None:
    crew = factories.team("crew", name="Crew", note="Printed this way.")
    factories.published("Rooms", slug="rooms", teams=[crew], title_is_ours=True, source_note="Cut short.")
    found = page("/entries/rooms/")
    assert "The source gave no title; this one is ours." in found
    assert "Cut short." in found
    assert "Crew</a><span>Printed this way.</span>" in found


def test_a_long_title_is_a_size_down(page: Page) -> None:
    factories.published("Long " * 30, slug="long")
    assert '<h1 class="nhsuk-heading-l ' in page("/entries/long/")


def test_a_wide_table_stands_in_a_box_that_scrolls(page: Page) -> None:
    factories.published("Rooms", slug="rooms", results="<table><tr><td>1</td></tr></table>")
    assert 'aria-label="Table" tabindex="0"><table>' in page("/entries/rooms/")


def test_similar_projects_say_why(page: Page) -> None:
    factories.published("Rooms", slug="rooms", themes=["rest"])
    factories.published("Cards", slug="cards", themes=["rest"])
    assert '<a href="/entries/cards/">Cards</a><span>Also about rest</span>' in page("/entries/rooms/")


def test_care_groups_and_themes_lead_to_the_filtered_list(page: Page) -> None:
    factories.published("Rooms", slug="rooms", themes=["rest"], care_groups=["wards"])
    found = page("/entries/rooms/")
    assert 'href="/care-groups/wards/"' in found
    assert 'href="/themes/rest/"' in found


def test_two_entries_with_one_title_have_two_page_titles(page: Page) -> None:
    factories.published("Apprentices", slug="a", edition=factories.edition("2023-24"))
    factories.published("Apprentices", slug="b", edition=factories.edition("2024-25"))
    titles = {page(f"/entries/{slug}/").split("<title>")[1].split("</title>")[0] for slug in "ab"}
    assert len(titles) == 2


def test_an_old_address_leads_to_the_present_one(client: Client) -> None:
    made = factories.published("Rooms", slug="rooms")
    made.slug = "quiet-rooms"
    with library.writing():
        made.save()
    answer = client.get("/entries/rooms/")
    assert (answer.status_code, answer["Location"]) == (301, "/entries/quiet-rooms/")
    # A slug can be taken back: a browser must not keep the redirect for ever.
    assert answer["Cache-Control"] == "no-cache"


def test_a_withdrawn_entry_is_gone(page: Page) -> None:
    made = factories.published("Rooms", slug="rooms")
    withdraw(made, why="The team asked.")
    found = page("/entries/rooms/", 410)
    assert "“Rooms” was published here and has been taken down." in found
    assert "The team asked" not in found


def test_a_draft_is_not_there(page: Page) -> None:
    factories.entry("Rooms", slug="rooms")
    assert "Rooms" not in page("/entries/rooms/", 404)


@pytest.mark.parametrize("slug", ["nothing", "a%00b", "x" * 5_000, "%FF", "..%2F", "a b", "é"])
def test_no_such_entry_is_not_found(page: Page, slug: str) -> None:
    assert "Page not found" in page(f"/entries/{slug}/", 404)


def test_it_rejects_posting(client: Client) -> None:
    factories.published("Rooms", slug="rooms")
    assert client.post("/entries/rooms/").status_code == 405


@pytest.mark.parametrize("kind", ["blog", "news", "award", "event", "podcast", "insight"])
def test_a_talk_of_one_section_has_no_heading_above_it(page: Page, kind: str) -> None:
    factories.published("One", slug="one", kind=kind, aims="<p>Said.</p>")
    factories.published("Two", slug="two", kind=kind, aims="<p>Said.</p>", actions="<p>Done.</p>")
    assert "What did we want to achieve?" not in page("/entries/one/")
    assert "<p>Said.</p>" in page("/entries/one/")
    assert "What did we want to achieve?</h2>" in page("/entries/two/")


def test_a_case_study_of_one_section_keeps_its_heading(page: Page) -> None:
    factories.published("One", slug="one", aims="<p>Said.</p>")
    assert "What did we want to achieve?</h2>" in page("/entries/one/")


@pytest.mark.parametrize("ends", [datetime(2027, 1, 14, 20, 0, tzinfo=UTC), None])
def test_an_event_is_over_from_its_end_without_a_write(client: Client, ends: datetime | None) -> None:
    """Without an end, from the midnight after its start."""
    with time_machine.travel(datetime(2027, 1, 14, 19, 0, tzinfo=UTC), tick=False) as clock:
        factories.published(
            "Open evening", slug="open", kind="event", event_start=datetime(2027, 1, 14, 18, 0, tzinfo=UTC),
            event_end=ends, booking_url="https://anyshire.example/book",
        )  # fmt: skip
        before = client.get("/entries/open/")
        assert ">Book a place</a>" in before.content.decode()
        clock.shift(5 * 3600)
        after = client.get("/entries/open/", headers={"if-none-match": before["ETag"]})
        assert after.status_code == 200
        assert ">Booking page (this event is over)</a>" in after.content.decode()
