"""Pages for what went wrong."""

import json
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from entries.serving import errors
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_unknown_address_is_not_found(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "<title>Page not found - Casebook</title>" in answer.content.decode()
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_what_is_not_found_has_the_header_and_footer_of_all_pages(client: Client, settings: Any) -> None:
    own = factories.organisation("anyshire", name="Anyshire Partnership", region="north-west")
    settings.CASEBOOK_ORGANISATION = own.slug
    other = factories.organisation("elsewhere", region="london")
    for one in (own, other):
        factories.published(one.name, teams=[factories.team(f"team-{one.slug}", organisation=one)])
    missing = client.get("/nowhere/").content.decode()
    assert 'href="/map/"' in missing
    assert '<span class="cb-header-org">Anyshire Partnership</span>' in missing
    assert "the best-practice library of Anyshire Partnership" in missing


def test_what_is_not_found_is_so_without_a_database_too(client: Client) -> None:
    with patch("entries.library.read", side_effect=OperationalError):
        answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "<title>Page not found - Casebook</title>" in answer.content.decode()


def test_an_unknown_host_is_a_bad_request(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "cannot be read" in answer.content.decode()


def test_what_is_forbidden_says_so() -> None:
    answer = errors.forbidden(RequestFactory().get("/"))
    assert answer.status_code == 403
    assert "You may not see this page" in answer.content.decode()


def test_a_failure_of_ours_asks_nothing_of_the_database(client: Client, django_assert_num_queries: object) -> None:
    client.raise_request_exception = False
    with patch("entries.library.read", side_effect=RuntimeError), django_assert_num_queries(0):  # type: ignore[operator]
        answer = client.get("/")
    assert answer.status_code == 500
    assert "The fault is ours." in answer.content.decode()


def test_a_failure_that_breaks_templates_still_answers() -> None:
    with patch("entries.serving.errors.render_to_string", side_effect=RuntimeError):
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content


def test_under_api_errors_are_json(client: Client) -> None:
    client.raise_request_exception = False
    missing = client.get("/api/v1/nowhere/")
    assert (missing.status_code, json.loads(missing.content)["error"]["code"]) == (404, "not-found")
    with patch("entries.library.read", side_effect=RuntimeError):
        failed = client.get("/api/v1/entries/")
    assert (failed.status_code, json.loads(failed.content)["error"]["code"]) == (500, "server-error")


@pytest.mark.parametrize("path", ["/%00/", "/%FF%FE/", "/entries/%00/", "/" + "x" * 10_000 + "/"])
def test_odd_paths_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
