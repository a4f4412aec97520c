"""The guard: what every request passes before a page sees it, and every answer before it leaves.

Names under which the app may be asked (a foreign name that leads to 127.0.0.1 is turned away), who is signed in, the
token that every write must carry, how large a body may be, and the headers that let nothing run but our own scripts.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Any

from fastapi import Depends
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import WebError
from reportedly.web.accounts import Accounts, Role, User

COOKIE = "reportedly"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MAX_BODY_BYTES = 12_000_000  # twice the largest document, as a form writes it
SESSION_S = 12 * 3600
_MOST_SESSIONS = 10_000
_OPEN = ("/static/", "/sign-in")  # to be had without an account

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with less, browsers send no origin with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(slots=True)
class _Session:
    user: str | None
    until: float


class Sessions:
    """Who is signed in, by the hash of a random cookie; gone when the app ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sessions: OrderedDict[str, _Session] = OrderedDict()

    def open(self, user: str) -> str:
        """Return a new cookie for somebody who has signed in."""
        value = secrets.token_urlsafe(32)
        self._sessions[_hash(value)] = _Session(user, self._clock() + SESSION_S)
        while len(self._sessions) > _MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return value

    def user(self, value: str) -> str | None:
        """Return the name of whoever has that cookie, or None."""
        found = self._sessions.get(_hash(value)) if value else None
        return found.user if found is not None and found.until > self._clock() else None

    def close(self, value: str) -> None:
        """Forget a cookie."""
        self._sessions.pop(_hash(value), None)


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()


class Guard:
    """What is checked of each request; one for an app."""

    def __init__(self, accounts: Accounts, *, author: str, hosts: tuple[str, ...] = LOOPBACK) -> None:
        self.accounts = accounts
        self.author = author
        self.hosts = hosts
        self.sessions = Sessions()
        self._secret = secrets.token_bytes(32)

    def meet(self, request: Request) -> str | None:
        """Note who asks and the token of their forms; return the cookie to set where they had none."""
        cookie, fresh = self._cookie(request.scope)
        request.state.cookie = cookie
        request.state.csrf = self.token(cookie)
        request.state.user = None
        return cookie if fresh else None

    def check(self, request: Request) -> None:
        """Raise WebError (R805, R808, R812) where a request must not pass."""
        host = _host_name(request.headers.get("host", ""))
        if self.hosts and host not in self.hosts:
            raise _refuse_host(host)
        if int(_number(request.headers.get("content-length"))) > MAX_BODY_BYTES:
            raise too_large()
        request.state.user = self._find_user(request.state.cookie)
        if request.state.user is None and not request.url.path.startswith(_OPEN):
            raise WebError(
                "R805",
                "nobody is signed in.",
                why="This ledger is open to those with an account alone.",
                fix="sign in at /sign-in; `reportedly serve users add NAME` makes an account.",
            )

    def _find_user(self, cookie: str) -> User | None:
        users = self.accounts.users()
        if not users:
            return User(self.author, Role.ADMIN)
        return users.get(self.sessions.user(cookie) or "")

    def _cookie(self, scope: Scope) -> tuple[str, bool]:
        jar: SimpleCookie = SimpleCookie()
        with contextlib.suppress(CookieError):
            jar.load(Headers(scope=scope).get("cookie", ""))
        value = jar[COOKIE].value if COOKIE in jar else ""
        return (value, False) if 20 <= len(value) <= 100 else (secrets.token_urlsafe(32), True)

    def token(self, cookie: str) -> str:
        """Return the token that a form of this reader must carry."""
        return hmac.new(self._secret, cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def check_token(self, request: Request, token: str) -> None:
        """Raise WebError (R803) unless a write comes from one of our own forms."""
        origin = request.headers.get("origin")
        own = origin is None or origin.partition("://")[2] == request.headers.get("host", "")
        if not own or not hmac.compare_digest(token.encode("utf-8", "replace"), request.state.csrf.encode()):
            raise WebError(
                "R803",
                "this form was not sent from a page of the app, or its page is too old.",
                why="Another site could otherwise write into the ledger through your browser.",
                fix="open the page again, and send the form from there.",
            )


class Guarding:
    """The middleware that lets each request pass its guard."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it with what is wrong."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        request = Request(scope, receive)
        cookie = self._guard.meet(request)
        answering = _Answering(send, cookie, static=scope["path"].startswith("/static/"))
        try:
            self._guard.check(request)
        except WebError as error:
            from reportedly.web.problem import answer_problem

            response = await answer_problem(request, error)
            await response(scope, receive, answering)
            return
        await self._app(scope, _Counting(receive), answering)


class _Answering:
    """Adds the headers of safety to whatever is answered, and the cookie where there was none."""

    def __init__(self, send: Send, cookie: str | None, *, static: bool) -> None:
        self._send, self._cookie, self._static = send, cookie, static

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-cache")
            if self._cookie is not None and not self._static and "set-cookie" not in headers:
                headers.append("set-cookie", write_cookie(self._cookie))
        await self._send(message)


class _Counting:
    """Passes a body on, and ends it where it grows too large."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._bytes = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > MAX_BODY_BYTES:
            raise too_large()
        return message


def write_cookie(value: str) -> str:
    """Return the header that sets the cookie: to our pages alone, and never to scripts."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_S}"


def too_large() -> WebError:
    """Return the error of a body that is too large."""
    return WebError(
        "R808",
        f"more than {MAX_BODY_BYTES:,} bytes were sent.",
        why="A document may have 5,000,000 bytes.",
        fix="add large files with `reportedly add`.",
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 16 else 0


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _refuse_host(host: str) -> WebError:
    return WebError(
        "R812",
        f"the app was asked under the name {host[:80]!r}.",
        why="A foreign name that leads to this machine would let another site read the ledger.",
        fix="use the address that `reportedly serve` printed.",
    )


def find_user(request: Request) -> User:
    """Return who asks."""
    user: User = request.state.user
    return user


def _needs(role: Role) -> Callable[[Request], Any]:  # Any: a dependency of FastAPI
    async def check(request: Request) -> User:
        user: User = request.state.user
        if not user.role.allows(role):
            raise WebError(
                "R804",
                f"{user.name} is a {user.role}, and this needs a {role}.",
                why="Who may decide and who may add is for the owner of the ledger to say.",
                fix=f"ask for the role: `reportedly serve users add {user.name} --role {role}`.",
            )
        form = await request.form()
        request.state.form = form
        request.app.state.guard.check_token(request, str(form.get("csrf", "")))
        return user

    return check


TheUser = Annotated[User, Depends(find_user)]
TheReader = Annotated[User, Depends(_needs(Role.VIEWER))]  # of a form that writes nothing
TheReviewer = Annotated[User, Depends(_needs(Role.REVIEWER))]
TheAdmin = Annotated[User, Depends(_needs(Role.ADMIN))]
