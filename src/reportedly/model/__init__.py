"""The records that flow through reportedly: frozen, slotted, and without logic beyond their own laws."""

from reportedly.model.attribution import PUBLISHER, Attribution, AttributionKind, Link, LinkKind, Stance
from reportedly.model.claim import Claim, ClaimType, Modality, claim_id
from reportedly.model.decision import Decision, DecisionKind, Naming
from reportedly.model.document import DateOrigin, Document, FoundDate, digest_document
from reportedly.model.holding import EVERYBODY, Holding, State, View, ViewKind
from reportedly.model.kept import KeptClaim, ReviewState
from reportedly.model.origin import Origin, origin_id
from reportedly.model.party import Party
from reportedly.model.place import Candidate, Place
from reportedly.model.quantity import Quantity, Relation, Unit
from reportedly.model.reading import SCHEMA, Layers, Reading
from reportedly.model.source import Letter, PartyEntry, PlaceEntry, SourceEntry
from reportedly.model.span import Span
from reportedly.model.when import UNDATED, Basis, Precision, TimeText, TimeType, Timex, Valid

__all__ = [
    "EVERYBODY",
    "PUBLISHER",
    "SCHEMA",
    "UNDATED",
    "Attribution",
    "AttributionKind",
    "Basis",
    "Candidate",
    "Claim",
    "ClaimType",
    "DateOrigin",
    "Decision",
    "DecisionKind",
    "Document",
    "FoundDate",
    "Holding",
    "KeptClaim",
    "Layers",
    "Letter",
    "Link",
    "LinkKind",
    "Modality",
    "Naming",
    "Origin",
    "Party",
    "PartyEntry",
    "Place",
    "PlaceEntry",
    "Precision",
    "Quantity",
    "Reading",
    "Relation",
    "ReviewState",
    "SourceEntry",
    "Span",
    "Stance",
    "State",
    "TimeText",
    "TimeType",
    "Timex",
    "Unit",
    "Valid",
    "View",
    "ViewKind",
    "claim_id",
    "digest_document",
    "origin_id",
]
