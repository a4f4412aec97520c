"""The app: its pages, its guard and its errors put together.

`create_app` gives a FastAPI application over one ledger. It opens no file and starts nothing before it is asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from reportedly import __version__
from reportedly.errors import ReportedlyError
from reportedly.settings import Settings, load_settings
from reportedly.web.accounts import Accounts
from reportedly.web.answer import warm
from reportedly.web.desk import Desk
from reportedly.web.guard import LOOPBACK, Guard, Guarding
from reportedly.web.pages import load, present
from reportedly.web.pages.paste import Pastes
from reportedly.web.pages.session import Attempts
from reportedly.web.problem import answer_problem
from reportedly.web.readers import Reading, make_reading

STATIC = Path(__file__).parent / "static"


def create_app(
    settings: Settings | None = None,
    *,
    author: str = "somebody",
    hosts: tuple[str, ...] = LOOPBACK,
    reading: Reading | None = None,
) -> FastAPI:
    """Return the app over the ledger that the settings name.

    `author` signs decisions while there are no accounts. `hosts` are the names under which it may be asked; none is
    any. `reading` reads what is pasted, by default in a process of its own.
    """
    settings = settings or load_settings()
    desk = Desk(settings)
    readers = reading or make_reading(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        warm()
        desk.start_weighing()
        yield
        readers.close()
        desk.close()

    app = FastAPI(
        title="reportedly",
        version=__version__,
        summary="Who says what about a conflict, through whom, and what it amounts to.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    guard = Guard(Accounts(desk.path), author=author, hosts=hosts)
    app.state.desk = desk
    app.state.reading = readers
    app.state.guard = guard
    app.state.attempts = Attempts()
    app.state.pastes = Pastes()
    app.state.navigation = [entry for entry in present() if entry.label]
    for entry in present():
        app.include_router(load(entry).router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind in (ReportedlyError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer_problem)
    app.add_middleware(Guarding, guard=guard)
    return app
