"""Asking another site for one page: HEAD, then GET; few redirects; never an address inside a network.

The name is looked up here and the connection goes to the address that was looked at, so that a name which means one
address to the check and another to the connection gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from entries.editorial.linkcheck.deadline import Deadline

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
# The page is there, though not for a program, or not just now; of these, what a GET would not tell otherwise.
THERE = (401, 402, 403, 405, 406, 407, 429, 451, 999)
SURE = (401, 403, 407, 429, 451)
PORTS = frozenset({80, 443, 8080, 8443})  # where pages are; what listens elsewhere is spoken to in no other language
# IPv4 written as IPv6, for a translator or of old: what it leads to cannot be told from outside.
TRANSLATED = (
    ipaddress.ip_network("::/96"),
    ipaddress.ip_network("::ffff:0:0:0/96"),
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2002::/16"),
)


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, and not of the network that this machine stands in."""
    plain = getattr(address, "ipv4_mapped", None) or address
    translated = plain.version == 6 and any(plain in network for network in TRANSLATED)
    # Networks of old that Python counts as global.
    local = isinstance(plain, ipaddress.IPv6Address) and plain.is_site_local
    return plain.is_global and not plain.is_multicast and not translated and not local


class Inside(Exception):
    """The name leads to an address that is not asked."""


class Elsewhere(Exception):
    """The address names a port that is not asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking. `works` is None when nothing was asked; `heard` whether any site answered at all."""

    works: bool | None
    why: str = ""
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks with a name of its own, each step for `timeout` seconds and all of them together for `longest`.

    `pause` is between two steps at one host. `may_ask` says which addresses may be spoken to, `ports` at which ports.
    """

    agent: str
    timeout: float = 10
    longest: float = 60
    pause: float = 0
    may_ask: Callable[[Address], bool] = is_public
    ports: Collection[int] = PORTS

    def ask(self, url: str) -> Answer:
        """Whether there is a page at the address, after at most `MOST_REDIRECTS` redirects."""
        try:
            return self._followed(url, Deadline(self.longest))
        except Inside:
            return Answer(None, "It leads inside a network.")
        except Elsewhere as port:
            return Answer(None, f"It is at port {port}, which is not asked.")
        except socket.gaierror:
            return Answer(False, "There is no such site.")
        except ssl.SSLCertVerificationError as error:
            return Answer(False, f"Its certificate is not valid: {error.verify_message}."[:200], heard=True)
        except TimeoutError:
            return Answer(False, "It does not answer in time.")
        except (OSError, http.client.HTTPException) as error:
            return Answer(False, f"It cannot be reached: {error}"[:200])
        except ValueError:
            return Answer(False, "This is no address.")

    def _followed(self, url: str, until: Deadline) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            status, onward = self._once("HEAD", url, until)
            # Some sites know no HEAD, and some answer it wrongly.
            if status >= 400 and status not in SURE:
                until.rest(self.pause)
                status, onward = self._once("GET", url, until)
            if status not in REDIRECTS or not onward:
                return _judged(status)
            before, url = url, urljoin(url, onward)
            if urlsplit(url).hostname == urlsplit(before).hostname:
                until.rest(self.pause)
        return Answer(False, "It leads from one address to the next without end.", heard=True)

    def _once(self, method: str, url: str, until: Deadline) -> tuple[int, str]:
        """Status and where it leads on; the page itself is not read."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(url)
        host = parts.hostname.encode("idna").decode()
        connection = http.client.HTTPConnection(f"[{host}]" if ":" in host else host, parts.port, timeout=self.timeout)
        connection.sock = self._connected(host, parts, until)
        try:
            with until.watching(connection.sock):
                if parts.scheme == "https":
                    connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
                connection.request(
                    method, _path(parts), headers={"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
                )
                answer = connection.getresponse()
            onward = answer.getheader("Location") or ""
            # Some sites write it as it stands, in UTF-8; every header is read as Latin-1.
            return answer.status, onward.encode("latin-1").decode(errors="replace")
        finally:
            connection.close()

    def _connected(self, host: str, parts: SplitResult, until: Deadline) -> socket.socket:
        """A connection with the first address of the host that answers; raises Inside when one of them is not asked."""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = [where[4] for where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not all(self.may_ask(ipaddress.ip_address(str(where[0]).partition("%")[0])) for where in found):
            raise Inside(host)
        if port not in self.ports:
            raise Elsewhere(port)
        for where in found[:-1]:
            try:
                return self._reached(str(where[0]), int(where[1]), until)
            except OSError:
                until.left()
        return self._reached(str(found[-1][0]), int(found[-1][1]), until)

    def _reached(self, address: str, port: int, until: Deadline) -> socket.socket:
        reached = socket.create_connection((address, port), until.left(self.timeout))
        reached.settimeout(self.timeout)
        return reached


def _path(parts: SplitResult) -> str:
    """Path and query as a request line takes them; what is escaped already stays."""
    kept = "/%:@!$&'()*+,;=~-._"
    return (quote(parts.path, safe=kept) or "/") + (f"?{quote(parts.query, safe=kept + '?[]')}" if parts.query else "")


def _judged(status: int) -> Answer:
    if status < 400 or status in THERE:
        return Answer(True, heard=True)
    name = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    return Answer(False, f"{status} {name}".strip(), heard=True)
