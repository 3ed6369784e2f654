"""Asking other sites: politely, and never inside the network."""

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from threading import Thread
from typing import Any

import pytest

from entries.editorial.linkcheck import Answer, Asker, is_public
from tests.editorial.linkcheck.conftest import Web

ALL = range(65536)
HERE = Asker("Casebook test", timeout=2, may_ask=lambda address: address.is_loopback, ports=ALL)
WORKS = Answer(True, heard=True)


def methods(web: Web) -> list[str]:
    return [method for method, _, _ in web.asked]


@contextmanager
def talking(first: bytes, again: bytes) -> Iterator[int]:
    """The port of a site that says one thing and then another over and over, for five seconds at the most."""
    with socket.create_server(("127.0.0.2", 0)) as listening:
        thread = Thread(target=_talk, args=[listening, first + again, again])
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def _talk(listening: socket.socket, first: bytes, again: bytes) -> None:
    with listening.accept()[0] as line, suppress(OSError):
        line.sendall(first)
        for _ in range(50):
            line.sendall(again)
            time.sleep(0.1)


def test_a_page_that_is_there_is_asked_for_once_by_name(web: Web) -> None:
    assert HERE.ask(web.url("/page?a=1&b=%20c d")) == WORKS
    assert web.asked == [("HEAD", "/page?a=1&b=%20c%20d", "Casebook test")]


@pytest.mark.parametrize("status", [405, 404, 500, 501])
def test_where_head_is_answered_wrongly_get_is_asked(web: Web, status: int) -> None:
    web.answers["HEAD /page"] = status
    assert HERE.ask(web.url("/page")) == WORKS
    assert methods(web) == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("status", "why"),
    [(404, "404 Not Found"), (410, "410 Gone"), (503, "503 Service Unavailable"), (599, "599")],
)
def test_a_page_that_is_not_there_is_named(web: Web, status: int, why: str) -> None:
    web.answers["/page"] = status
    assert HERE.ask(web.url("/page")) == Answer(False, why, heard=True)


@pytest.mark.parametrize("status", [401, 403, 429, 405])
def test_what_is_shut_to_programs_is_there(web: Web, status: int) -> None:
    web.answers["/page"] = status
    assert HERE.ask(web.url("/page")) == WORKS


def test_redirects_are_followed_a_few_times(web: Web) -> None:
    web.answers |= {"/a": (301, "/b"), "/b": (302, web.url("/c", "127.0.0.3")), "/c": (307, "/d")}
    assert HERE.ask(web.url("/a")) == WORKS
    web.answers["/round"] = (301, "/round")
    assert HERE.ask(web.url("/round")) == Answer(
        False, "It leads from one address to the next without end.", heard=True
    )
    assert methods(web).count("HEAD") == 4 + 6


def test_a_site_that_does_not_answer_is_left_in_time(web: Web) -> None:
    web.answers["/slow"] = 3.0
    asker = Asker("Casebook test", timeout=0.3, may_ask=HERE.may_ask, ports=ALL)
    assert asker.ask(web.url("/slow")) == Answer(False, "It does not answer in time.")


@pytest.mark.parametrize(
    ("scheme", "first", "again"),
    [("http", b"", b"HTTP/1.1 100 Continue\r\n\r\n"), ("http", b"", b"H"),
     ("http", b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), ("https", b"\x16\x03\x03\x40\x00", b"\x02")],
)  # fmt: skip
def test_a_site_that_never_stops_talking_is_left_in_time(scheme: str, first: bytes, again: bytes) -> None:
    asker = Asker("Casebook test", timeout=2, longest=0.5, may_ask=HERE.may_ask, ports=ALL)
    with talking(first, again) as port:
        begun = time.monotonic()
        assert asker.ask(f"{scheme}://127.0.0.2:{port}/") == Answer(False, "It does not answer in time.")
        assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("url", "why"),
    [("http://no-such-site.invalid/", "There is no such site."), ("http://[oops/", "This is no address."),
     ("http:///path", "This is no address."), ("http://a.example:99999/", "This is no address."),
     ("ftp://a.example/", "This is no address."), (f"http://{'a' * 70}.example/", "This is no address.")],
)  # fmt: skip
def test_addresses_that_lead_nowhere(url: str, why: str) -> None:
    assert HERE.ask(url) == Answer(False, why)


def test_what_speaks_no_tls_or_nothing_at_all_cannot_be_reached(web: Web) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.2", 0))
        port = free.getsockname()[1]
    for url in (web.url("/").replace("http:", "https:"), f"http://127.0.0.2:{port}/"):
        answer = HERE.ask(url)
        assert (answer.works, answer.heard) == (False, False)
        assert answer.why.startswith("It cannot be reached: ")


def test_nothing_inside_the_network_is_asked(web: Web) -> None:
    outside = Asker("Casebook test", timeout=2)
    for host in ("127.0.0.2", "localhost", "[::1]", "0.0.0.0", "2130706433"):
        answer = outside.ask(f"http://{host}:{web.port}/secret")
        assert answer == Answer(None, "It leads inside a network."), host
    assert web.asked == []


def test_a_redirect_into_the_network_is_not_followed(web: Web) -> None:
    web.answers["/out"] = (302, web.url("/secret", "127.0.0.9"))
    asker = Asker("Casebook test", timeout=2, may_ask=lambda address: str(address) == "127.0.0.2", ports=ALL)
    assert asker.ask(web.url("/out")) == Answer(None, "It leads inside a network.")
    assert [path for _, path, _ in web.asked] == ["/out"]


def test_other_ports_than_those_of_pages_are_not_asked(web: Web) -> None:
    asker = Asker("Casebook test", timeout=2, may_ask=HERE.may_ask)
    assert asker.ask(web.url("/page")) == Answer(None, f"It is at port {web.port}, which is not asked.")
    assert web.asked == []
    for port in (80, 443, 8080, 8443):
        assert asker.ask(f"http://127.0.0.222:{port}/").works is False


def test_a_redirect_written_in_utf_8_is_followed(web: Web) -> None:
    web.answers |= {"/a": (301, "/größe".encode().decode("latin-1")), "/gr%C3%B6%C3%9Fe": 404}
    assert HERE.ask(web.url("/a")).why == "404 Not Found"


def test_one_host_is_given_a_pause_between_steps(web: Web) -> None:
    web.answers |= {"HEAD /a": 405, "GET /a": (301, "/b"), "/b": (301, web.url("/c", "127.0.0.3"))}
    asker = Asker("Casebook test", timeout=2, longest=1, pause=0.6, may_ask=HERE.may_ask, ports=ALL)
    assert asker.ask(web.url("/a")) == WORKS
    gaps = [later - before for before, later in pairwise(web.when)]
    assert [gap >= 0.6 for gap in gaps] == [True, True, False]


def test_a_name_with_one_address_inside_is_not_asked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def both(host: str, port: int, **more: Any) -> Any:
        return [*real("127.0.0.2", port, **more), *real("127.0.0.9", port, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    asker = Asker("Casebook test", timeout=2, may_ask=lambda address: str(address) == "127.0.0.2", ports=ALL)
    assert asker.ask(f"http://two.example:{web.port}/").works is None
    assert web.asked == []


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
     "64:ff9b::a00:1", "2002:a00:1::", "fec0::1", "feff::1", "::10.0.0.1", "::8.8.8.8", "::ffff:0:10.0.0.1"],
)  # fmt: skip
def test_what_is_inside(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4009:80b::200e", "::ffff:8.8.8.8"])
def test_what_is_outside(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
