"""A real web server on this machine, which answers as it is told and remembers what it was asked."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest


@dataclass
class Web:
    """Answers by path: a status, (status, where it leads), or seconds to be silent. `asked` is what came, and when."""

    port: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    when: list[float] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.2") -> str:
        """Where a path is. 127.0.0.1 is the library's own in tests; all of 127.0.0.0/8 leads here."""
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def web() -> Iterator[Web]:
    """The server."""
    site = Web()

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
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
