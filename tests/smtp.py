"""A real mail server on this machine, which says what it is told to and keeps what it was given."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Given:
    """Answers by address (of RCPT, or of the whole mail), and the mails that were taken."""

    refuse: dict[str, str] = field(default_factory=dict)
    after_data: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    silent: bool = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Take the address, or say what was asked for."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the mail and say so; or keep it and say nothing for as long as anybody listens."""
        said = self.after_data.get(envelope.rcpt_tos[0], "250 OK")
        if said.startswith("250"):
            found = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.mails.append(found)
        if self.silent:
            server.transport.pause_reading()
            await server.loop.create_future()
        return said

    def to(self) -> list[str]:
        """Whom the mails went to, in the order in which they came."""
        return [str(mail["To"]) for mail in self.mails]

    def wait_for(self, number: int) -> None:
        """Until so many mails were taken; fails after half a minute."""
        end = time.monotonic() + 30
        while len(self.mails) < number:
            assert time.monotonic() < end, f"{len(self.mails)} mails came, not {number}"
            time.sleep(0.02)


@contextmanager
def mail_server(given: Given | None = None) -> Iterator[tuple[Given, int]]:
    """The server, and its port."""
    given = given or Given()
    with socket.socket() as free:  # the controller cannot be asked for any free port
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(given, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield given, port
    finally:
        controller.stop(no_assert=True)
