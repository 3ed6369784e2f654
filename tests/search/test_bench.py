"""The benchmark of a search measures steps by name: each must be there, or a run of half an hour ends in an error."""

import pytest
from django.utils.module_loading import import_string

from tests.bench.latency import STEPS


@pytest.mark.parametrize("path", STEPS.values())
def test_every_step_that_is_measured_is_there(path: str) -> None:
    assert callable(import_string(path))
