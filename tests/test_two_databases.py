"""The plugin that runs the suite on both databases: what it makes of the second leg's report."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.plugins import postgres, two_databases


def counts(**other: int) -> dict[str, int]:
    return {**dict.fromkeys(two_databases.OUTCOMES, 0), "passed": 3, **other}


def found(*failures: Any, **other: int) -> dict[str, Any]:
    return {"counts": counts(**other), "failures": list(failures)}


def test_two_equal_legs_leave_nothing_to_say(pytestconfig: pytest.Config) -> None:
    assert two_databases.as_reports(pytestconfig, counts(), found()) == []


def test_a_test_that_skips_on_one_database_only_is_a_failure(pytestconfig: pytest.Config) -> None:
    (report,) = two_databases.as_reports(pytestconfig, counts(), found(passed=2, skipped=1))
    assert report.failed
    assert "SQLite: 3 passed. PostgreSQL: 2 passed, 1 skipped." in report.longreprtext


def test_a_leg_that_did_not_run_is_a_failure(pytestconfig: pytest.Config) -> None:
    (report,) = two_databases.as_reports(pytestconfig, counts(), {"broken": "No server."})
    assert report.failed
    assert report.longreprtext == "No server."


def test_a_failure_of_the_second_leg_is_shown_as_its_own(pytestconfig: pytest.Config) -> None:
    failure = two_databases.complaint("Order differs.")
    data = pytestconfig.hook.pytest_report_to_serializable(config=pytestconfig, report=failure)
    (report,) = two_databases.as_reports(pytestconfig, counts(), found(data, failed=1))
    assert report.nodeid.endswith("[PostgreSQL]")
    assert report.longreprtext == "Order differs."


def test_a_machine_without_a_server_is_told_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def none_found() -> Path:
        raise postgres.CannotStart(postgres.HOW_TO_GET_IT)

    monkeypatch.setattr(postgres, "programs", none_found)
    assert postgres.main([sys.executable, "-c", ""]) == 70
    assert "apt-get install postgresql" in capfd.readouterr().err
