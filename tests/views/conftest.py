"""What the tests of pages share."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from entries.serving import caching, conditional


@pytest.fixture(autouse=True)
def nothing_rendered() -> Iterator[None]:
    """Pages kept for one test's settings and content must not reach the next."""
    caching.PAGES.clear()
    conditional._hash_once.cache_clear()
    yield
    caching.PAGES.clear()
    conditional._hash_once.cache_clear()


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """The page at an address, which must answer with a status (200); how its HTML is broken into lines is undone."""

    def get(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, answer.content[:500]
        return " ".join(answer.content.decode().split()).replace("> <", "><").replace(" >", ">")

    return get
