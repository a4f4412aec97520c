"""Tests of fetching: what is refused, and what a server may do. No network: names resolve to what a test says."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from reportedly.errors import InputError
from reportedly.intake import fetch as module
from reportedly.intake.fetch import check_address, fetch, is_public

LIMITS = {"timeout_s": 5.0, "max_bytes": 10_000, "max_redirects": 2}


PRIVATE = (
    "127.0.0.1 10.1.2.3 192.168.0.1 172.16.9.9 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 :: fe80::1 "
    "fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: x"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_private_addresses_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, multicast and wrapped addresses are refused."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    """Addresses of the public internet pass."""
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://user:word@example.org/",
        "http://",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org/a b",
        "http://example.org/\r\nX: y",
        "ftp://example.org/",
    ],
)
def test_an_address_that_leads_inside_is_refused(url: str) -> None:
    """However it is written, an address that is private or no web address gives R111."""
    with pytest.raises(InputError, match="R111"):
        check_address(url, lambda host, port: ["127.0.0.1"])


def test_one_private_address_among_public_ones_is_enough() -> None:
    """A name with several addresses is refused if any of them is private."""
    with pytest.raises(InputError, match=r"10\.0\.0\.9"):
        check_address("http://two.example/", lambda host, port: ["8.8.8.8", "10.0.0.9"])


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answers = {
            "/ok": (200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>hello</p>"),
            "/packed": (200, {"Content-Encoding": "gzip", "Content-Type": "text/plain"}, gzip.compress(b"hello")),
            "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 3_000_000)),
            "/large": (200, {}, b"x" * 20_000),
            "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
            "/once": (302, {"Location": "/ok"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
            "/inside": (302, {"Location": "http://inside.example/ok"}, b""),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve pages on loopback, under a name that counts as public in this test."""
    httpd = HTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(module, "is_public", lambda address: address == "127.0.0.1")
    yield f"http://outside.example:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def _resolve(host: str, port: int) -> list[str]:
    return ["127.0.0.1" if host == "outside.example" else "10.0.0.9"]


def test_a_page_is_fetched_with_its_last_address(server: str) -> None:
    """A redirect is followed, and the address that gave the page is kept."""
    fetched = fetch(f"{server}/once", resolve=_resolve, **LIMITS)  # type: ignore[arg-type]
    assert (fetched.url, fetched.body, fetched.media_type) == (f"{server}/ok", b"<p>hello</p>", "text/html")
    assert fetched.retrieved_at.endswith("Z")


def test_a_packed_page_is_unpacked(server: str) -> None:
    """A body in gzip comes out as it was."""
    assert fetch(f"{server}/packed", resolve=_resolve, **LIMITS).body == b"hello"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/bomb", "R105"),
        ("/large", "R105"),
        ("/pdf", "R109"),
        ("/none", "R112"),
        ("/loop", "R112"),
        ("/inside", "R111"),
    ],
)
def test_what_a_server_may_not_do(server: str, path: str, code: str) -> None:
    """Bombs, large pages, other kinds, errors, endless redirects and redirects inside end with an error."""
    with pytest.raises(InputError, match=code):
        fetch(f"{server}{path}", resolve=_resolve, **LIMITS)  # type: ignore[arg-type]
