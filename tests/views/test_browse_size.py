"""A list page stays light however large the library is."""

import pytest
from django.test import Client

from entries.models import Kind, Region
from tests import factories

SUMMARY = (
    "Two wards changed how they work at night, wrote down what came of it, and asked every other ward to try "
    "the same for a month."
)
KINDS = (Kind.CASE_STUDY, Kind.BLOG, Kind.EVENT)


@pytest.mark.django_db
def test_a_list_page_with_every_filter_weighs_less_than_40_kb(client: Client) -> None:
    regions = list(Region.values)[:7]
    teams = [
        factories.team(
            f"team-{n}",
            name=f"Community Nursing Team {n}",
            organisation=factories.organisation(
                f"organisation-{n}-partnership", name=f"North {n} Shires Partnership Trust", region=regions[n % 7]
            ),
        )
        for n in range(48)
    ]
    books = [factories.edition(f"20{n + 10}-{n + 11}") for n in range(8)]
    for n in range(48):
        factories.published(
            f"Giving the night staff of ward {n} a proper break",
            summary=SUMMARY,
            headline_result="91% of breaks were taken in full, up from 43% a year ago.",
            kind=KINDS[n % 3],
            edition=books[n % 8],
            outcome="mention" if n % 2 else "full",
            teams=[teams[n]],
            care_groups=[f"community-and-mental-health-{n % 8}"],
            themes=[f"wellbeing-and-training-{n % 40}"],
        )
    found = client.get("/entries/").content.decode()
    assert found.count('class="cb-result"') == 20
    assert "Show all 48 organisations" in found
    assert len(found.encode()) < 40_000
