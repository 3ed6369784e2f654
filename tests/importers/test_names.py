"""Teams, organisations, tags and editions that rows name."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entries.editorial.tidying import Merge, Retire
from entries.importers import Unreadable
from entries.models import CareGroup, Edition, Entry, Organisation, Region, Team, Theme
from tests import factories
from tests.importers.sheets import GOOD, bring, good, sheet, wrong

pytestmark = pytest.mark.django_db


def test_new_teams_and_themes_are_made_and_reported(tmp_path: Path) -> None:
    outcome = good(tmp_path, {"themes": "Falls; Patient safety"}, {"themes": "falls"})
    assert outcome.made == ["team “Falls Team”", "theme “Falls”", "theme “Patient safety”"]
    assert sorted(Theme.objects.values_list("slug", flat=True)) == ["falls", "patient-safety"]
    assert Team.objects.get().slug == "falls-team"


def test_names_are_found_by_name_or_slug_in_any_case(tmp_path: Path) -> None:
    kept = factories.theme("patient-safety", name="Patient safety")
    good(tmp_path, {"themes": "PATIENT SAFETY"}, {"themes": "patient-safety"})
    assert [list(entry.themes.all()) for entry in Entry.objects.all()] == [[kept], [kept]]


def test_a_renamed_tag_is_found_by_its_old_slug(tmp_path: Path) -> None:
    kept = factories.theme("slips", name="Slips")
    kept.slug, kept.name = "falls", "Falls"
    kept.save()
    good(tmp_path, {"themes": "slips"})
    assert list(Entry.objects.get().themes.all()) == [kept]


def test_a_merged_tag_is_found_by_the_name_it_had(tmp_path: Path) -> None:
    kept = factories.theme("falls")
    Merge((factories.theme("slips-and-trips", name="Slips and trips"),), kept).carry_out(None)
    outcome = good(tmp_path, {"themes": "Slips and Trips"})
    assert list(Entry.objects.get().themes.all()) == [kept]
    assert not any("theme" in made for made in outcome.made)


def test_a_retired_tag_is_given_to_no_entry_that_has_it_not(tmp_path: Path) -> None:
    factories.entry("Has it", slug="has-it", themes=["slips"])
    Retire(factories.theme("slips")).carry_out(None)
    assert "“Slips” is retired" in wrong(tmp_path, {"themes": "Slips"})[0]
    good(tmp_path, {"slug": "has-it", "themes": "Slips", "summary": "More."})
    assert Entry.objects.get().summary == "More."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"care_groups": "Inpatients"}, "care_groups: there is no care group “Inpatients”. Is it “Inpatient”?"),
        ({"organisation": "Newshire"}, "organisation: there is no organisation “Newshire”."),
        ({"edition": "2030-31"}, "edition: there is no edition “2030-31”."),
    ],
)
def test_other_new_names_are_refused_unless_asked_for(row: dict[str, str], words: str, tmp_path: Path) -> None:
    factories.care_group("inpatient", name="Inpatient")
    [problem] = wrong(tmp_path, row)
    assert words in problem
    assert "--create" in problem


def test_create_makes_them(tmp_path: Path) -> None:
    good(tmp_path, {"care_groups": "Inpatient", "organisation": "Newshire", "region": "london"}, create=True)
    assert CareGroup.objects.get().slug == "inpatient"
    assert Organisation.objects.get(slug="newshire").region == Region.LONDON


def test_an_edition_made_so_is_out_and_its_first_rows_organisations(tmp_path: Path) -> None:
    with time_machine.travel("2026-05-04 09:00+00:00", tick=False):
        good(tmp_path, {"edition": "2025-26", "organisation": "Newshire"}, {"edition": "2025-26"}, create=True)
        made = Edition.objects.get(slug="2025-26")
        assert (made.organisation.slug, made.state, made.publishes_at) == ("newshire", "published", timezone.now())


def test_the_edition_option_is_for_rows_that_name_none(tmp_path: Path) -> None:
    factories.edition("2023-24")
    factories.edition("2024-25")
    good(tmp_path, {"edition": "2023-24"}, {}, edition="2024-25")
    assert [entry.edition.slug for entry in Entry.objects.order_by("pk") if entry.edition] == ["2023-24", "2024-25"]


def test_teams_of_the_same_name_get_their_organisations_slug(tmp_path: Path) -> None:
    factories.organisation("newshire", name="Newshire")
    good(tmp_path, {}, {"organisation": "Newshire"})
    assert sorted(Team.objects.values_list("slug", flat=True)) == ["falls-team", "falls-team-newshire"]


def test_a_row_without_an_organisation_is_the_sites_own(tmp_path: Path, settings: Any) -> None:
    settings.CASEBOOK_ORGANISATION = "anyshire"
    good(tmp_path, {"organisation": ""})
    assert Team.objects.get().organisation.slug == "anyshire"


@pytest.mark.parametrize("own", ["", "nowhere"])
def test_and_without_one_of_its_own_it_is_an_error_that_says_so(own: str, tmp_path: Path, settings: Any) -> None:
    settings.CASEBOOK_ORGANISATION = own
    [problem] = wrong(tmp_path, {"organisation": ""})
    assert "CASEBOOK_ORGANISATION" in problem


def test_a_region_that_is_not_the_organisations_is_refused(tmp_path: Path) -> None:
    factories.organisation("anyshire", region=Region.LONDON)
    good(tmp_path, {"region": "London"}, {"region": "london"})
    [problem] = wrong(tmp_path, {"region": "Wales"})
    assert "stands under “London”" in problem


def test_a_bad_rows_names_are_not_made(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    rows = {"title": "", "team": "Night Team", "organisation": "anyshire"}, {"title": "A", "team": "Day Team",
                                                                          "organisation": "anyshire"}  # fmt: skip
    outcome, problems = bring(sheet(tmp_path, *rows), skip_bad=True)
    assert (outcome.bad, outcome.new, len(problems)) == (1, 1, 1)
    assert [team.name for team in Team.objects.all()] == ["Day Team"]


def test_a_name_too_long_is_named(tmp_path: Path) -> None:
    assert "at most 100" in wrong(tmp_path, {"themes": "x" * 101})[0]


def test_an_edition_option_that_names_none_is_refused_once(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    with pytest.raises(Unreadable, match="there is no edition “2030-31” to import into"):
        bring(sheet(tmp_path, GOOD, GOOD), edition="2030-31")
