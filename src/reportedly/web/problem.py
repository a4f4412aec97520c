"""Problems: every error that leaves the app, in one shape.

As JSON `{"status": 404, "error": {"code", "what", "why", "fix"}}`, for people as a page that says the same.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reportedly.errors import ErrorRecord, InternalError, ReportedlyError, WebError

logger = logging.getLogger(__name__)

_STATUS = {
    "R105": 413,
    "R302": 504,
    "R501": 404,
    "R506": 503,
    "R507": 403,
    "R508": 507,
    "R510": 404,
    "R703": 500,
    "R707": 501,
    "R708": 500,
    "R801": 422,
    "R802": 404,
    "R803": 403,
    "R804": 403,
    "R805": 401,
    "R806": 429,
    "R807": 503,
    "R808": 413,
    "R809": 405,
    "R810": 404,
    "R811": 400,
    "R812": 400,
    "R813": 504,
    "R816": 404,
    "R817": 404,
    "R818": 409,
}
_OURS = 500
_THEIRS = 400
_SHOWN = 200  # characters of a value that was not understood


@dataclass(frozen=True, slots=True)
class Problem:
    """An error with the status it has over HTTP."""

    status: int
    error: ErrorRecord

    def as_dict(self) -> dict[str, Any]:  # Any: JSON
        """Return the one shape of an error."""
        error = {"code": self.error.code, "what": self.error.what, "why": self.error.why, "fix": self.error.fix}
        return {"status": self.status, "error": error}


def as_problem(error: Exception) -> Problem:
    """Return what an exception is to whoever asked."""
    if isinstance(error, ReportedlyError):
        status = _STATUS.get(error.record.code, _OURS if isinstance(error, InternalError) else _THEIRS)
        return Problem(status, error.record)
    if isinstance(error, RequestValidationError):
        return Problem(422, _misunderstood(error))
    if isinstance(error, HTTPException):
        return _of_http(error)
    logger.error("a page failed", exc_info=error)
    return Problem(
        _OURS,
        ErrorRecord(
            "R800",
            f"this page could not be made: {type(error).__name__}.",
            "That is a mistake of the program, not of yours; nothing was changed.",
            "try again; if it happens again, report it with the log of `reportedly serve`.",
        ),
    )


def _misunderstood(error: RequestValidationError) -> ErrorRecord:
    first = error.errors()[0] if error.errors() else {}
    where = ".".join(str(part) for part in first.get("loc", ())[1:]) or "the request"
    given = repr(first.get("input"))[:_SHOWN]
    return ErrorRecord(
        "R801",
        f"{where} has the value {given}: {first.get('msg', 'not understood')}.",
        "A view made from what was not understood would show something else than was asked.",
        "correct it in the address or the form; /docs lists what each page takes.",
    )


def _of_http(error: HTTPException) -> Problem:
    if error.status_code == 404:
        return as_problem(no_page())
    if error.status_code == 405:
        return as_problem(
            WebError("R809", "this address does not take such a request.", why="It is read, or written, alone.",
                     fix="see /docs for what each address takes.")
        )  # fmt: skip
    record = ErrorRecord("R801", str(error.detail), "The request was not understood.", "see /docs.")
    return Problem(error.status_code, record)


def no_page() -> WebError:
    """Return the error of an address that has no page."""
    return WebError(
        "R802",
        "there is no page at this address.",
        why="The address may be mistyped, or its page may belong to another version.",
        fix="go to the start page, or search.",
    )


def wants_json(request: Request) -> bool:
    """Return whether who asks is a program."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or "text/html" not in accepted


async def answer_problem(request: Request, error: Exception) -> Response:
    """Return an exception as an answer, for people or for programs."""
    problem = as_problem(error)
    headers = {"Retry-After": "5"} if problem.status in (429, 503) else {}
    if wants_json(request):
        return JSONResponse(problem.as_dict(), problem.status, headers)
    if problem.error.code == "R805":
        from starlette.responses import RedirectResponse

        return RedirectResponse("/sign-in", 303)
    from reportedly.web.answer import render

    body = render(request, "problem.html", {"problem": problem})
    return Response(body, problem.status, headers, "text/html; charset=utf-8")
