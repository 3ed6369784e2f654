"""Draws static/favicon.png and static/touch-icon.png from static/favicon.svg, for what cannot show SVG.

Run by hand after a change of the SVG, with the virtual environment of the tests and Debian's Chromium:

    .venv/bin/python scripts/draw_icons.py
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"
SIZES = {"favicon.png": 32, "touch-icon.png": 180}


def main() -> None:
    """Write each picture anew."""
    drawing = (STATIC / "favicon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, size in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing}")
            page.screenshot(path=STATIC / name, omit_background=True)
            print(f"{name}: {size} px, {(STATIC / name).stat().st_size} bytes")
        browser.close()


if __name__ == "__main__":
    main()
