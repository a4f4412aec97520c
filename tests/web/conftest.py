"""Fixtures of the web tests: an app over a small ledger that is made in a moment, and a browser's manners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bench.made import Maker
from reportedly import Ledger, ReaderVersion, Settings
from reportedly.web import create_app
from reportedly.web.readers import Readers, start_thread

READER = ReaderVersion("made")


class Unread(Readers):
    """Readers that load nothing before something is read."""

    def warm(self) -> None:
        """Do nothing."""


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of twelve invented documents, for tests that only read it."""
    path = tmp_path_factory.mktemp("web") / "made.db"
    fill(path)
    return path


def fill(path: Path, documents: int = 12) -> None:
    """Make a ledger of invented documents."""
    with Ledger.open(path, create=True) as ledger:
        for _ in ledger.add(Maker(seed=1).documents(documents), reader=READER):
            pass


@pytest.fixture
def make_app() -> Callable[[Path], FastAPI]:
    """Return a function that makes an app over a ledger, which reads within this process."""

    def make(path: Path) -> FastAPI:
        settings = Settings(ledger=str(path))
        reading = Unread(settings, start=start_thread)
        return create_app(settings, author="Amal", reading=reading)

    return make


@pytest.fixture(scope="session")
def client(made_ledger: Path) -> Iterator[TestClient]:
    """Return a client of an app over the small ledger, which asks as a browser does."""
    settings = Settings(ledger=str(made_ledger))
    app = create_app(settings, author="Amal", reading=Unread(settings, start=start_thread))
    with open_client(app) as made:
        yield made


def open_client(app: FastAPI) -> TestClient:
    """Return a client that asks for pages of HTML, and for errors as answers."""
    return TestClient(app, base_url="http://127.0.0.1", headers={"accept": "text/html"}, raise_server_exceptions=False)
