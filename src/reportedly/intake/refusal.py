"""A document that could not be taken in: what stands in its place, so that no input vanishes."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import ErrorRecord


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no document: its given id or where it lies, and the error that says why."""

    id: str
    error: ErrorRecord
    title: str = ""
    publisher: str = ""
    published: str | None = None
