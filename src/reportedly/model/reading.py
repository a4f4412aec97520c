"""Readings: what one document was read to claim, with the layers the claims rest on."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import ErrorRecord
from reportedly.model.attribution import Attribution
from reportedly.model.claim import Claim
from reportedly.model.document import FoundDate
from reportedly.model.party import Party
from reportedly.model.place import Place
from reportedly.model.quantity import Quantity
from reportedly.model.when import Timex

SCHEMA = "reportedly/reading/1"


@dataclass(frozen=True, slots=True)
class Layers:
    """What was found in the text, each a tuple in the order of the text; spans of one layer never overlap.

    (Attributions may nest and be in pieces; `level` tells.)
    """

    attributions: tuple[Attribution, ...] = ()
    toponyms: tuple[Place, ...] = ()
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of one document, in the order of the published format."""

    id: str
    title: str
    publisher: str
    published: str | None
    dates: tuple[FoundDate, ...]
    language: str | None
    warnings: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    layers: Layers = Layers()
    error: ErrorRecord | None = None
    schema: str = SCHEMA
