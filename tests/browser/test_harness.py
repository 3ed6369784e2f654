"""The harness sees what is planted, with scripts on and off; else a clean page would prove nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import OpenPage
from tests.browser.looking import Visit, axe_violations, sideways_scroll, switch_scripts

CLEAN = """<!doctype html><html lang="en-GB"><head><title>A page</title></head>
<body><main><h1>A page</h1><p>With a sentence.</p></main></body></html>"""
TELLS = "data:text/html,<p>off</p><noscript><p>no script</p></noscript><script>document.write('run')</script>"


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    if not request.param:
        switch_scripts(page, on=False)
    page.goto(TELLS)
    assert ("no script" in page.inner_text("body")) is not request.param
    assert ("run" in page.inner_text("body")) is request.param
    yield page
    context.close()


def show(page: Page, html: str) -> None:
    """Put `html` in the page; Playwright's own set_content is a script of the page's."""
    frame = page.context.new_cdp_session(page)
    tree = frame.send("Page.getFrameTree")
    frame.send("Page.setDocumentContent", {"frameId": tree["frameTree"]["frame"]["id"], "html": html})


def test_axe_finds_nothing_on_a_clean_page(page: Page) -> None:
    show(page, CLEAN)
    assert axe_violations(page) == []


def test_axe_finds_a_picture_without_words(page: Page) -> None:
    show(page, CLEAN.replace("With", '<img src="data:," width="40" height="40">'))
    assert [found.split(":")[0] for found in axe_violations(page)] == ["image-alt"]


def test_axe_finds_small_targets_and_pale_words(page: Page) -> None:
    small = '<a href="#1">1</a><br><a href="#2">2</a><p style="color:#bbb">Pale.</p>'
    show(page, CLEAN.replace("<p>", f'<div style="font:9px/9px Arial">{small}</div><p>'))
    assert {found.split(":")[0] for found in axe_violations(page)} == {"color-contrast", "target-size"}


def test_a_wide_element_is_named(page: Page) -> None:
    show(page, CLEAN.replace("<p>", '<p class="wide" style="width:400px">'))
    found = sideways_scroll(page)
    assert found[0].endswith("too wide at 360px")
    assert "p.wide" in found


def test_a_page_that_fits_has_no_sideways_scroll(page: Page) -> None:
    show(page, CLEAN)
    assert sideways_scroll(page) == []


def test_a_visit_tells_of_errors_other_hosts_and_cookies(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context()
    visit = Visit(context.new_page(), live_server.url)
    visit.listen()
    visit.page.goto(f"{live_server.url}/static/nhsuk/README.md")
    visit.page.evaluate("console.error('planted'); document.cookie = 'planted=1'")
    visit.page.evaluate("fetch('http://127.0.0.1:1/planted').catch(() => 0)")
    told = " ".join(visit.complaints())
    assert "console error: planted" in told
    assert "another host: http://127.0.0.1:1/planted" in told
    assert "cookie: planted" in told
    context.close()


def test_a_visit_tells_of_what_the_policy_forbids(open_page: OpenPage) -> None:
    visit = open_page("/")
    planted = """<p style="color:red"></p><img src="http://127.0.0.1:1/planted.png" alt="">"""
    visit.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", planted)
    told = " ".join(visit.complaints())
    assert "Applying inline style violates" in told
    assert "Loading the image 'http://127.0.0.1:1/planted.png' violates" in told


def test_the_page_being_an_error_page_is_no_complaint(open_page: OpenPage) -> None:
    visit = open_page("/no-such-page/")
    assert visit.status == 404
    assert visit.complaints() == []


def test_open_page_brings_a_page_of_the_site(open_page: OpenPage) -> None:
    visit = open_page("/static/favicon.svg", width=360, scripts=False)
    assert visit.status == 200
    assert visit.page.viewport_size == {"width": 360, "height": 800}
    assert visit.complaints() == []
