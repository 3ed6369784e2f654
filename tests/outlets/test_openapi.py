"""The OpenAPI description: what it says is what the running site does, and the page's examples run."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client

from entries.editorial.actions import withdraw
from entries.outlets.openapi_shapes import SCHEMAS
from tests import factories
from tests.browser.states import everything

OPENAPI = "/api/v1/openapi.json"


@pytest.fixture
def full_library(transactional_db: None) -> None:
    """A library in which every filter has values."""
    own = factories.organisation(region="midlands")
    book = factories.edition("2024-25", received=90)
    everything("Breaks for night staff", slug="breaks", edition=book, teams=[factories.team(organisation=own)])
    factories.published("Mention", slug="mention", edition=book, care_groups=["wards"], outcome="mention")
    withdraw(factories.published("Withdrawn", slug="withdrawn"), why="The team asked.")


def test_the_running_site_does_what_the_description_says(live_server: Any, full_library: None, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "run", live_server.url + OPENAPI, "--max-examples", "20"]
    ran = subprocess.run(
        [*command, "--no-color", "--seed", "1"], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
    assert "Tested: 5" in ran.stdout


@pytest.mark.django_db
def test_every_shape_is_what_the_site_answers(client: Client) -> None:
    everything("Breaks for night staff", slug="breaks", edition=factories.edition("2024-25"))
    withdraw(factories.published("Withdrawn", slug="withdrawn"), why="The team asked.")
    answers = {
        "/api/v1/entries/?q=breaks": "EntryPage", "/api/v1/entries/breaks/": "Entry",
        "/api/v1/editions/": "EditionList",
        "/api/v1/editions/2024-25/": "Edition", "/suggest/?q=bre": "Suggestions", "/api/v1/entries/none/": "Problem",
        "/api/v1/entries/withdrawn/": "Problem", "/api/v1/entries/?sort=none": "Problem",
    }  # fmt: skip
    for address, shape in answers.items():
        whole = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": SCHEMAS}}
        jsonschema_rs.validate(whole, client.get(address).json())
    assert {*answers.values(), "Card"} == set(SCHEMAS)


@pytest.mark.django_db
def test_a_filter_takes_the_slugs_that_the_library_has(client: Client) -> None:
    factories.published("Rooms", themes=["rest"])
    answer = client.get(OPENAPI)
    assert answer["Access-Control-Allow-Origin"] == "*"
    parameters = {one["name"]: one for one in answer.json()["paths"]["/api/v1/entries/"]["get"]["parameters"]}
    assert parameters["theme"]["schema"]["items"]["enum"] == ["rest"]
    assert parameters["edition"]["schema"]["maxItems"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("held", [0, 1])
def test_the_examples_on_the_page_run(client: Client, held: int) -> None:
    if held:
        everything("Breaks for night staff", slug="breaks", edition=factories.edition("2024-25"))
    page = client.get("/api/v1/").content.decode()
    examples = [unescape(one) for one in re.findall(r'<a href="([^"]+)"><code>', page)]
    assert len(examples) == (7 if held else 3)
    for example in examples:
        answer = client.get(example)
        assert answer.status_code == 200
        if held and "results" in (found := answer.json()):
            assert found["results"]


@pytest.mark.django_db
def test_the_description_is_linked_from_the_page_and_the_page_from_about(client: Client) -> None:
    assert f'href="{OPENAPI}"' in client.get("/api/v1/").content.decode()
    assert 'href="/api/v1/"' in client.get("/about/").content.decode()


@pytest.mark.parametrize("address", [OPENAPI, "/api/v1/entries/", "/suggest/"])
def test_what_would_change_something_is_refused(address: str) -> None:
    assert Client(enforce_csrf_checks=True).post(address).status_code == 405
