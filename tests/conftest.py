"""What every test may lean on."""

import logging
from collections.abc import Iterator

import pytest

from entries import library


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """A test's content goes without a write, so what the process keeps of the library must go with it."""
    library.forget()
    yield
    library.forget()


def pytest_sessionfinish() -> None:
    """Notes of searches that the last tests left have no database to go to, which is no news after the results."""
    logging.getLogger("entries.library.searchlog").disabled = True
