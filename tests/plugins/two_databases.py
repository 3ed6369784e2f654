"""Runs the suite on SQLite here and, at the same time, once more on a PostgreSQL of its own.

The second leg is this same pytest command under tests/plugins/postgres.py. What fails there is shown like a
failure of this run, so the closing line and the exit status speak for both. `--one-database` leaves it out.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.plugins import postgres

# Set for the second leg only: the file in which it reports. tests/settings.py looks at it as well.
SECOND_LEG = "CASEBOOK_SECOND_LEG"
OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
FINISHED = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
LEG = pytest.StashKey["Leg"]()
NOTES = pytest.StashKey[list[str]]()
# What these do has no use on two databases at once, or needs the terminal for itself.
ONE_RUN_ONLY = ("collectonly", "setuponly", "setupplan", "showfixtures", "show_fixtures_per_test", "usepdb", "trace")

Counts = dict[str, int]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The developer's way out."""
    parser.addoption("--one-database", action="store_true", help="run on SQLite only")


class Leg:
    """The second leg: a process, the output it writes and the report it leaves."""

    def __init__(self, config: pytest.Config) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="casebook-second-leg-"))
        self.report, self.output = self.folder / "report.json", self.folder / "output"
        command = [sys.executable, postgres.__file__, sys.executable, "-m", "pytest", *config.invocation_params.args]
        if config.pluginmanager.has_plugin("cacheprovider"):
            # A copy, so that `--last-failed` picks the same tests and the legs do not write over each other.
            command += ["-o", f"cache_dir={self.copied_cache(config)}"]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=config.invocation_params.dir,
                env={**os.environ, SECOND_LEG: str(self.report)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def copied_cache(self, config: pytest.Config) -> Path:
        """A cache folder for the second leg, holding what this one's holds now."""
        cache, own = self.folder / "cache", Path(config.rootpath, config.getini("cache_dir"))
        if own.exists():
            shutil.copytree(own, cache)
        return cache

    def finish(self) -> dict[str, Any]:
        """Wait for the end; what the leg reported, or why there is no report."""
        status = self.process.wait()
        if status in FINISHED and self.report.exists():
            return dict(json.loads(self.report.read_text()))
        said = self.output.read_text(errors="replace").strip()
        return {"broken": f"The tests did not run on PostgreSQL (exit status {status}).\n{said[-4000:]}"}

    def clear(self) -> None:
        """Stop the leg if it runs still, and remove its files."""
        postgres.stop(self.process, signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the second leg, so that both run at the same time."""
    config = session.config
    config.stash[NOTES] = []
    if SECOND_LEG in os.environ or any(config.getoption(name, False) for name in ONE_RUN_ONLY):
        return
    if config.getoption("--one-database"):
        config.stash[NOTES].append("PostgreSQL: left out (--one-database).")
        return
    config.stash[LEG] = Leg(config)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In the second leg, report; in the first, wait for the report and take it over."""
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    counts = {outcome: len(reporter.stats.get(outcome, [])) for outcome in OUTCOMES}
    if SECOND_LEG in os.environ:
        failures = [*reporter.stats.get("error", []), *reporter.stats.get("failed", [])]
        serial = [config.hook.pytest_report_to_serializable(config=config, report=report) for report in failures]
        Path(os.environ[SECOND_LEG]).write_text(json.dumps({"counts": counts, "failures": serial}))
        return
    leg = config.stash.get(LEG, None)
    if not leg or exitstatus not in FINISHED:
        return
    found = leg.finish()
    failures = as_reports(config, counts, found)
    config.stash[NOTES].append(summary(counts, found))
    for report in failures:
        reporter.stats.setdefault("error" if report.when != "call" else "failed", []).append(report)
    if failures:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def as_reports(config: pytest.Config, counts: Counts, found: dict[str, Any]) -> list[Any]:
    """What went wrong in the second leg, or between the two, as reports that this run can show."""
    if "broken" in found:
        return [complaint(found["broken"])]
    reports = []
    for data in found["failures"]:
        report = config.hook.pytest_report_from_serializable(config=config, data=data)
        report.nodeid = f"{report.nodeid} [PostgreSQL]"
        if isinstance(report, pytest.TestReport):
            file, line, name = report.location
            report.location = (file, line, f"{name} [PostgreSQL]")
        else:
            report.when = "collect"
        reports.append(report)
    # After a failure the numbers may differ rightly: `-x` stops each leg where it stands.
    if not reports and not counts["failed"] + counts["error"] and counts != found["counts"]:
        reports.append(complaint(f"Not the same tests ran. {summary(counts, found)}"))
    return reports


def complaint(message: str) -> pytest.TestReport:
    """A failure that belongs to no test."""
    place = ("tests/plugins/two_databases.py", None, "the second database")
    return pytest.TestReport(
        nodeid="PostgreSQL", location=place, keywords={}, outcome="failed", longrepr=message, when="call"
    )


def summary(counts: Counts, found: dict[str, Any]) -> str:
    """One sentence for each database."""
    second = "did not run." if "broken" in found else in_words(found["counts"])
    return f"SQLite: {in_words(counts)} PostgreSQL: {second}"


def in_words(counts: Counts) -> str:
    """`412 passed, 1 skipped.`"""
    told = [f"{number} {outcome}" for outcome, number in counts.items() if number or outcome == "passed"]
    return f"{', '.join(told)}."


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> Any:
    """Say how many tests ran on each database, right above pytest's own closing line."""
    result = yield
    for note in config.stash.get(NOTES, []):
        terminalreporter.write_line(note)
    return result


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind, Ctrl-C included."""
    if leg := config.stash.get(LEG, None):
        leg.clear()
