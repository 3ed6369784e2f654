"""What every test may lean on."""

from collections.abc import Iterator

import pytest

from entries import library


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """A test's content goes without a write, so what the process keeps of the library must go with it."""
    library.forget()
    yield
    library.forget()
