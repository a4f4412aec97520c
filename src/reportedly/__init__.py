"""reportedly: who says what about a conflict, through whom, and what it amounts to.

>>> import reportedly
>>> reading = reportedly.read("Rebels took the town of Saraqib, the army said.")
>>> reading.language
'en'

What is exported here is the public library; the rest may change between versions. Names are imported when they are
first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.errors import (
        ErrorRecord,
        GazetteerError,
        InputError,
        InternalError,
        LedgerError,
        ReadingError,
        ReportedlyError,
        SharingError,
        UsageError,
    )
    from reportedly.intake import Given, Refusal, build_document, take_in
    from reportedly.ledger import ClaimFilter, Ledger, ReaderVersion
    from reportedly.model import Claim, Document, KeptClaim, Link, Party, Place, Quantity, Reading, Span, Valid
    from reportedly.reading.format import reading_as_dict, reading_as_json, reading_from_dict, reading_schema
    from reportedly.reading.pipeline import read, read_documents
    from reportedly.settings import Settings, load_settings
    from reportedly.sharing.coverage import Coverage
    from reportedly.sharing.covering import find_coverage
    from reportedly.sharing.export import make_export
    from reportedly.sharing.material import Scope
    from reportedly.sharing.profile import Profile, load_profile
    from reportedly.sharing.report import Shared, make_report
    from reportedly.sharing.report_files import ReportFormat, write_report
    from reportedly.weighing.asking import Wanted, check, disputes, figures, misfits
    from reportedly.weighing.copies import Story, find_copies
    from reportedly.weighing.grounds import holds, stand

__version__ = "0.1.0"

_HOMES = {
    "reportedly.errors": (
        "ErrorRecord",
        "GazetteerError",
        "InputError",
        "InternalError",
        "LedgerError",
        "ReadingError",
        "ReportedlyError",
        "SharingError",
        "UsageError",
    ),
    "reportedly.intake": ("Given", "Refusal", "build_document", "take_in"),
    "reportedly.ledger": ("ClaimFilter", "Ledger", "ReaderVersion"),
    "reportedly.model": (
        "Claim",
        "Document",
        "KeptClaim",
        "Link",
        "Party",
        "Place",
        "Quantity",
        "Reading",
        "Span",
        "Valid",
    ),
    "reportedly.reading.format": ("reading_as_dict", "reading_as_json", "reading_from_dict", "reading_schema"),
    "reportedly.reading.pipeline": ("read", "read_documents"),
    "reportedly.settings": ("Settings", "load_settings"),
    "reportedly.sharing.coverage": ("Coverage",),
    "reportedly.sharing.covering": ("find_coverage",),
    "reportedly.sharing.export": ("make_export",),
    "reportedly.sharing.material": ("Scope",),
    "reportedly.sharing.profile": ("Profile", "load_profile"),
    "reportedly.sharing.report": ("Shared", "make_report"),
    "reportedly.sharing.report_files": ("ReportFormat", "write_report"),
    "reportedly.weighing.asking": ("Wanted", "check", "disputes", "figures", "misfits"),
    "reportedly.weighing.copies": ("Story", "find_copies"),
    "reportedly.weighing.grounds": ("holds", "stand"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Claim",
    "ClaimFilter",
    "Coverage",
    "Document",
    "ErrorRecord",
    "GazetteerError",
    "Given",
    "InputError",
    "InternalError",
    "KeptClaim",
    "Ledger",
    "LedgerError",
    "Link",
    "Party",
    "Place",
    "Profile",
    "Quantity",
    "ReaderVersion",
    "Reading",
    "ReadingError",
    "Refusal",
    "ReportFormat",
    "ReportedlyError",
    "Scope",
    "Settings",
    "Shared",
    "SharingError",
    "Span",
    "Story",
    "UsageError",
    "Valid",
    "Wanted",
    "__version__",
    "build_document",
    "check",
    "disputes",
    "figures",
    "find_copies",
    "find_coverage",
    "holds",
    "load_profile",
    "load_settings",
    "make_export",
    "make_report",
    "misfits",
    "read",
    "read_documents",
    "reading_as_dict",
    "reading_as_json",
    "reading_from_dict",
    "reading_schema",
    "stand",
    "take_in",
    "write_report",
]


def __getattr__(name: str) -> Any:  # Any: whatever is exported
    if name not in _HOME_OF:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return __all__
