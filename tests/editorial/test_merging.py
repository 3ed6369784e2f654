"""Names merged, renamed and retired: at once for readers, old addresses and filters lead on, and all of it is kept."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from reversion.models import Version

from entries import library
from entries.editorial import history
from entries.editorial.restoring import bring_back
from entries.editorial.tidying import Merge, Rename, Retire, UseAgain, undo
from entries.library import version
from entries.models import (
    Edition,
    EntryPartner,
    EntryTeam,
    LiveVersion,
    Synonym,
    Team,
    Theme,
    Upkeep,
)  # fmt: skip
from tests import factories

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> set[str]:
    """The titles of the cards on a page of results."""
    return {card.title for card in client.get(address).context["results"].cards}


def effects(change: Any) -> dict[str, str]:
    """What would be done, by name."""
    return {line.name: line.effect for line in change.lines()}


def kept(entry: Any) -> Version:
    """The present version of an entry, kept."""
    history.keep_many([entry], None, "As it was")
    found = Version.objects.get_for_object(entry).first()
    assert found is not None
    return found


def test_a_merged_theme_leads_on_filters_and_is_found_by_the_other_name(client: Client) -> None:
    factories.published("One", themes=["falls"])
    factories.published("Two", themes=["slips"])
    factories.published("Three", themes=["falls", "slips"])
    before = version.current()
    Merge((Theme.objects.get(slug="slips"),), Theme.objects.get(slug="falls")).carry_out(None, "The same.")
    assert [theme.slug for theme in Theme.objects.all()] == ["falls"]
    assert client.get("/themes/slips/")["Location"] == "/themes/falls/"
    assert titles(client, "/entries/?theme=slips") == {"One", "Two", "Three"}
    assert titles(client, "/entries/?q=falls") == {"One", "Two", "Three"}
    assert version.current() > before


def test_a_merge_says_first_what_it_will_do() -> None:
    factories.published("One", themes=["slips"])
    factories.entry("Two", themes=["falls", "slips"])
    Synonym.objects.create(left="slips", right="tumbles")
    change = Merge((Theme.objects.get(slug="slips"),), Theme.objects.get(slug="falls"))
    assert effects(change) == {
        "Slips": "Becomes part of “Falls”. This cannot be undone.",
        "/themes/slips/": "Leads to /themes/falls/ from now on, and filters as that.",
        "One": "Has “Slips”: gets “Falls”. Readers see it at once.",
        "Two": "Has both: has “Falls” alone.",
        "slips = tumbles": "Names “Slips”.",
    }
    assert Theme.objects.count() == 2


def test_addresses_lead_on_through_several_merges_and_renames(client: Client) -> None:
    factories.published(themes=["one", "two", "three"])
    one, two, three = (Theme.objects.get(slug=slug) for slug in ("one", "two", "three"))
    Rename(one, "First", "first").carry_out(None)
    Merge((Theme.objects.get(slug="first"),), two).carry_out(None)
    Merge((two,), three).carry_out(None)
    Rename(Theme.objects.get(), "Last", "last").carry_out(None)
    for slug in ("one", "first", "two", "three"):
        assert client.get(f"/themes/{slug}/")["Location"] == "/themes/last/"


def test_a_merged_care_group_leads_on_in_its_book_too(client: Client) -> None:
    factories.published(edition=factories.edition("2024-25"), care_groups=["wards"])
    Merge((factories.care_group("wards"),), factories.care_group("inpatient")).carry_out(None)
    assert client.get("/editions/2024-25/wards/")["Location"] == "/editions/2024-25/inpatient/"


def test_merged_teams_are_one_for_readers_at_once_and_nothing_else_of_a_draft_is_published(client: Client) -> None:
    keeps, goes = factories.team("podiatry"), factories.team("podiatry-wirral")
    entry = factories.published("Feet first", teams=[goes, keeps])
    entry.title = "Not yet"
    entry.save()
    Merge((goes,), keeps).carry_out(None)
    document = LiveVersion.objects.get().document
    assert (document["teams"], document["title"]) == (["podiatry"], "Feet first")
    assert client.get("/teams/podiatry-wirral/")["Location"] == "/teams/podiatry/"
    page = client.get(f"/entries/{entry.slug}/").content.decode()
    assert "Podiatry Wirral Team" not in page
    assert EntryTeam.objects.get().position == 0


def test_a_merged_organisation_hands_over_teams_partners_books_and_successions(client: Client) -> None:
    into, row, older = (factories.organisation(slug) for slug in ("new", "double", "older"))
    older.successor = row
    older.save()
    twin = factories.team("feet-new", name="Feet", organisation=into)
    factories.team("feet-double", name="Feet", organisation=row)
    moved = factories.team("hands", name="Hands", organisation=row)
    factories.edition("2024-25", organisation=row)
    entry = factories.published("Feet first", teams=[Team.objects.get(slug="feet-double")])
    other = factories.published("Hands up", teams=[moved])
    with library.writing():
        for of in (row, into):
            EntryPartner.objects.create(entry=other, organisation=of)
    Merge((row,), into).carry_out(None)
    moved.refresh_from_db()
    older.refresh_from_db()
    assert (moved.organisation, older.successor, Edition.objects.get().organisation) == (into, into, into)
    assert list(entry.teams.all()) == [twin]
    assert LiveVersion.objects.get(pk=entry.pk).document["teams"] == ["feet-new"]
    assert EntryPartner.objects.get().organisation == into
    assert client.get("/organisations/double/")["Location"] == "/organisations/new/"
    assert titles(client, "/entries/?organisation=double") == {"Feet first", "Hands up"}


def test_nobody_comes_to_succeed_themselves() -> None:
    one, two, three = (factories.organisation(slug) for slug in ("one", "two", "three"))
    for row, after in ((one, two), (two, three)):
        row.successor = after
        row.save()
    Merge((two,), one).carry_out(None)
    one.refresh_from_db()
    assert one.successor == three
    three.successor = one
    three.save()
    Merge((three,), one).carry_out(None)
    one.refresh_from_db()
    assert one.successor is None


def test_the_sites_own_organisation_is_merged_into_none(settings: Any) -> None:
    settings.CASEBOOK_ORGANISATION = "own"
    own, other = factories.organisation("own"), factories.organisation("other")
    with pytest.raises(ValidationError, match="the site’s own"):
        Merge((own,), other).carry_out(None)
    assert Rename(own, own.name, "another").refusals() != []
    Merge((other,), own).carry_out(None)


def test_what_is_made_up_is_not_merged_with_what_is_real() -> None:
    made_up = factories.organisation("made-up", is_fictional=True)
    with pytest.raises(ValidationError, match="fictional example"):
        Merge((factories.team("feet", organisation=made_up),), factories.team()).carry_out(None)
    assert Team.objects.count() == 2


def test_a_merge_is_kept_in_each_entrys_history_and_older_versions_still_come_back() -> None:
    entry = factories.entry(themes=["slips", "rest"], teams=[factories.team("podiatry-wirral")])
    before = kept(entry)
    Merge((factories.team("podiatry-wirral"),), factories.team("podiatry")).carry_out(None)
    Merge((factories.theme("slips"),), factories.theme("rest")).carry_out(None, "The same.")
    latest = Version.objects.get_for_object(entry).first()
    assert latest is not None
    assert latest.revision.comment == "Merged the theme “Slips” into “Rest”. The same."
    entry.themes.clear()
    EntryTeam.objects.all().delete()
    bring_back(before)
    assert [theme.slug for theme in entry.themes.all()] == ["rest"]
    assert [team.slug for team in entry.teams.all()] == ["podiatry"]


def test_a_new_name_shows_at_once_and_can_be_undone(client: Client) -> None:
    entry = factories.published(themes=["slips"])
    record = Rename(factories.theme("slips"), "Falls at home", "falls").carry_out(None)
    assert "Falls at home" in client.get(f"/entries/{entry.slug}/").content.decode()
    assert client.get("/themes/slips/")["Location"] == "/themes/falls/"
    undo(record, None)
    assert client.get("/themes/falls/")["Location"] == "/themes/slips/"
    assert Theme.objects.get().name == "Slips"
    with pytest.raises(ValidationError, match="was already"):
        undo(record, None)


def test_a_name_that_another_has_is_refused() -> None:
    factories.theme("falls")
    with pytest.raises(ValidationError, match="already exists"):
        Rename(factories.theme("slips"), "Falls").carry_out(None)
    Rename(factories.theme("slips"), "Slips", "trips").carry_out(None)
    with pytest.raises(ValidationError, match="still leads there"):
        Rename(factories.theme("falls"), "Falls", "slips").carry_out(None)


def test_what_is_retired_stays_on_entries_and_filters(client: Client) -> None:
    factories.published("One", themes=["slips"])
    record = Retire(factories.theme("slips")).carry_out(None)
    assert titles(client, "/entries/?theme=slips") == {"One"}
    undo(record, None)
    assert not Theme.objects.get().retired


def test_a_retired_theme_is_taken_off_by_choice_and_given_back_by_undoing(client: Client) -> None:
    factories.published("One", themes=["slips"])
    record = Retire(factories.theme("slips"), off=True).carry_out(None)
    assert "slips" not in client.get("/entries/").content.decode()
    undo(record, None)
    assert titles(client, "/entries/?theme=slips") == {"One"}


def test_only_a_publisher_changes_names() -> None:
    editor, theme, other = factories.person("Editor"), factories.theme("slips"), factories.theme("falls")
    for change in (Merge((theme,), other), Rename(theme, "Trips"), Retire(theme), UseAgain(theme)):
        with pytest.raises(PermissionDenied):
            change.carry_out(editor)
    assert (Theme.objects.count(), Upkeep.objects.count()) == (2, 0)


def test_nothing_is_half_merged() -> None:
    factories.published(themes=["slips"])
    with pytest.raises(ValidationError):
        Merge((factories.theme("slips"), factories.theme("falls")), factories.theme("falls")).carry_out(None)
    assert set(Theme.objects.values_list("slug", flat=True)) == {"slips", "falls"}
    assert LiveVersion.objects.get().card["themes"] == [["slips", "Slips"]]
