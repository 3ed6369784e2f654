"""What an entry's fields must not say together, told in words beside the field."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from entries.models import Entry

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "outcome": ({"outcome": "full"}, "Only an entry of a Book has an outcome."),
    "period_end": ({"period_start": date(2025, 4, 1), "period_end": date(2025, 3, 31)}, "ends before it begins"),
    "last_confirmed": ({"last_confirmed": localdate() + timedelta(days=2)}, "still to come"),
}


def refused(**fields: Any) -> dict[str, list[str]]:
    """What is wrong with an entry of these fields, by field."""
    try:
        Entry(title="Night breaks", **fields).clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize("field", WRONG)
def test_what_cannot_be_is_refused_beside_its_field(field: str) -> None:
    fields, told = WRONG[field]
    assert told in refused(**fields)[field][0]


def test_what_can_be_is_not_refused() -> None:
    assert refused(last_confirmed=localdate(), period_start=date(2025, 4, 1)) == {}
