"""What readers type and what they mean: spelling, hyphens, acronyms, synonyms, phrases, best bets."""

import pytest

from entries import library
from entries.editorial.actions import withdraw
from entries.library import Results, Selection
from entries.models import BestBet, Synonym
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_taught() -> None:
    """Each test teaches what it needs."""
    with library.writing():
        Synonym.objects.all().delete()


def asked(q: str, **chosen: object) -> Results:
    """What the library gives."""
    return library.read().results(Selection(q=q, **chosen))


def titles(q: str, **chosen: object) -> list[str]:
    """The titles of what has all the words, best first."""
    results = asked(q, **chosen)
    return [card.title for card in results.cards[: results.count]]


def teach(left: str, right: str, two_way: bool = True) -> None:
    """A synonym."""
    with library.writing():
        Synonym(left=left, right=right, two_way=two_way).save()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("E-rostering", "erostering"),
        ("E-rostering", "e rostering"),
        ("Erostering", "e-rostering"),
        ("E rostering", "erostering"),
        ("Staff’s voices", "staffs voices"),
        ("Better wi-fi", "wifi"),
        ("Better wifi", "wi-fi"),
        ("Well-being", "wellbeing"),
        ("Wellbeing", "well-being"),
        ("Follow up calls", "follow-up"),
        ("Telehealth", "tele health"),
        ("ED&I", "EDI"),
        ("EDI", "ED&I"),
        ("A&E", "A & E"),
        ("EDI", "ED & I"),
        ("A 900% rise", "900%"),
        ("15,256 visits", "15256"),
        ("15256 visits", "15,256"),
        ("Plans for 2023-24", "2023-24"),
        ("Band 6 nurses", "band 6"),
        ("Organising", "organize"),
        ("Colour charts", "color chart"),
        ("Café Søren", "cafe soren"),
        ("A GP in the team", "GPs"),
        ("A GP in the team", "gp's"),
        ("Notes for GPs", "gp"),
        ("An HCA at night", "HCAs"),
        ("HCSWs on days", "hcsw"),
        ("Is Gen Z the answer?", "gen-z"),
        ("E-job planning", "e-job-planning"),
        ("Face to face again", "face-to-face"),
        ("Early help, and intervention", "early-intervention"),
        ("Seen on X and in the paper", '"on x and in"'),
        ("An off-duty rota", "off duty"),
    ],
)
def test_is_found_however_it_is_written(written: str, typed: str) -> None:
    factories.published(written)
    factories.published("Something else")
    assert titles(typed) == [written]


def test_an_exact_phrase_is_its_very_words_in_order() -> None:
    factories.published("Agency spend falls")
    factories.published("Agencies spend less")
    factories.published("Spend on an agency")
    assert titles('"agency spend"') == ["Agency spend falls"]
    assert asked('"agency spend"').count_any == 1


def test_a_word_can_be_left_out() -> None:
    factories.published("Agency staff")
    factories.published("Bank staff")
    assert titles("staff -agency") == ["Bank staff"]
    assert titles("-agency") == ["Bank staff"]
    assert titles('staff -"bank staff"') == ["Agency staff"]


def test_words_between_words_are_no_words_of_the_query() -> None:
    for title in ("Agency staff", "Bank staff", "Bank and agency staff"):
        factories.published(title)
    assert titles("agency AND bank") == titles("agency OR bank") == ["Bank and agency staff"]
    assert titles("bank NOT agency") == ["Bank staff"]
    assert titles("HOW does THE bank work WITH agency staff") == []
    assert titles("HOW bank THE staff") == titles("how bank the staff")
    assert asked("OR").count_any == 0


def test_two_words_are_the_one_that_they_may_be() -> None:
    factories.published("Works well")
    factories.published("Wellbeing")
    assert titles("well being") == ["Wellbeing", "Works well"]


def test_a_letter_before_a_word_is_part_of_it() -> None:
    factories.published("E-rostering")
    factories.published("Rostering and an E number")
    assert titles("e rostering") == ["E-rostering"]
    assert titles("e-learning") == []


def test_it_is_not_every_it_and_ot_is_not_other() -> None:
    teach("OT", "occupational therapy")
    factories.published("A faster network from IT")
    factories.published("How we made it work with other teams")
    factories.published("Occupational therapy at home")
    factories.published("Our OT service")
    assert titles("IT") == titles("it") == ["A faster network from IT"]
    assert sorted(titles("OT")) == ["Occupational therapy at home", "Our OT service"]
    assert sorted(titles("occupational therapy")) == ["Occupational therapy at home", "Our OT service"]


def test_synonyms_of_several_words_find_each_other_both_ways() -> None:
    teach("agency spend; agency costs; agency fees", "bank and agency usage")
    for title in ("Agency spend", "Agency costs", "Agency fees", "Bank and agency usage", "Agency nurses"):
        factories.published(title)
    for q in ("agency spend", "agency costs", "agency fees", "bank and agency usage"):
        assert sorted(titles(q)) == ["Agency costs", "Agency fees", "Agency spend", "Bank and agency usage"]


def test_a_one_way_synonym_finds_one_way_only() -> None:
    teach("casualty", "emergency department", two_way=False)
    factories.published("Emergency department")
    factories.published("Casualty")
    assert sorted(titles("casualty")) == ["Casualty", "Emergency department"]
    assert titles("emergency department") == ["Emergency department"]


def test_a_phrase_of_a_synonym_does_not_match_its_words_apart() -> None:
    teach("IPC", "infection prevention and control")
    factories.published("Prevention of falls", aims="<p>Control an infection.</p>")
    assert titles("IPC") == []


def test_a_best_bet_stands_first_while_it_may_be_seen() -> None:
    first = factories.published("Rosters by hand", summary="By hand.")
    factories.published("Agency spend", themes=["money"])
    with library.writing():
        BestBet.objects.create(words="agency spend; spending on agencies", entry=first)
    assert titles("spend agency") == ["Rosters by hand", "Agency spend"]
    assert titles("agency spend", theme=("money",)) == ["Agency spend"]
    assert titles("agency") == ["Agency spend"]


def test_some_of_the_words_come_behind_all_of_them() -> None:
    factories.published("Agency spend", summary="Reducing.")
    factories.published("Agency agency agency")
    factories.published("Nothing")
    results = asked("reducing agency spend")
    assert (results.count, results.count_any) == (1, 2)
    assert [card.title for card in results.cards] == ["Agency spend", "Agency agency agency"]


def test_facets_count_what_has_all_the_words_when_something_has() -> None:
    factories.published("Agency spend", themes=["money"])
    factories.published("Agency", themes=["staff"])
    factories.published("Spend", themes=["staff"])
    counts = {facet.name: {value.slug: value.count for value in facet.values} for facet in asked("agency spend").facets}
    assert counts["theme"] == {"money": 1, "staff": 0}
    counts = {facet.name: {value.slug: value.count for value in facet.values} for facet in asked("agency owls").facets}
    assert counts["theme"] == {"money": 1, "staff": 1}


def test_an_unknown_word_is_corrected_when_nothing_else_is_found() -> None:
    factories.published("Rostering")
    results = asked("rostring")
    assert (results.count, results.corrected, results.suggestion) == (1, "rostering", "rostering")
    assert asked('"rostring"').count_any == 0


def test_a_correction_is_offered_when_some_words_find_something() -> None:
    factories.published("Rostering for nurses")
    factories.published("Porters")
    results = asked("rostring porters")
    assert (results.count, results.count_any, results.corrected, results.suggestion) == (0, 1, "", "rostering porters")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("e-rostring", "erostering"),
        ("job-planing", "job-planning"),
        ("agancy's", "agency"),
        ("rostríng", "rostering"),
        ("Rostring, or apprenticship!", "rostering, or apprenticeships!"),
        ("aprenticeship", "apprenticeships"),
        ("exerise", "exercises"),
        ("managrs", "manager"),
        ("AGANCY", "agency"),
    ],
)
def test_a_word_is_corrected_wherever_it_stands(typed: str, meant: str) -> None:
    factories.published("E-rostering and job planning please: agency, rostering, apprenticeships, exercises, manager")
    results = asked(typed)
    assert (results.count, results.corrected) == (1, meant)


@pytest.mark.parametrize(
    "typed", ["PALS", "pals", "BAME", "the", "its", "POCT", "gpx", "it the", "NICE", "TVNs", "x ray"]
)
def test_what_is_no_slip_is_not_corrected(typed: str) -> None:
    teach("PALS", "patient advice and liaison service")
    teach("BAME", "black, Asian and minority ethnic")
    factories.published("Name the pass post, fit gap, wall, tht, nicer, tan, trays")
    assert asked(typed).suggestion is None


def test_a_word_that_only_a_withdrawn_entry_has_corrects_nothing() -> None:

    withdraw(factories.published("Rostering"), why="Out of date")
    factories.published("Porters")
    assert asked("rostring").suggestion is None


def test_contacts_are_not_searched() -> None:
    factories.published("Rooms", contact=factories.contact("secret.mailbox@anyshire.example", person="Zebedee"))
    assert titles("zebedee") == titles("secret.mailbox@anyshire.example") == []


def test_ties_go_by_title() -> None:
    for title in ("Zebra rest", "Apple rest", "Mango rest"):
        factories.published(title)
    assert titles("rest") == ["Apple rest", "Mango rest", "Zebra rest"]
