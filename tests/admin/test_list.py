"""The list of entries: what it shows and finds, in a number of queries that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/entries/entry/"


def test_it_costs_the_same_at_ten_and_at_fifty() -> None:
    client = signed_in("Publisher")
    counts = []
    for wanted in (10, 40):
        for number in range(wanted):
            factories.published(
                edition=factories.edition(),
                care_groups=["community-care", f"group-{number % 5}"],
                themes=[f"theme-{number % 5}"],
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_it_shows_where_each_entry_stands() -> None:
    entry = factories.published("Night breaks", edition=factories.edition("2024-25"))
    editor = signed_in()
    sent(editor, change(entry), summary="Something else.")
    page = editor.get(LIST).content.decode()
    for shown in ("Night breaks", "Night Care Team", "2024-25", "Full story", "Published", "Waiting", "1 June 2025"):
        assert shown in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("waiting=yes", {"Changed"}),
        ("waiting=no", {"Same", "Sketch"}),
        ("status__exact=draft", {"Sketch"}),
        ("q=sketch", {"Sketch"}),
        ("q=Night+Care", {"Changed", "Same", "Sketch"}),
        ("q=nothing-like-it", set()),
    ],
)
def test_it_is_narrowed(query: str, found: set[str]) -> None:
    changed = factories.published("Changed one")
    factories.published("Same")
    factories.entry("Sketch")
    editor = signed_in()
    sent(editor, change(changed), title="Changed")
    answer = editor.get(f"{LIST}?{query}")
    assert {entry.title for entry in answer.context["cl"].result_list} == found


def test_it_is_narrowed_by_tag_book_and_organisation() -> None:
    entry = factories.entry("Mine", edition=factories.edition(), care_groups=["community-care"], themes=["safety"])
    factories.entry("Other", teams=[factories.team("other", organisation=factories.organisation("othershire"))])
    editor = signed_in()
    for query in (
        f"care_group_links__tag__id__exact={entry.care_groups.get().pk}",
        f"theme_links__tag__id__exact={entry.themes.get().pk}",
        f"edition__id__exact={entry.edition_id}",
        f"teams__organisation__id__exact={factories.organisation().pk}",
        "kind__exact=case-study&outcome__exact=full",
    ):
        found = editor.get(f"{LIST}?{query}").context["cl"].result_list
        assert [one.title for one in found] == ["Mine"], query


@pytest.mark.parametrize("name", ["edition", "caregroup", "theme", "team", "organisation", "contact", "oldslug"])
def test_the_lists_of_names_cost_the_same_for_more_rows(name: str) -> None:
    client, counts = signed_in("Publisher"), []
    for start in (0, 3):
        for number in range(start, start * 3 + 3):
            own = factories.organisation(f"org-{number}")
            factories.published(
                edition=factories.edition(f"book-{number}", organisation=own),
                teams=[factories.team(f"team-{number}", organisation=own)],
                care_groups=[f"group-{number}"],
                themes=[f"theme-{number}"],
                contact=factories.contact(f"box{number}@anyshire.example"),
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/admin/entries/{name}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
