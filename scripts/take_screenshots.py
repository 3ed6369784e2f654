"""Takes the screenshots in docs/screenshots/ of a library that is being served.

    python scripts/take_screenshots.py http://127.0.0.1:8000

Needs the packages of requirements-dev.lock and a Chromium on the machine. Pictures are cut at 1,800 pixels and reduced
to 64 colours, so that they stay small in the repository.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
PAGES = {
    "home": "/",
    "browse": "/entries/?theme=careers-and-training",
    "entry": "/entries/volunteer-to-career/",
    "part": "/editions/2023-24/clinical-support-services/",
}
WIDTHS = (360, 1280)
LONGEST = 1800
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main(base: str) -> None:
    """Take every page at every width."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800})
            for name, address in PAGES.items():
                page.goto(base + address)
                picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
                picture = picture.crop((0, 0, width, min(picture.height, LONGEST))).convert("RGB").quantize(64)
                picture.save(FOLDER / f"{name}-{width}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
