"""The map of the reading room: its steps, in order, and what each reads and adds.

A step takes the draft so far and gives one layer. `check_steps` proves before a run that each layer a step reads was
added by an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language

from reportedly.errors import InternalError
from reportedly.model import Document, Layers, Reading
from reportedly.reading.attribution import find_attributions
from reportedly.reading.claims import find_claims
from reportedly.reading.draft import Draft
from reportedly.reading.figures import find_figures
from reportedly.reading.parser import load_parser, parse_texts
from reportedly.reading.parties import find_parties
from reportedly.reading.times import find_times
from reportedly.reading.toponyms import find_toponyms


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the layers it reads, the layer it adds, and the function that finds it."""

    adds: str
    reads: tuple[str, ...]
    find: Callable[[Draft], tuple[Any, ...]]  # Any: each layer has records of its own


STEPS = (
    Step("times", (), find_times),
    Step("quantities", ("times",), find_figures),
    Step("toponyms", (), find_toponyms),
    Step("parties", ("toponyms",), find_parties),
    Step("attributions", ("toponyms", "parties"), find_attributions),
    Step("claims", ("times", "quantities", "toponyms", "parties", "attributions"), find_claims),
)


def check_steps(steps: Iterable[Step]) -> None:
    """Raise InternalError where a step reads a layer that no earlier step adds."""
    known: set[str] = set()
    for step in steps:
        missing = [name for name in step.reads if name not in known]
        if missing:
            raise InternalError(
                "R901",
                f"step {step.adds!r} reads {missing}, which no earlier step adds.",
                why="The pipeline would read an empty layer.",
                fix="order the steps so that each layer is added before it is read.",
            )
        known.add(step.adds)


def read_draft(draft: Draft, steps: Iterable[Step] = STEPS) -> Draft:
    """Return the draft with every step's layer added."""
    for step in steps:
        draft = replace(draft, **{step.adds: step.find(draft)})
    return draft


def read_documents(documents: Iterable[Document], *, nlp: Language | None = None) -> Iterator[Reading]:
    """Yield the reading of each document, in order."""
    nlp = nlp or load_parser()
    documents = list(documents)
    for document, doc in zip(documents, parse_texts(nlp, (d.text for d in documents)), strict=True):
        yield as_reading(read_draft(Draft(document, doc)))


def as_reading(draft: Draft) -> Reading:
    """Return the finished draft as the record that leaves this room."""
    document = draft.document
    return Reading(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        dates=document.dates,
        language=document.language,
        warnings=document.warnings,
        claims=draft.claims,
        layers=Layers(draft.attributions, draft.toponyms, draft.times, draft.quantities, draft.parties),
    )
