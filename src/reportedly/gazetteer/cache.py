"""Where the compiled gazetteer lies: one folder of the user, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder for compiled files: $REPORTEDLY_CACHE, else the platform's cache folder for us.

    Takes $XDG_CACHE_HOME where it is set. The folder need not be there yet.
    """
    given = os.environ.get("REPORTEDLY_CACHE")
    if given:
        return Path(given)
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "reportedly"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "reportedly"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "reportedly" / "cache"
    return Path.home() / ".cache" / "reportedly"


def writable_folder() -> Path:
    """Return the cache folder, made if need be, or a folder of the user's in the temporary one if it cannot be written.

    Raises: OSError if neither can be written.
    """
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _probe(folder)
    except OSError:
        folder = temporary_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _probe(folder)
    return folder


def temporary_folder() -> Path:
    """Return this user's folder inside the temporary one; it need not be there yet."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"reportedly-{user}"


def _probe(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder):
        pass


def data_folder() -> Path:
    """Return the folder for what the user added: $REPORTEDLY_DATA, else the platform's data folder. It is no cache."""
    given = os.environ.get("REPORTEDLY_DATA")
    if given:
        return Path(given)
    if xdg := os.environ.get("XDG_DATA_HOME"):
        return Path(xdg) / "reportedly"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "reportedly"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "reportedly"
    return Path.home() / ".local" / "share" / "reportedly"


def added_table() -> Path:
    """Return the path of the table of places the user added."""
    return data_folder() / "added_places.csv"
