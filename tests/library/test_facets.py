"""Counts are true: for every facet value, and every pair, over a generated library of 300 entries."""

import random
from itertools import combinations

import pytest

from entries import library
from entries.library import FACETS, Selection
from entries.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def generated() -> list[Entry]:
    """300 entries spread over all facets, some of them not public."""
    dice = random.Random(20261122)
    regions = ["", "north-west", "london", "wales"]
    owners = [factories.organisation(f"trust-{n}", region=dice.choice(regions)) for n in range(6)]
    teams = [factories.team(f"team-{n}", organisation=dice.choice(owners)) for n in range(12)]
    books = [
        factories.edition(f"20{n}-{n + 1}", state=state)
        for n, state in ((22, "closed"), (23, "published"), (24, "judging"))
    ]
    made = []
    with library.writing():
        for number in range(300):
            book = dice.choice([None, *books])
            make = factories.published if dice.random() < 0.9 else factories.entry
            made.append(
                make(
                    f"Entry {number}",
                    kind=dice.choice(["case-study", "blog", "podcast"]),
                    edition=book,
                    outcome=dice.choice(["full", "mention", "not-used"]) if book else "",
                    teams=[dice.choice(teams)],
                    care_groups=dice.sample(["a", "b", "c", "d"], dice.randint(0, 2)),
                    themes=dice.sample(["t1", "t2", "t3", "t4", "t5"], dice.randint(0, 3)),
                )
            )
    return made


def truth(entries: list[Entry]) -> list[dict[str, set[str]]]:
    """The facet values of each public entry, asked of the models one by one."""
    found = []
    for entry in entries:
        entry.refresh_from_db()
        book = entry.edition
        if entry.status != "published" or (book and book.state == "judging") or entry.outcome == "not-used":
            continue
        owner = entry.team_links.first().team.organisation
        found.append(
            {
                "care_group": {tag.slug for tag in entry.care_groups.all()},
                "theme": {tag.slug for tag in entry.themes.all()},
                "kind": {entry.kind},
                "outcome": {entry.outcome} - {""},
                "edition": {book.slug} if book else set(),
                "organisation": {owner.slug},
                "region": {owner.region or "national-or-no-region"},
            }
        )
    return found


def counted(rows: list[dict[str, set[str]]], chosen: dict[str, set[str]]) -> int:
    return sum(all(row[facet] & slugs for facet, slugs in chosen.items()) for row in rows)


def test_every_value_and_every_pair_counts_as_brute_force_does(generated: list[Entry]) -> None:
    rows, reading = truth(generated), library.read()
    values = [(facet.name, value.slug) for facet in reading.results(Selection()).facets for value in facet.values]
    assert {slug for row in rows for facet in FACETS for slug in row[facet]} == {slug for _, slug in values}
    for (facet, slug), (other, second) in [*combinations(values, 2), *((one, one) for one in values)]:
        chosen = {facet: {slug}}
        chosen[other] = chosen.get(other, set()) | {second}
        shown = reading.results(Selection(**{name: tuple(slugs) for name, slugs in chosen.items()}))
        assert shown.count == counted(rows, chosen), chosen
        for found in shown.facets:
            for value in found.values:
                expected = counted(rows, {**chosen, found.name: {value.slug}})
                assert value.count == expected, (chosen, found.name, value.slug)


def test_an_unknown_value_matches_nothing_and_is_a_chip() -> None:
    factories.published("Rooms", themes=["t1"])
    shown = library.read().results(Selection(theme=("no-such-theme",)))
    assert (shown.count, shown.unknown) == (0, (("theme", "no-such-theme"),))
    assert [chip.slug for chip in shown.chips] == ["no-such-theme"]
    assert shown.fewer[0][1] == 1


def test_an_old_slug_filters_as_the_new_one() -> None:
    factories.published("Rooms", themes=["t1"])
    factories.published("Others", themes=["t2"])
    theme = factories.theme("t1")
    with library.writing():
        theme.slug = "renamed"
        theme.save()
    assert library.read().results(Selection(theme=("t1",))).count == 1


def test_a_filter_says_that_an_organisation_and_its_book_are_made_up() -> None:
    made_up = factories.organisation("anyshire", is_fictional=True)
    team, book = factories.team(organisation=made_up), factories.edition(organisation=made_up)
    factories.published(teams=[team], edition=book)
    shown = {facet.name: facet for facet in library.read().results(Selection()).facets}
    assert [value.name for value in shown["organisation"].values] == [f"{made_up.name} (fictional example)"]
    assert [value.name for value in shown["edition"].values] == [f"{book.short_title or book.slug} (fictional example)"]


def test_a_kind_that_no_entry_has_yet_is_called_by_its_name() -> None:
    shown = library.read().results(Selection(kind=("podcast",)))
    assert [(chip.slug, chip.name) for chip in shown.chips] == [("podcast", "Podcast")]


def test_an_event_that_became_news_tells_no_more_when_it_is() -> None:
    facts = {"event_start": "2026-11-30T10:00Z", "event_place": "The hall"}
    factories.published("As it comes", kind="event", **facts)
    factories.published("As it went", kind="news", **facts)
    told = {card.title: "The hall" in card.meta for card in library.read().results(Selection()).cards}
    assert told == {"As it comes": True, "As it went": False}
