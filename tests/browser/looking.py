"""What a browser can see of a page that its HTML does not tell."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, ConsoleMessage, Locator, Page, Request

AXE = (Path(__file__).parent / "axe.min.js").read_text()
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async rules => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]});
  const told = (rule, node) => `${rule.id}: ${node.target} ${node.html.slice(0, 160)}`;
  return found.violations.flatMap(rule => rule.nodes.map(node => told(rule, node)));
}"""
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth, over = document.documentElement.scrollWidth - width;
  if (over <= 0) return [];
  const out = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > width + 1);
  const names = out.map(one => `${one.tagName.toLowerCase()}.${one.getAttribute("class") || ""}`);
  return [`${over}px too wide at ${width}px`, ...names.slice(0, 10)];
}"""
WIDTHS = (320, 360, 1280)
WITHOUT_SCRIPTS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


@dataclass
class Visit:
    """A page that was opened, and what happened meanwhile."""

    page: Page
    origin: str
    status: int = 0
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Hear all that the page does from now on."""
        self.page.on("console", self.hear)
        self.page.on("pageerror", self.crash)
        self.page.on("request", self.note)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep a console message that speaks of something wrong; breaches of the CSP come as errors.

        That the page itself is a 404, say, is no fault: `status` tells it.
        """
        own_status = "Failed to load resource" in message.text and message.location["url"] in self.requests[:1]
        if message.type in ("error", "warning") and not own_status:
            self.messages.append(f"console {message.type}: {message.text}")

    def crash(self, error: Any) -> None:
        """Keep an exception that no script caught."""
        self.messages.append(f"uncaught: {error}")

    def note(self, request: Request) -> None:
        """Keep the address of a request."""
        self.requests.append(request.url)

    def foreign(self) -> list[str]:
        """Requests to another host than the site's own."""
        own = urlsplit(self.origin).netloc
        return [url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).netloc != own]

    def complaints(self) -> list[str]:
        """All that a public page must not do: console errors, CSP breaches, foreign requests, cookies."""
        cookies = [str(cookie.get("name")) for cookie in self.page.context.cookies()]
        return [
            *self.messages,
            *(f"request to another host: {url}" for url in self.foreign()),
            *(f"cookie: {name}" for name in cookies),
        ]


def follow(locator: Locator) -> None:
    """Click, and wait for the page it leads to: a click alone may end before the old page is gone."""
    with locator.page.expect_navigation():
        locator.click()


def switch_scripts(page: Page, on: bool) -> None:
    """Let the page run scripts or not. Playwright's own switch is for good, and axe could not run after it."""
    if page not in WITHOUT_SCRIPTS:
        WITHOUT_SCRIPTS[page] = page.context.new_cdp_session(page)
    WITHOUT_SCRIPTS[page].send("Emulation.setScriptExecutionDisabled", {"value": not on})


def axe_violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and best practice, as `rule: element html`; empty when all is well.

    It is evaluated by the debugger, which the page's CSP does not bind, so the page is looked at as it is served.
    Where scripts are off, they are on while axe looks: the page has been built without them by then.
    """
    off = page in WITHOUT_SCRIPTS
    if off:
        switch_scripts(page, on=True)
    page.evaluate(AXE)
    found = list(page.evaluate(RUN_AXE, AXE_RULES))
    if off:
        switch_scripts(page, on=False)
    return found


def sideways_scroll(page: Page) -> list[str]:
    """By how much the page is wider than its window, and the elements that stick out; empty when it fits."""
    return list(page.evaluate(STICKING_OUT))


def faults(visit: Visit) -> list[str]:
    """What axe and a ruler find at each width."""
    found = []
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {fault}" for fault in (*sideways_scroll(visit.page), *axe_violations(visit.page))]
    return found
