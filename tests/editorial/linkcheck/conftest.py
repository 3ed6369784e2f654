"""A real web server on this machine, which answers as it is told and remembers what it was asked."""

import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

NAMED = "trust.anyshire.example"


@dataclass
class Web:
    """Answers by path: a status, (status, where it leads), or seconds to be silent. `asked` is what came, and when."""

    port: int = 0
    scheme: str = "http"
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    when: list[float] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.2") -> str:
        """Where a path is. 127.0.0.1 is the library's own in tests; all of 127.0.0.0/8 leads here."""
        return f"{self.scheme}://{host}:{self.port}{path}"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that signed itself, with its key: files in PEM."""

    certificate: Path
    key: Path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """One for `NAMED`, made for this run and trusted by nobody."""
    folder = tmp_path_factory.mktemp("tls")
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=Casebook test", "-addext", f"subjectAltName=DNS:{NAMED}",
         "-keyout", made.key, "-out", made.certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@pytest.fixture
def web() -> Iterator[Web]:
    """The server."""
    with _served(Web()) as site:
        yield site


@pytest.fixture
def tls_web(certificate: Certificate) -> Iterator[Web]:
    """The server, speaking TLS as `NAMED`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    with _served(Web(scheme="https"), context) as site:
        yield site


@contextmanager
def _served(site: Web, context: ssl.SSLContext | None = None) -> Iterator[Web]:

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            site.asked.append((self.command, self.path, self.headers["User-Agent"]))
            site.when.append(time.monotonic())
            found = site.answers.get(f"{self.command} {self.path}", site.answers.get(self.path, 200))
            if isinstance(found, float):
                time.sleep(found)
                found = 200
            status, onward = found if isinstance(found, tuple) else (found, "")
            self.send_response(status)
            if onward:
                self.send_header("Location", onward)
            self.end_headers()

        do_HEAD = do_GET = answer

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    server.daemon_threads = True
    if context:
        # The handshake is left to the thread of each connection: one that is refused must not stop the server.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
