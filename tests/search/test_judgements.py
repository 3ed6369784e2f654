"""What staff might type over the demo library, and what they would expect: `judgements.yaml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from entries import library
from entries.library import Selection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_library")]
JUDGEMENTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "judgements.yaml").read_text("utf-8"))


def misses(judged: dict[str, Any]) -> list[str]:
    """What a search gives otherwise than expected; empty when all is well."""
    slugs = [card.slug for card in library.read().results(Selection(q=judged["q"])).cards]
    first, best = slugs[:1], slugs[:3]
    told = [f"{judged['q']}: found {', '.join(best) or 'nothing'}"]
    wrong = bool(judged.get("first")) and not set(first) & set(judged["first"])
    wrong |= not set(judged.get("top3", ())) <= set(best)
    wrong |= bool(judged.get("any")) and not set(best) & set(judged["any"])
    wrong |= bool(set(slugs) & set(judged.get("not", ())))
    return told if wrong else []


def test_there_are_enough_judgements_to_judge_by() -> None:
    assert len(JUDGEMENTS) >= 80
    assert all({"first", "top3", "any", "not"} & set(judged) for judged in JUDGEMENTS)


def test_staff_find_what_they_expect() -> None:
    wrong = [line for judged in JUDGEMENTS for line in misses(judged)]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(JUDGEMENTS)}:", *wrong])
