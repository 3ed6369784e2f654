"""Lighthouse, as a phone, on the six main pages.

    python -m tests.bench.lighthouse [BASE] [--runs N]

Without BASE it serves the demo library itself. Prints four scores a page, the median of N runs (3) with the lowest in
brackets where it differs, and the audits that were not passed in full. Exit status 1 when a median is below its floor.
Needs npm and Chromium. On 127.0.0.1 a browser takes plain HTTP for safe; a BASE elsewhere must speak HTTPS.
"""

import argparse
import json
import os
import subprocess
from statistics import median_low
from typing import Any

from tests.bench.serving import library
from tests.bench.tools import from_npm, program

PAGES = {
    "home": "/",
    "browse": "/entries/",
    "entry": "/entries/volunteer-to-career/",
    "edition": "/editions/2023-24/",
    "part": "/editions/2023-24/clinical-support-services/",
    "theme": "/themes/careers-and-training/",
}
FLOORS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# Lighthouse asks for a Node that is newer than Debian's.
PACKAGES = ("lighthouse@13.5.0", "node@22.23.3")
TRIES = 3
Report = dict[str, Any]


class Phone:
    """A Lighthouse that is ready to look: its command, and the browser it drives."""

    def __init__(self) -> None:
        self.chromium = program("chromium", "chromium")
        modules = from_npm(*PACKAGES, scripts=True)
        self.command = [str(modules / ".bin" / "node"), str(modules / "lighthouse" / "cli" / "index.js")]

    def look(self, address: str) -> Report:
        """Lighthouse's report on a page; raises SystemExit when it could not look."""
        # On a busy machine the browser's trace gets lost now and then, and Lighthouse asks to be run again.
        for _ in range(TRIES):
            report = self._try(address)
            if "runtimeError" not in report:
                return report
        raise SystemExit(f"Lighthouse could not look at {address}: {report['runtimeError']['message']}")

    def _try(self, address: str) -> Report:
        # Chromium refuses to be root inside its own sandbox.
        flags = "--headless=new --disable-gpu" + (" --no-sandbox" if os.geteuid() == 0 else "")
        options = ["--quiet", "--output=json", "--form-factor=mobile", f"--chrome-flags={flags}"]
        options += [f"--only-categories={','.join(FLOORS)}"]
        environment = os.environ | {"CHROME_PATH": self.chromium}
        done = subprocess.run([*self.command, address, *options], env=environment, capture_output=True, text=True)
        return json.loads(done.stdout) if done.returncode == 0 else {"runtimeError": {"message": done.stderr}}


def scores(report: Report) -> dict[str, int]:
    """The score of each category, 0 to 100, cut and not rounded up; one without a score counts 0."""
    return {name: int(100 * (report["categories"][name]["score"] or 0) + 1e-6) for name in FLOORS}


def faults(report: Report) -> list[str]:
    """The audits that are not passed in full and count in a score: their category, name and value."""
    found = []
    for category in report["categories"].values():
        for audit in (report["audits"][part["id"]] for part in category["auditRefs"] if part["weight"]):
            if audit["score"] is not None and audit["score"] < 1:
                words = (f"{category['id']}:", audit["id"], str(audit["score"]), audit.get("displayValue", ""))
                found.append(" ".join(words).strip())
    return found


def main(base: str, runs: int) -> bool:
    """Look at every page and print the table; whether each score reaches its floor."""
    phone, good = Phone(), True
    print(" ".join(f"{name:>15}" for name in ("page", *FLOORS)))
    with library(base) as served:
        for page, address in PAGES.items():
            reports = [phone.look(served.base + address) for _ in range(runs)]
            row = [page]
            for name, floor in FLOORS.items():
                each = sorted(scores(report)[name] for report in reports)
                middle, lowest = median_low(each), each[0]
                row.append(f"{middle}" if middle == lowest else f"{middle} ({lowest})")
                good = good and middle >= floor
            print(" ".join(f"{word:>15}" for word in row), flush=True)
            for fault in sorted({fault for report in reports for fault in faults(report)}):
                print(f"{'':15} {fault}")
    print("Every score reaches its floor." if good else f"Below the floor: {FLOORS}")
    return good


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Lighthouse, as a phone, on the six main pages.")
    parser.add_argument("base", nargs="?", default="", help="a library that is being served; else the demo's")
    parser.add_argument("--runs", type=int, default=3, help="looks at each page; the median counts")
    arguments = parser.parse_args()
    raise SystemExit(not main(arguments.base, max(1, arguments.runs)))
