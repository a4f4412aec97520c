"""The reference of the API: what each address takes, from OpenAPI, as a plain page that works offline."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reportedly.web.answer import render

router = APIRouter()


@router.get("/docs", include_in_schema=False)
def show_reference(request: Request) -> Response:
    """Show what each address takes."""
    schema: dict[str, Any] = request.app.openapi()  # Any: JSON
    found = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in sorted(schema["paths"].items())
        for method, operation in sorted(methods.items())
    ]
    return HTMLResponse(render(request, "reference.html", {"operations": found}))
