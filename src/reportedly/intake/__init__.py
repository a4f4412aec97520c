"""Intake: files, folders, pages and addresses in, documents out."""

from reportedly.intake.build import NOTHING_GIVEN, Fields, Given, build_document
from reportedly.intake.dates import as_iso_day
from reportedly.intake.refusal import Refusal
from reportedly.intake.sources import STDIN, Item, find_files, take_in

__all__ = [
    "NOTHING_GIVEN",
    "STDIN",
    "Fields",
    "Given",
    "Item",
    "Refusal",
    "as_iso_day",
    "build_document",
    "find_files",
    "take_in",
]
