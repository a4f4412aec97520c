"""One address fetched, with care: only public hosts, few redirects, bounded in size and time.

The host's name is resolved once, every address it has must be public, and the connection goes to the address that was
checked, so that a name cannot be turned to a private one in between. Each redirect is checked again. Proxies of the
environment are not used, cookies are not kept, nothing but the address named is asked for.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from reportedly.errors import InputError

_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 65_536
_KINDS = {"text/html", "application/xhtml+xml", "text/plain", ""}
_AGENT = "reportedly (reads one page for a person)"

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: the last one after redirects, the bytes, their kind, and when."""

    url: str
    body: bytes
    media_type: str
    retrieved_at: str


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system resolves it."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetch(url: str, *, timeout_s: float, max_bytes: int, max_redirects: int, resolve: Resolve = resolve) -> Fetched:
    """Return what the address holds, after at most `max_redirects` redirects and within `timeout_s` seconds.

    Raises: InputError (R105 too large, R109 no page, R111 not allowed, R112 not to be had).
    """
    deadline = time.monotonic() + timeout_s
    for _ in range(max_redirects + 1):
        connection, target = _connect(url, deadline, resolve)
        try:
            answer = _ask(connection, target, url)
            if answer.status in _REDIRECTS and answer.getheader("location"):
                url = urljoin(url, answer.getheader("location"))
                continue
            return _take(answer, url, max_bytes, deadline)
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise _failed(url, f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()
    raise _failed(url, f"more than {max_redirects} redirects")


def check_address(url: str, resolve: Resolve = resolve) -> tuple[SplitResult, str]:
    """Return the parts of an address and the public IP address to connect to.

    Raises: InputError (R111, R112).
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise _refused(url, f"is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise _refused(url, "is not an http or https address")
    if parts.username is not None:
        raise _refused(url, "holds a user name")
    if any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise _refused(url, "holds spaces or control characters")
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise _failed(url, f"the host {host!r} cannot be resolved: {error}") from error
    private = [address for address in found if not is_public(address)]
    if private or not found:
        raise _refused(url, f"leads to {private[0] if private else 'no address'}, which is not public")
    return parts, found[0]


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet; IPv4 inside IPv6 is looked at too.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.216.34")
    (False, False, True)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):  # IPv4 behind NAT64
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _connect(url: str, deadline: float, resolve: Resolve) -> tuple[http.client.HTTPConnection, str]:
    parts, address = check_address(url, resolve)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=_left(url, deadline))
    try:
        plain = socket.create_connection((address, port), timeout=_left(url, deadline))
        secure = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    except (OSError, ValueError) as error:
        raise _failed(url, f"{type(error).__name__}: {error}") from error
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return connection, target


def _ask(connection: http.client.HTTPConnection, target: str, url: str) -> http.client.HTTPResponse:
    headers = {"User-Agent": _AGENT, "Accept": "text/html,text/plain", "Accept-Encoding": "gzip"}
    connection.request("GET", _quote(target), headers={**headers, "Host": urlsplit(url).netloc})
    return connection.getresponse()


def _quote(target: str) -> str:
    from urllib.parse import quote

    return quote(target, safe="/%:=&?~#+!$,;'@()*[]")


def _take(answer: http.client.HTTPResponse, url: str, max_bytes: int, deadline: float) -> Fetched:
    if answer.status != 200:
        raise _failed(url, f"the server answered {answer.status} {answer.reason}")
    media_type = (answer.getheader("content-type") or "").partition(";")[0].strip().lower()
    if media_type not in _KINDS:
        raise InputError(
            "R109",
            f"{url} is of the kind {media_type}, which cannot be read.",
            why="Only pages and plain text are read from addresses.",
            fix="save it, turn it into text, and read the file.",
        )
    unpack = zlib.decompressobj(31) if answer.getheader("content-encoding", "").lower() == "gzip" else None
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += unpack.decompress(chunk, max_bytes + 1) if unpack else chunk  # a bomb is cut off here
        if len(body) > max_bytes:
            raise _too_large(url, max_bytes)
        _left(url, deadline)
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Fetched(url, bytes(body), media_type, now)


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _failed(url, "it took too long")
    return left


def _too_large(url: str, most: int) -> InputError:
    return InputError(
        "R105",
        f"{url} is larger than {most:,} bytes.",
        why="A page of this size is hardly an article.",
        fix="raise the limit: REPORTEDLY_MAX_DOCUMENT_BYTES=50000000 reportedly read ...",
    )


def _refused(url: str, what: str) -> InputError:
    return InputError(
        "R111",
        f"address {url!r} {what}.",
        why="Only pages of the public internet are fetched, so that no list of addresses can reach into your network.",
        fix="save the page to a file and read the file.",
    )


def _failed(url: str, what: str) -> InputError:
    return InputError(
        "R112",
        f"address {url!r} could not be fetched: {what[:200]}.",
        why="Its text is not to be had.",
        fix="check the address and the connection, or save the page and read the file.",
    )
