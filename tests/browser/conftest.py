"""Opens pages of the live server in Debian's Chromium. Every test in this folder is marked `browser`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.looking import Visit, switch_scripts

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    # Else it asks its maker's hosts for news at every start.
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_CHROMIUM = "Chromium is not on this machine. On Debian: apt-get install chromium fonts-liberation."

OpenPage = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium. Without one: skipped with the reason, but a failure where CI is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.fail(NO_CHROMIUM) if os.environ.get("CI") else pytest.skip(NO_CHROMIUM)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop on this thread, where Django would then refuse every query.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    """A function that opens a path of the site: `open_page("/entries/", width=360, scripts=False)`.

    Each call is a new visitor, without cookies or a cache. Rows that a test makes are there, as `live_server`
    brings `transactional_db`; they are gone after the test.
    """
    contexts = []

    def open_page(path: str, width: int = 1280, scripts: bool = True, height: int = 800) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        contexts.append(context)
        context.set_default_timeout(10_000)
        visit = Visit(context.new_page(), live_server.url)
        if not scripts:
            switch_scripts(visit.page, on=False)
        visit.listen()
        response = visit.page.goto(live_server.url + path)
        visit.status = response.status if response else 0
        return visit

    yield open_page
    for context in contexts:
        context.close()
