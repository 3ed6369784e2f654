"""Asking a real site by TLS: its certificate must be trusted, and be that of the name in the address."""

import socket
from typing import Any

import pytest
from django.utils import timezone

from entries.editorial.linkcheck import Answer, Asker, Tried, gather, try_links
from entries.models import CheckedLink, LinkState
from tests import factories
from tests.editorial.linkcheck.conftest import NAMED, Certificate, Web

HERE = Asker("Casebook test", timeout=5, may_ask=lambda address: address.is_loopback, ports=range(65536))
OTHER = "other.anyshire.example"


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both names lead to this machine."""
    real = socket.getaddrinfo

    def looked_up(host: str, *args: Any, **more: Any) -> Any:
        return real("127.0.0.2" if host in (NAMED, OTHER) else host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the site's certificate, for as long as the test runs."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))


@pytest.mark.usefixtures("trusted")
def test_a_site_with_a_trusted_certificate_of_its_name_works(tls_web: Web) -> None:
    assert HERE.ask(tls_web.url("/page?a=1", NAMED)) == Answer(True, heard=True)
    assert tls_web.asked == [("HEAD", "/page?a=1", "Casebook test")]


@pytest.mark.usefixtures("trusted")
def test_what_is_not_there_is_named_by_tls_too(tls_web: Web) -> None:
    tls_web.answers["/gone"] = 404
    assert HERE.ask(tls_web.url("/gone", NAMED)) == Answer(False, "404 Not Found", heard=True)


@pytest.mark.usefixtures("trusted")
def test_a_redirect_from_http_to_https_is_followed(web: Web, tls_web: Web) -> None:
    web.answers["/page"] = (301, tls_web.url("/page", NAMED))
    assert HERE.ask(web.url("/page")) == Answer(True, heard=True)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("host", [OTHER, "127.0.0.2"])
def test_a_certificate_of_another_name_is_not_valid(tls_web: Web, host: str) -> None:
    answer = HERE.ask(tls_web.url("/page", host))
    assert (answer.works, answer.heard) == (False, True)
    assert answer.why.startswith("Its certificate is not valid: ")
    assert "mismatch" in answer.why
    assert tls_web.asked == []


def test_a_certificate_that_nobody_trusts_is_not_valid(tls_web: Web) -> None:
    answer = HERE.ask(tls_web.url("/page", NAMED))
    assert (answer.works, answer.heard) == (False, True)
    assert answer.why.startswith("Its certificate is not valid: self")
    assert tls_web.asked == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.django_db
def test_a_link_that_works_by_tls_is_kept_as_working_and_one_of_a_wrong_name_as_failing(tls_web: Web) -> None:
    good, bad = tls_web.url("/page", NAMED), tls_web.url("/page", OTHER)
    factories.published(source_url=good, booking_url=bad)
    gather()
    assert try_links(HERE, pause=0) == Tried(2, 0)
    rows = {row.address: row for row in CheckedLink.objects.all()}
    assert {address: row.state for address, row in rows.items()} == {good: LinkState.WORKS, bad: LinkState.FAILING}
    assert rows[bad].why.startswith("Its certificate is not valid: ")
    assert rows[bad].failed_on == timezone.localdate()
