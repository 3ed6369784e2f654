"""When a conversation with another site is over, however slowly the other side goes on talking."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer


class Deadline:
    """So many seconds from now. Pauses of our own do not count."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, most: float = float("inf")) -> float:
        """Seconds left, at most `most`; raises TimeoutError when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, most)

    def rest(self, seconds: float) -> None:
        """Pause; the time to talk stays as it is."""
        time.sleep(seconds)
        self._at += seconds

    @contextmanager
    def watching(self, connection: socket.socket) -> Iterator[None]:
        """Break the connection off when the time is up; what goes wrong by that is a TimeoutError.

        A timeout of the socket alone begins anew with each byte that arrives.
        """
        left = self.left()
        # One of our own: TLS takes the socket it is given for itself.
        line = connection.dup()
        timer = Timer(left, _break_off, [line])
        timer.start()
        try:
            yield
        except (OSError, ValueError, http.client.HTTPException):
            self.left()
            raise
        finally:
            timer.cancel()
            timer.join()
            line.close()
        self.left()


def _break_off(line: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        line.shutdown(socket.SHUT_RDWR)
