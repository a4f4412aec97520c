"""The map of the reading room: its steps, in order, and what each reads and adds.

A step takes the draft so far and gives one layer; one that works `together` takes the drafts of a batch and gives a
layer for each. `check_steps` proves before a run that each layer a step reads was added by an earlier one.
`read_documents` runs them over a stream of documents: nothing is held but a small batch, the order of the input is
kept, and a document that fails gives a reading with its error.
"""

from __future__ import annotations

import gc
import inspect
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.errors import ErrorRecord, InternalError, ReadingError, ReportedlyError
from reportedly.intake.build import Fields, build_document
from reportedly.intake.decode import replace_surrogates
from reportedly.intake.refusal import Refusal
from reportedly.model import Document, Layers, Reading
from reportedly.reading.claims.find import find_all_claims
from reportedly.reading.draft import Draft
from reportedly.reading.figures.find import find_figures
from reportedly.reading.language import ENGLISH, language_warnings, tell_language
from reportedly.reading.limits import TimeIsUp, limit_time
from reportedly.reading.parser import load_parser, parse_texts
from reportedly.reading.parties.find import find_parties
from reportedly.reading.speech.find import find_attributions
from reportedly.reading.timexes.find import find_times
from reportedly.reading.toponyms.find import find_toponyms
from reportedly.settings import Settings, load_settings

logger = logging.getLogger(__name__)

T = TypeVar("T")
Parsed = tuple[Document, Doc | ErrorRecord]  # the parse, or why there is none

_LIMIT_CHARS = 500_000  # the time limit is for each such part of a document, begun or whole
_BATCH_DOCUMENTS = 48  # read together; more bring little speed
_COLLECT_AFTER = 20_000  # objects made; more take memory and bring no speed
_BATCH_CHARS = 100_000  # bounds what a batch holds in memory, and what one bad document can spoil


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the layers it reads, the layer it adds, the function that finds it, and the settings it takes."""

    adds: str
    reads: tuple[str, ...]
    find: Callable[..., Sequence[Any]]  # Any: each layer has records of its own
    options: tuple[str, ...] = ()  # names of settings, passed as keywords
    together: bool = False  # whether `find` takes the drafts of a batch, and gives a layer for each


STEPS = (
    Step("times", (), find_times),
    Step("quantities", ("times",), find_figures),
    Step("toponyms", (), find_toponyms),
    Step("parties", ("toponyms",), find_parties),
    Step("attributions", ("toponyms", "parties"), find_attributions),
    Step(
        "claims",
        ("times", "quantities", "toponyms", "parties", "attributions"),
        find_all_claims,
        ("rules_only",),
        together=True,
    ),
)


def check_steps(steps: Iterable[Step]) -> None:
    """Raise InternalError (R901) where a step reads a layer that no earlier step adds."""
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


def bind_steps(steps: Iterable[Step], settings: Settings) -> tuple[Step, ...]:
    """Return the steps with the settings they name bound to their functions."""
    bound = []
    for step in steps:
        takes = inspect.signature(step.find).parameters
        options = {name: getattr(settings, name) for name in step.options if name in takes}
        bound.append(replace(step, find=partial(step.find, **options), options=()) if options else step)
    return tuple(bound)


def read_draft(draft: Draft, steps: Iterable[Step] = STEPS) -> Draft:
    """Return the draft with every step's layer added."""
    return read_drafts([draft], steps)[0]


def read_drafts(drafts: list[Draft], steps: Iterable[Step] = STEPS) -> list[Draft]:
    """Return the drafts with every step's layer added."""
    for step in steps:
        layers = step.find(drafts) if step.together else [step.find(draft) for draft in drafts]
        drafts = [_with_layer(draft, step.adds, layer) for draft, layer in zip(drafts, layers, strict=True)]
    return drafts


def _with_layer(draft: Draft, name: str, layer: tuple[Any, ...]) -> Draft:
    found: dict[str, Any] = {name: layer}
    return replace(draft, **found)


def read_documents(
    documents: Iterable[Document | Refusal],
    *,
    settings: Settings | None = None,
    nlp: Language | None = None,
    steps: Iterable[Step] = STEPS,
    own_process: bool = False,
) -> Iterator[Reading]:
    """Yield one reading for each document or refusal, in order, however it goes with each.

    In its `own_process`, garbage is collected seldom, and never among what is loaded, which saves about a tenth.

    Raises: ReadingError (R304) where the parser's model is not installed.
    """
    settings = settings or load_settings()
    steps = bind_steps(steps, settings)
    check_steps(steps)
    nlp = nlp or _load(settings.model)
    _warm(nlp, steps)
    if own_process:
        _collect_seldom()
    begun, count, failed = time.monotonic(), 0, 0
    for batch in _batches(documents):
        for reading in _read_batch(batch, nlp, steps, settings.time_limit_s):
            count, failed = count + 1, failed + (reading.error is not None)
            yield reading
    logger.info("batch read", extra={"documents": count, "failed": failed, "seconds": time.monotonic() - begun})


def read(
    text: str,
    *,
    title: str = "",
    publisher: str = "",
    published: str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Return the reading of one text; `published` is its day, such as "2017-06-12".

    Raises: InputError (R103) where there is no text, ReadingError (R304) where the model is missing.
    """
    fields = Fields("the text", text, title=title, publisher=publisher, published=published)
    return next(read_documents([build_document(fields)], settings=settings))


def _load(model: str) -> Language:
    try:
        return load_parser(model)
    except OSError as error:
        raise ReadingError(
            "R304",
            f"the parser's model {model!r} is not installed.",
            why="Sentences cannot be parsed without it.",
            fix="use the model that comes with the package (--model sm), or install that one as a package.",
        ) from error


def _warm(nlp: Language, steps: tuple[Step, ...]) -> None:
    """Read a sentence, so that data are loaded (and the gazetteer is built) outside of any document's time limit.

    Raises: GazetteerError and the like, once for the run instead of for each document.
    """
    text = "Rebels left Hama on Monday, the army said."
    document = build_document(Fields("warm-up", text))
    try:
        read_draft(Draft(document, next(iter(parse_texts(nlp, [text])))), steps)
    except ReportedlyError:
        raise
    except Exception:  # a mistake of ours: each document's line will say so
        logger.debug("warm-up failed", exc_info=True)


@cache
def _collect_seldom() -> None:
    """Exempt what is loaded from garbage collection, and look through a batch's objects a few times alone.

    Passes over models, tables and the drafts at work find next to nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


def _batches(documents: Iterable[Document | Refusal]) -> Iterator[list[Document | Refusal]]:
    batch: list[Document | Refusal] = []
    chars = 0
    for item in documents:
        length = len(item.text) if isinstance(item, Document) else 0
        if batch and (len(batch) == _BATCH_DOCUMENTS or chars + length > _BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(item)
        chars += length
    if batch:
        yield batch


def _read_batch(
    batch: list[Document | Refusal], nlp: Language, steps: tuple[Step, ...], limit_s: float
) -> Iterator[Reading]:
    items = [_prepare(item) for item in batch]
    documents = [item for item in items if isinstance(item, Document)]
    docs = _parse_batch(documents, nlp, limit_s)
    readings = iter(_read_parsed(list(zip(documents, docs, strict=True)), steps, limit_s))
    for item in items:
        yield item if isinstance(item, Reading) else next(readings)


def _prepare(item: Document | Refusal) -> Document | Reading:
    """Return the document as it is to be parsed, or at once the reading of one that is not."""
    if isinstance(item, Refusal):
        return Reading(item.id, item.title, item.publisher, item.published, (), None, (), error=item.error)
    text, warnings = replace_surrogates(item.text)  # a no-op for what intake made
    language = tell_language(text)
    if language != ENGLISH:
        return _failed(replace(item, language=language), _language_error(item, language).record)
    warnings = (*item.warnings, *warnings, *language_warnings(text))
    return replace(item, text=text, language=language, warnings=warnings)


def _parse_batch(documents: list[Document], nlp: Language, limit_s: float) -> list[Doc | ErrorRecord]:
    """Return a parse for each document; where the batch fails as a whole, each one by itself."""
    if len(documents) > 1:
        try:
            with limit_time(limit_s):  # a batch is hardly longer than what one limit is meant for
                return list(parse_texts(nlp, (d.text for d in documents)))
        except (Exception, TimeIsUp):  # one of them is bad: find out which
            logger.debug("batch failed, its documents are parsed one by one", exc_info=True)
    return [_guard(document, partial(_parse_one, document, nlp), limit_s) for document in documents]


def _parse_one(document: Document, nlp: Language) -> Doc:
    return next(iter(parse_texts(nlp, [document.text])))


def _read_parsed(parsed: list[Parsed], steps: tuple[Step, ...], limit_s: float) -> list[Reading]:
    """Return the readings of parsed documents; where the batch fails as a whole, each one is read by itself."""
    drafts = [Draft(document, doc) for document, doc in parsed if isinstance(doc, Doc)]
    if len(drafts) > 1:
        try:
            with limit_time(limit_s):
                read = map(as_reading, read_drafts(drafts, steps))
                return [next(read) if isinstance(doc, Doc) else _failed(document, doc) for document, doc in parsed]
        except (Exception, TimeIsUp):  # one of them is bad: find out which
            logger.debug("batch failed, its documents are read one by one", exc_info=True)
    return [_read_one(document, doc, steps, limit_s) for document, doc in parsed]


def _read_one(document: Document, doc: Doc | ErrorRecord, steps: tuple[Step, ...], limit_s: float) -> Reading:
    if isinstance(doc, ErrorRecord):
        return _failed(document, doc)
    found = _guard(document, lambda: as_reading(read_draft(Draft(document, doc), steps)), limit_s)
    return _failed(document, found) if isinstance(found, ErrorRecord) else found


def _guard(document: Document, work: Callable[[], T], limit_s: float) -> T | ErrorRecord:
    """Return what the work gives, or the error that it ended with."""
    limit_s *= 1 + len(document.text) // _LIMIT_CHARS
    try:
        with limit_time(limit_s):
            return work()
    except TimeIsUp:
        return _time_error(document, limit_s).record
    except Exception as error:  # one bad document must not stop a batch: the error is reported in its line
        logger.debug("reading failed", exc_info=True)
        return _crash_error(document, error).record


def _failed(document: Document, error: ErrorRecord) -> Reading:
    return replace(as_reading(Draft(document, None)), error=error)  # type: ignore[arg-type]  # no parse to show


def _language_error(document: Document, language: str) -> ReadingError:
    if language == "und":
        what, fix = "is no prose in any language that can be told", "check the file and its encoding."
    else:
        what, fix = f"is in the language {language!r}, not in English", "translate it, or leave it out."
    return ReadingError(
        "R301",
        f"document {document.id} {what}; it is not read.",
        why="The rules and the parser know English alone, and would misread it.",
        fix=fix,
    )


def _time_error(document: Document, limit_s: float) -> ReadingError:
    return ReadingError(
        "R302",
        f"document {document.id} took longer than {limit_s:g} seconds to read.",
        why="One document must not hold up the others.",
        fix="split it, or raise the limit: --time-limit 600.",
    )


def _crash_error(document: Document, error: Exception) -> InternalError:
    return InternalError(
        "R902",
        f"reading document {document.id} failed with {type(error).__name__}: {str(error)[:200]}.",
        why="This is a mistake in reportedly, not in your document.",
        fix="run it again with --verbose and report what is printed, with the document if it may be shared.",
    )


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
