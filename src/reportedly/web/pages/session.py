"""Signing in and out, where there are accounts; attempts are few for a name and for an address."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import WebError
from reportedly.web.answer import render
from reportedly.web.guard import write_cookie

router = APIRouter()

_ATTEMPTS = 5  # failures of one name, or from one address, before it must wait
_WINDOW_S = 300.0
_MOST_NAMES = 10_000


class Attempts:
    """Failures to sign in, by name and by address, within the last minutes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, *keys: str) -> None:
        """Raise WebError (R806) where one of the keys has failed too often."""
        now = self._clock()
        for key in keys:
            failures = self._failures.get(key, deque())
            while failures and failures[0] < now - _WINDOW_S:
                failures.popleft()
            if len(failures) >= _ATTEMPTS:
                raise WebError(
                    "R806",
                    "there were too many attempts to sign in.",
                    why="Passwords are not to be guessed.",
                    fix=f"wait {_WINDOW_S / 60:.0f} minutes.",
                )

    def note(self, *keys: str) -> None:
        """Note a failure under each key."""
        for key in keys:
            self._failures.setdefault(key, deque()).append(self._clock())
            self._failures.move_to_end(key)
        while len(self._failures) > _MOST_NAMES:
            self._failures.popitem(last=False)


@router.get("/sign-in", include_in_schema=False)
def ask_name(request: Request) -> Response:
    """Show the form."""
    return HTMLResponse(render(request, "sign-in.html", {"wrong": False}))


@router.post("/sign-in", summary="Sign in.")
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1000)],
    csrf: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Let somebody in whose name and password are right."""
    guard = request.app.state.guard
    guard.check_token(request, csrf)
    attempts: Attempts = request.app.state.attempts
    keys = (f"name:{name}", f"from:{request.client.host if request.client else '?'}")
    attempts.check(*keys)
    user = guard.accounts.check(name, password)
    if user is None:
        attempts.note(*keys)
        return HTMLResponse(render(request, "sign-in.html", {"wrong": True}), 403)
    answer = RedirectResponse("/", 303)
    answer.headers["set-cookie"] = write_cookie(guard.sessions.open(user.name))
    return answer


@router.post("/sign-out", summary="Sign out.")
def sign_out(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Forget the session."""
    guard = request.app.state.guard
    guard.check_token(request, csrf)
    guard.sessions.close(request.state.cookie)
    return RedirectResponse("/sign-in", 303)
