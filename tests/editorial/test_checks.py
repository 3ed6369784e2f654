"""What stands against publishing an entry: blocks that hold for everybody, warnings that somebody must have seen."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from reversion.models import Version

from entries import library
from entries.editorial import actions, checks
from entries.models import (
    Acknowledgement,
    Entry,
    KeyFigure,
    OldSlug,
    Outcome,
    Picture,
    Quote,
    Resource,
    SlugKind,
    Status,
    Update,
)  # fmt: skip
from tests import factories
from tests.importers.sheets import GOOD, bring, sheet

pytestmark = pytest.mark.django_db
NUMBER = "943 476 5919"
STORY = " ".join(f"On ward {n} the nurse in charge found that a break at {n} was kept." for n in range(1, 12))


def whole(title: str = "", **fields: Any) -> Entry:
    """An entry that nothing stands against, but for what `fields` bring."""
    return factories.entry(title, **{**factories.WHOLE, **fields})


def found(entry: Entry) -> list[str]:
    """Every finding in words, blocks in capitals."""
    checked = checks.check([entry])[entry.pk]
    return [str(one).upper() for one in checked.blocks] + [str(one) for one in checked.warnings]


def test_nothing_stands_against_a_whole_entry() -> None:
    contact = factories.contact("night.care@anyshire.example", person="Morgan Hale")
    assert (
        found(whole(contact=contact, summary="Ring the switchboard, 0151 496 0123, or comms@anyshire.example.")) == []
    )


@pytest.mark.parametrize(
    "name", ["title", "summary", "headline_result", "aims", "lessons_learned", "source_note", "byline"]
)
def test_an_nhs_number_blocks_wherever_it_stands(name: str) -> None:
    (block,) = found(whole(**{name: f"Of {NUMBER} too"}))
    assert f"“{NUMBER}” IS AN NHS NUMBER" in block


@pytest.mark.parametrize("row", ["figure", "quote", "update", "picture", "resource"])
def test_an_nhs_number_blocks_in_every_row(row: str) -> None:
    entry = whole()
    rows: dict[str, Any] = {
        "figure": lambda: KeyFigure(value="1", label=NUMBER), "quote": lambda: Quote(words=NUMBER),
        "update": lambda: Update(date="2025-01-01", text=f"<p>{NUMBER}</p>"),
        "picture": lambda: Picture(file="a.png", width=4, height=3, alt=NUMBER),
        "resource": lambda: Resource(title=NUMBER, url="https://anyshire.example/"),
    }  # fmt: skip
    made = rows[row]()
    made.entry = entry
    made.save()
    assert "IS AN NHS NUMBER" in " ".join(found(entry))


def test_bold_type_hides_no_number_and_cells_make_none() -> None:
    assert len(found(whole(results="<p><b>943</b> 476 <i>5919</i></p>"))) == 1
    assert found(whole(results="<table><tr><td>943</td><td>476</td><td>5919</td></tr></table>")) == []


def test_a_date_of_birth_blocks() -> None:
    assert "DATE OF BIRTH" in found(whole(results="<p>Mr A, DOB 3 April 1948</p>"))[0]


def test_a_picture_without_words_blocks_unless_it_is_decorative() -> None:
    entry = whole()
    picture = Picture.objects.create(entry=entry, file="a.png", width=4, height=3)
    assert "HAS NO WORDS" in found(entry)[0]
    picture.decorative = True
    picture.save()
    assert found(entry) == []


def test_a_missing_title_block_blocks() -> None:
    assert "HAS NO TEAM" in found(whole(teams=[]))[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"results": "<p>Ring 07700 900123</p>"}, "person’s own telephone"),
        ({"results": '<p><a href="tel:07700900123">Ring us</a></p>'}, "person’s own telephone"),
        ({"results": "<p>Write to priya.shah@anyshire.example</p>"}, "person’s own mailbox"),
        ({"results": '<p><a href="mailto:priya.shah@anyshire.example">Write</a></p>'}, "person’s own mailbox"),
        ({"results": "<p>She lives at 14 Larch Tree Lane</p>"}, "where somebody lives"),
        ({"next_steps": ""}, "Nothing stands under: Next steps."),
        ({"kind": "news", "aims": "", "actions": "", "results": "", "next_steps": ""}, "It has no text."),
    ],
)
def test_it_is_warned_of(fields: dict[str, str], said: str) -> None:
    (warning,) = found(whole(**fields))
    assert said in warning


def test_a_person_as_the_only_contact_is_warned_of() -> None:
    alone = factories.contact("", person="Morgan Hale")
    own = factories.contact("morgan.hale@anyshire.example", person="Morgan Hale")
    for contact in (alone, own):
        (warning,) = found(whole(contact=contact))
        assert "the only contact" in warning


def test_a_mention_needs_no_sections() -> None:
    assert found(factories.entry(edition=factories.edition(), outcome=Outcome.MENTION)) == []


@pytest.mark.parametrize(
    "path",
    ["/entries/nowhere/", "/nowhere/", "/themes/none/", "http://testserver/entries/no/", "/media/no.pdf",
     "/media/../../etc/passwd"],
)  # fmt: skip
def test_a_dead_link_of_our_own_is_warned_of(path: str) -> None:
    (warning,) = found(whole(results=f'<p><a href="{path}">See</a></p>'))
    assert warning == f"Results: The link to {path} leads to no page of the library."


def test_links_that_lead_somewhere_are_let_be() -> None:
    shown, theme = factories.published("Seen"), factories.theme("rest")
    OldSlug.objects.create(kind=SlugKind.ENTRY, slug="old-name", target=shown.key)
    paths = [f"/entries/{shown.slug}/", "/entries/old-name/", f"/themes/{theme.slug}/", "/about/", "https://anyshire.example/x",
             f"http://testserver/entries/{shown.slug}/?a=1#results", "//["]  # fmt: skip
    links = "".join(f'<p><a href="{path}">See</a></p>' for path in paths)
    assert found(whole(results=links)) == []


def test_a_link_to_what_goes_out_with_it_is_let_be() -> None:
    other = whole("Other")
    one = whole("One", results=f'<p><a href="/entries/{other.slug}/">See</a></p>')
    assert len(found(one)) == 1
    assert checks.check([one, other])[one.pk].warnings == ()


def test_what_readers_see_already_is_known_again() -> None:
    first = factories.published("Breaks at night", results=f"<p>{STORY}</p>")
    factories.published("Something else", results="<p>Another tale of other wards.</p>")
    (warning,) = found(whole("A night to rest", results=f"<p>We add this. {STORY}</p>"))
    assert warning == "“Breaks at night” is much the same. Is it told twice?"
    assert found(first) == ["Nothing stands under: What did we want to achieve?, What we did, Next steps."]


def test_two_that_go_out_together_are_known_for_the_same() -> None:
    one, other = whole("One", results=f"<p>{STORY}</p>"), whole("Other", results=f"<p>{STORY}</p>")
    for checked in checks.check([one, other]).values():
        assert "is much the same" in str(checked.warnings[0])


def test_entries_of_one_project_may_tell_the_same() -> None:
    first, one = factories.published("First", results=f"<p>{STORY}</p>"), whole("One", results=f"<p>{STORY}</p>")
    one.same_project.add(first)
    assert found(one) == []


def test_a_block_stops_a_publisher_and_nothing_changes() -> None:
    entry = whole(results=f"<p>{NUMBER}</p>")
    with pytest.raises(ValidationError, match="cannot go out: Results: “943 476 5919” is an NHS"):
        actions.publish(entry, user=factories.person("Publisher"))
    entry.refresh_from_db()
    assert entry.status == Status.DRAFT


def test_a_warning_must_have_been_seen_and_is_kept_then() -> None:
    entry, publisher = whole(next_steps=""), factories.person("Publisher")
    with pytest.raises(ValidationError, match=r"something to look at first: Nothing stands under: Next steps\."):
        actions.publish(entry, user=publisher)
    (warning,) = checks.check([entry])[entry.pk].warnings
    actions.publish(entry, user=publisher, seen=[warning.fingerprint], why="The team agreed.")
    told = Version.objects.get_for_object(entry)[0].revision
    assert told.comment == "Published: The team agreed. Seen and let pass: Nothing stands under: Next steps."
    kept = Acknowledgement.objects.get()
    assert (kept.by, kept.message) == (publisher, "Nothing stands under: Next steps.")


def test_what_was_let_pass_is_not_asked_again_but_another_is() -> None:
    entry, publisher = whole(next_steps=""), factories.person("Publisher")
    seen = [one.fingerprint for one in checks.check([entry])[entry.pk].warnings]
    actions.publish(entry, user=publisher, seen=seen)
    actions.publish(entry, user=publisher)
    with library.writing():
        entry.results = ""
        entry.save()
    with pytest.raises(ValidationError, match="something to look at"):
        actions.publish(entry, user=publisher)


@pytest.mark.parametrize("slug", ["", "stored"])
def test_an_import_publishes_no_patient(tmp_path: Path, slug: str) -> None:
    factories.organisation("anyshire")
    if slug:
        whole(slug=slug)
    outcome, problems = bring(sheet(tmp_path, {**GOOD, "slug": slug, "results": f"NHS no {NUMBER}"}), publish=True)
    assert (outcome.saved, outcome.bad) == (False, 1)
    assert "results: “943 476 5919” is an NHS number by its check digit." in problems[0]


def test_an_import_publishes_no_picture_without_words(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    Picture.objects.create(entry=whole(slug="stored"), file="a.png", width=4, height=3)
    outcome, problems = bring(sheet(tmp_path, {**GOOD, "slug": "stored"}), publish=True)
    assert not outcome.saved
    assert "Picture 1 has no words" in problems[0]


def test_many_are_looked_at_in_as_many_queries_as_few(django_assert_max_num_queries: Any) -> None:
    entries = [whole(results=f'<p>{STORY} {n} <a href="/entries/none-{n}/">x</a></p>') for n in range(30)]
    library.read()
    with django_assert_max_num_queries(22):
        assert all(checked.warnings for checked in checks.check(entries).values())
