"""Health checks."""

from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client


def test_the_process_answers_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_when_every_migration_is_in(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_not_ready_before_migrations(client: Client) -> None:
    with patch("entries.views.health.MigrationExecutor.migration_plan", return_value=[("one", False)]):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database waits for migrations.\n")


def test_it_is_not_ready_without_a_database_and_says_no_more(client: Client) -> None:
    with patch("entries.views.health.MigrationExecutor", side_effect=OperationalError("host db.internal refused")):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database cannot be reached.\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_they_reject_posting(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
