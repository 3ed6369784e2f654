"""Names kept tidy at the desk: every change is shown before it is made, and names that look alike are suggested."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import EntryTeam, EntryTheme, KnownDifferent, Team, Theme, Upkeep
from tests import factories
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db
THEMES, TEAMS = "/admin/entries/theme/", "/admin/entries/team/"


def shown(client: Client, address: str, **given: Any) -> str:
    """The page that says what would be done."""
    return client.post(address, {**given, "step": "show"}).content.decode()


def do(client: Client, address: str, **given: Any) -> str:
    """The page after what was shown was agreed to."""
    found = re.search(r'name="shown" value="(\w+)"', shown(client, address, **given))
    assert found is not None
    return client.post(address, {**given, "step": "do", "shown": found[1]}, follow=True).content.decode()


def merging(*rows: Any) -> str:
    """The address at which rows are merged."""
    return f"/admin/entries/{rows[0]._meta.model_name}/merge/?{'&'.join(f'chosen={row.pk}' for row in rows)}"


def test_two_chosen_themes_become_one() -> None:
    keeps, goes = factories.theme("falls"), factories.theme("slips")
    factories.published("One", themes=["slips"])
    publisher = signed_in("Publisher")
    answer = publisher.post(THEMES, {"action": "merge_chosen", "_selected_action": [keeps.pk, goes.pk]})
    assert answer["Location"] == merging(keeps, goes)
    page = shown(publisher, merging(keeps, goes), into=keeps.pk)
    assert "gets “Falls”. Readers see it at once." in page
    assert Theme.objects.count() == 2
    page = do(publisher, merging(keeps, goes), into=keeps.pk, why="The same.")
    assert "What happened" in page
    assert list(Theme.objects.all()) == [keeps]
    assert Upkeep.objects.get().why == "The same."


def test_what_changed_since_it_was_shown_is_shown_again() -> None:
    keeps, goes = factories.theme("falls"), factories.theme("slips")
    publisher = signed_in("Publisher")
    found = re.search(r'name="shown" value="(\w+)"', shown(publisher, merging(keeps, goes), into=keeps.pk))
    assert found is not None
    factories.entry("Came since", themes=["slips"])
    page = publisher.post(merging(keeps, goes), {"into": keeps.pk, "step": "do", "shown": found[1]}).content.decode()
    assert "Nothing was changed yet" in page
    assert "Came since" in page
    assert Theme.objects.count() == 2


def test_one_team_becomes_part_of_another_that_is_chosen_from_all() -> None:
    goes, keeps = factories.team("feet"), factories.team("podiatry")
    publisher = signed_in("Publisher")
    page = publisher.get(f"{TEAMS}{goes.pk}/change/").content.decode()
    assert merging(goes).replace("&", "&amp;") in page
    do(publisher, merging(goes), into=keeps.pk)
    assert list(Team.objects.all()) == [keeps]


def test_renaming_and_undoing_it_from_the_log() -> None:
    theme, publisher = factories.theme("slips"), signed_in("Publisher")
    page = do(publisher, f"{THEMES}{theme.pk}/rename/", name="Trips", slug="trips")
    assert "Undo this" in page
    record = Upkeep.objects.get()
    assert record.what in publisher.get("/admin/entries/upkeep/").content.decode()
    page = publisher.post(f"/admin/entries/upkeep/{record.pk}/change/", follow=True).content.decode()
    assert "Undone." in page
    assert "Undo this" not in page
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Slips", "slips")


def test_a_new_name_by_the_plain_form_is_in_the_log_too() -> None:
    theme, publisher = factories.theme("slips"), signed_in("Publisher")
    sent(publisher, f"{THEMES}{theme.pk}/change/", name="Trips")
    sent(publisher, f"{THEMES}{theme.pk}/change/", order=3)
    assert [record.what for record in Upkeep.objects.all()] == ["Renamed the theme “Slips” to “Trips”."]


def test_the_plain_form_leaves_the_sites_own_address_alone(settings: Any) -> None:
    own, publisher = factories.organisation("anyshire"), signed_in("Publisher")
    settings.CASEBOOK_ORGANISATION = "anyshire"
    address = f"/admin/entries/organisation/{own.pk}/change/"
    assert "CASEBOOK_ORGANISATION" in sent(publisher, address, slug="elsewhere").content.decode()
    own.refresh_from_db()
    assert own.slug == "anyshire"
    assert sent(publisher, address, name="Anyshire Trust").status_code == 302


def test_a_retired_theme_is_offered_to_nothing_new_and_stays_where_it_is() -> None:
    theme, publisher = factories.theme("slips"), signed_in("Publisher")
    has, other = factories.entry(themes=["slips"]), factories.entry()
    do(publisher, f"{THEMES}{theme.pk}/retire/")
    asked = {"app_label": "entries", "model_name": "entrytheme", "field_name": "tag", "term": "slip"}
    assert publisher.get("/admin/autocomplete/", asked).json()["results"] == []
    assert "is retired" in sent(publisher, change(other), themes=[theme.pk]).content.decode()
    assert sent(publisher, change(has), title="Another title").status_code == 302
    assert [link.content_object_id for link in EntryTheme.objects.all()] == [has.pk]
    page = publisher.post(
        "/admin/entries/entry/",
        {"action": "tag_chosen", "_selected_action": [has.pk, other.pk], "tag": f"theme:{theme.pk}", "step": "show"},
    ).content.decode()
    assert "The theme “Slips” is retired." in page
    assert "Stands so already" in page
    do(publisher, f"{THEMES}{theme.pk}/retire/")
    assert sent(publisher, change(other), themes=[theme.pk]).status_code == 302


def test_a_retired_team_is_no_new_entrys() -> None:
    team, publisher = factories.team("feet"), signed_in("Publisher")
    do(publisher, f"{TEAMS}{team.pk}/retire/")
    answer = sent(
        publisher, "/admin/entries/entry/add/", title="Feet", slug="feet", **{"team_links-0-team": team.pk}
    )  # fmt: skip
    assert "“Feet Team” is retired" in answer.content.decode()
    assert not EntryTeam.objects.exists()


def test_names_that_look_alike_are_suggested_until_they_are_said_to_be_different() -> None:
    own = factories.organisation()
    factories.team("podiatry", name="Podiatry Team", organisation=own)
    factories.team("wirral", name="Podiatry team, Wirral", organisation=own)
    factories.team("elsewhere", name="Podiatry Team", organisation=factories.organisation("elsewhere"))
    publisher = signed_in("Publisher")
    page = publisher.get(TEAMS).content.decode()
    assert "May be the same: 1" in page
    assert "One within the other" in page
    found = re.search(r'name="pair"\s+value="([\d ]+)"', page)
    assert found is not None
    publisher.post(f"{TEAMS}different/", {"pair": found[1]})
    assert "May be the same" not in publisher.get(TEAMS).content.decode()
    assert KnownDifferent.objects.get().by is not None


def test_an_editor_sees_no_suggestion_and_changes_nothing() -> None:
    one, other = factories.theme("falls"), factories.theme("fall", name="Fall")
    editor = signed_in("Editor")
    page = editor.get(THEMES).content.decode()
    assert "May be the same" not in page
    assert "Merge the chosen" not in page
    for address in (merging(one, other), f"{THEMES}{one.pk}/rename/", f"{THEMES}{one.pk}/retire/"):
        assert editor.get(address).status_code == 403
        assert editor.post(address, {"into": one.pk, "name": "X", "slug": "x"}).status_code == 403
    assert editor.post(f"{THEMES}different/", {"pair": f"{one.pk} {other.pk}"}).status_code == 403
    assert "/admin/login/" in Client().get(merging(one, other))["Location"]


@pytest.mark.parametrize("query", ["", "?chosen=", "?chosen=0", "?chosen=x", "?chosen=" + "9" * 40, "?chosen=%00"])
def test_what_is_not_there_is_not_merged(query: str) -> None:
    publisher = signed_in("Publisher")
    assert "it is not there" in publisher.get(f"{THEMES}merge/{query}", follow=True).content.decode()
    assert publisher.post(f"{THEMES}different/", {"pair": query}, follow=True).status_code == 200
    assert publisher.get(f"{THEMES}99/rename/").status_code == 404
    assert publisher.get("/admin/entries/upkeep/99/change/").status_code == 404


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "Falls", "slug": "slips"}, "already exists"),
        ({"name": "Slips", "slug": "slips"}, "It is called so already."),
        ({"name": "Slips", "slug": "no slug"}, "Enter a valid"),
        ({"name": "Slips", "slug": "print"}, "is kept for an address"),
        ({"name": "", "slug": "slips"}, "This field is required"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(given: dict[str, str], message: str) -> None:
    factories.theme("falls")
    page = shown(signed_in("Publisher"), f"{THEMES}{factories.theme('slips').pk}/rename/", **given)
    assert message in page


def test_the_list_asks_as_often_for_many_names_as_for_few() -> None:
    publisher, asked = signed_in("Publisher"), []
    for number in (2, 40):
        for one in range(number):
            factories.theme(f"theme-{number}-{one}")
            factories.theme(f"theme-{number}-{one}s")
        with CaptureQueriesContext(connection) as queries:
            publisher.get(THEMES)
        asked.append(len(queries))
    assert asked[0] == asked[1]
