"""The one place for settings: what a user may change, with its default, its unit and its name in the environment.

Every setting `x` is read from the environment variable `REPORTEDLY_X`; a value given in a call or on the command line
wins over it. `docs/reference/settings.md` lists them all, and a test holds it to that.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from reportedly.errors import UsageError

PREFIX = "REPORTEDLY_"


class Settings(BaseSettings):
    """What a reading depends on besides the documents, the versions of the package and its data."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    ledger: str = Field("reportedly.db", min_length=1, description="the file of the ledger")
    model: str = Field("sm", min_length=1, description='the parser: "sm", "md", a package\'s name or a path')
    rules_only: bool = Field(False, description="read by rules alone, without the trained part")
    time_limit_s: float = Field(
        60, ge=0, description="seconds to read a document, or each half million characters of it; 0 is no limit"
    )
    max_document_bytes: int = Field(5_000_000, gt=0, description="bytes that one document may have")
    max_array_bytes: int = Field(
        100_000_000,
        gt=0,
        description="bytes that a JSON array or a spreadsheet, which is read whole, may have",
    )
    fetch_timeout_s: float = Field(20, gt=0, description="seconds that fetching one address may take")
    fetch_max_redirects: int = Field(5, ge=0, description="redirects followed for one address")
    browser: str = Field("", description="the browser that prints PDFs, a name or a path; else the first that is found")


def load_settings(**given: Any) -> Settings:  # Any: the fields have types of their own, checked by pydantic
    """Return the settings: those given that are not None, else the environment's, else the defaults.

    Raises: UsageError (R201) for a value that a setting does not allow.

    >>> load_settings(time_limit_s=5).time_limit_s
    5.0
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise _as_usage_error(error) from error


def _as_usage_error(error: ValidationError) -> UsageError:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"]) or "?"
    variable = PREFIX + name.removeprefix(PREFIX.lower()).upper()
    return UsageError(
        "R201",
        f"setting {name} has the value {first.get('input')!r}: {first['msg']}.",
        why="A reading with a setting that was not understood could not be repeated.",
        fix=f"correct the option, or the environment variable {variable}; docs/reference/settings.md lists them.",
    )
