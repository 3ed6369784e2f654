"""A Book year: a hundred submissions brought in, judged, decided and published by the desk's own actions.

At each stage every page that counts says the same.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from entries.editorial import judging
from entries.models import Edition, Entry, Score
from tests import factories, judged
from tests.admin.desk import signed_in
from tests.commands.running import run
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db
PARTS = ("Wards", "Community care", "Children")
FULL, MENTIONED, NOT_USED = 60, 25, 15
NINE = "2040-04-02T08:00:00+00:00"  # nine o'clock in London, in summer


def submissions(path: Path) -> Path:
    """A hundred rows of a sheet, each with words of its own."""
    words = ["rest", "falls", "meals", "letters", "walks", "records", "visits", "training", "phones", "gardens"]
    rows = [
        {
            **GOOD, "title": f"Better {one} through {other}", "slug": f"{one}-{other}", "status": "submitted",
            "care_groups": PARTS[(place + number) % 3], "summary": f"How {one} came to need {other}.",
            "aims": f"We wanted {one} for {number} wards.", "actions": f"We tried {other} in {place} places.",
            "results": f"{number}{place} people told us of {one}.", "next_steps": f"More {other} with {one}.",
        }
        for place, one in enumerate(words)
        for number, other in enumerate(words)
    ]  # fmt: skip
    return sheet(path, *rows)


def counts(book: Edition) -> dict[str, Any]:
    """What the pages say that count, each by itself."""
    publisher, base = signed_in("Publisher"), f"/admin/entries/edition/{book.pk}"
    tally = publisher.get(f"{base}/judging/").context["tally"]
    (listed,) = (one for one in publisher.get("/admin/entries/edition/").context["cl"].result_list if one.pk == book.pk)
    form = publisher.get(f"{base}/change/").content.decode()
    told = re.search(r"(\d+) received, (\d+) judged \((\d+) in full, (\d+) mentioned", form)
    assert told
    assert [int(one) for one in told.groups()] == [tally.received, tally.judged, tally.full, tally.mentions]
    assert (listed.full_count, listed.mention_count, listed.undecided_count) == (
        tally.full, tally.mentions, tally.undecided,
    )  # fmt: skip
    assert tally.received == tally.judged + tally.undecided == Entry.objects.filter(edition=book).count()
    assert publisher.get(f"{base}/publish/").context["counts"] == tally
    return {name: getattr(tally, name) for name in ("received", "judged", "undecided", "published")}


def decide(publisher: Client, book: Edition, entries: list[Entry], outcome: str) -> None:
    """Chosen in the table of totals, shown, and agreed to."""
    data = {
        "action": "decide_chosen", "totals_of": book.pk, "outcome": outcome, "step": "show",
        "_selected_action": [entry.pk for entry in entries],
    }  # fmt: skip
    shown = publisher.post("/admin/entries/entry/", data)
    assert shown.context["does"] == len(entries)
    agreed = data | {"step": "do", "shown": shown.context["shown"]}
    page = publisher.post("/admin/entries/entry/", agreed, follow=True).content.decode()
    assert f"{len(entries)} entries were changed." in page


def test_from_a_hundred_submissions_to_a_published_book(tmp_path: Path) -> None:
    book = factories.edition("2039-40", state="collecting", publishes_at=None, foreword="<p>Read on.</p>")
    factories.organisation("anyshire")
    for name in PARTS:
        factories.care_group(name.lower().replace(" ", "-"), name=name)
    factories.person("Editor", username="erin")
    ann, ben = factories.person("", username="ann"), factories.person("Editor", username="ben")

    out, err, failed = run("import_entries", str(submissions(tmp_path)), "--edition", book.slug, "--user", "erin")
    assert (err, failed) == ("", "")
    assert out.startswith("sheet.csv: 100 new")
    assert counts(book) == {"received": 100, "judged": 0, "undecided": 100, "published": 0}

    publisher, page = signed_in("Publisher"), f"/admin/entries/edition/{book.pk}/judging/"
    forms = {"c-TOTAL_FORMS": 2, "c-INITIAL_FORMS": 2, "c-0-name": "Difference", "c-0-weight": 3}
    publisher.post(page, {"do": "criteria", **forms, "c-1-name": "Clearness", "c-1-weight": 1})
    publisher.post(page, {"do": "judges", "people": [ann.pk, ben.pk]})
    publisher.post(page, {"do": "open"})
    for judge in (ann, ben):
        client = judged.browser(judge)
        cards = client.get(f"/admin/judging/{book.pk}/").context["hand"].cards
        for place, card in enumerate(cards):
            points = (place % 6, (place + judge.pk) % 6)
            assert client.post(judged.card_of(card.entry), judged.posted(book, points)).status_code == 302
    assert Score.objects.count() == 400
    assert [(one.marked, one.to_judge) for one in publisher.get(page).context["progress"]] == [(100, 100)] * 2
    publisher.post(page, {"do": "close"})
    assert counts(book) == {"received": 100, "judged": 0, "undecided": 100, "published": 0}

    table = publisher.get(f"{page}totals/").context["totals"]
    assert len(table) == 100
    assert sorted(table, key=lambda one: one.mean, reverse=True) == list(table)
    ranked = [one.entry for one in table]
    decide(publisher, book, ranked[:FULL], "full")
    decide(publisher, book, ranked[FULL : FULL + MENTIONED], "mention")
    decide(publisher, book, ranked[-NOT_USED:], "not-used")
    assert counts(book) == {"received": 100, "judged": 100, "undecided": 0, "published": 0}

    address = f"/admin/entries/edition/{book.pk}/publish/"
    shown = publisher.get(address).context["shown"]
    sent = {"shown": shown, "when": "at", "at": "2040-04-02T09:00", "seen": "1"}
    told = publisher.post(address, sent, follow=True).content.decode()
    assert "85 entries go out on Monday 2 April 2040, 09:00, all at once." in told
    assert counts(book) == {"received": 100, "judged": 100, "undecided": 0, "published": 85}

    reader = Client()
    found = f"/api/v1/entries/?edition={book.slug}"
    with time_machine.travel("2040-04-02T07:59:59+00:00", tick=False) as clock:
        assert reader.get(f"/editions/{book.slug}/").status_code == 404
        clock.move_to(NINE)
        told = reader.get(f"/api/v1/editions/{book.slug}/").json()
        parts = told["parts"]
        assert told["received"] == 100
        assert (sum(one["full"] for one in parts), sum(one["mentions"] for one in parts)) == (FULL, MENTIONED)
        assert [one["name"] for one in parts if one["full"] + one["mentions"]]
        assert reader.get(found).json()["count"] == FULL + MENTIONED
        assert "<b>100</b>projects received" in reader.get(f"/editions/{book.slug}/").content.decode()
        for entry in ranked[-NOT_USED:]:
            assert reader.get(f"/entries/{entry.slug}/").status_code == 404


def test_judging_again_after_the_book_is_taken_back_counts_anew() -> None:
    ann = factories.person("Publisher")
    made = judged.book(2, ann)
    judging.close_judging(made)
    Entry.objects.filter(edition=made).update(outcome="full")
    address = f"/admin/entries/edition/{made.pk}/publish/"
    for expected in (2, 3):
        client = judged.browser(ann)
        shown = client.get(address).context["shown"]
        client.post(address, {"shown": shown, "when": "now", "seen": "1"})
        assert Client().get("/api/v1/editions/2030-31/").json()["received"] == expected
        client.post(f"/admin/entries/edition/{made.pk}/take-back/")
        factories.entry("Came late", edition=made, **factories.WHOLE)
