"""Measure what reading costs beside the bare parser: `python -m bench.speed DOCS.jsonl`.

The bare parser is `list(nlp.pipe(texts))` of the same loaded pipeline, over the same texts, in the same run, warmed.
Bare and whole runs alternate, and medians are compared, so that a busy machine slows both. The last line is JSON:
`bare_s` and `read_s` are medians of seconds, `ratio` their quotient, `peak_mb` the process's largest memory in MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from statistics import median

from reportedly.intake import Refusal, take_in
from reportedly.model import Document
from reportedly.reading.format import reading_as_json
from reportedly.reading.language import ENGLISH, tell_language
from reportedly.reading.parser import load_parser
from reportedly.reading.pipeline import read_documents
from reportedly.settings import load_settings

_CALIBRATION_STEPS = 2_000_000
_BARE_BATCH = 8  # larger ones cost memory and bring the bare parser no speed


def main() -> None:
    """Print the measurement of the documents named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", help="files of documents, such as JSON lines")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--least", type=int, default=60, help="documents to time; fewer are taken several times over")
    given = parser.parse_args()
    print(json.dumps(measure(given.documents, repeats=given.repeats, least=given.least)))


def measure(inputs: list[str], *, repeats: int, least: int) -> dict[str, float]:
    """Return the medians of `repeats` alternating runs over at least `least` documents."""
    documents = _load(inputs, least)
    texts = [document.text for document in documents]
    settings = load_settings()
    nlp = load_parser(settings.model)

    def bare() -> None:
        list(nlp.pipe(texts, batch_size=_BARE_BATCH))

    def read() -> None:
        for reading in read_documents(documents, nlp=nlp, settings=settings, own_process=True):
            reading_as_json(reading)

    for work in (bare, read):
        work()
    spent: dict[str, list[float]] = {"bare": [], "read": []}
    for _ in range(repeats):
        spent["bare"].append(_time(bare))
        spent["read"].append(_time(read))
    bare_s, read_s = median(spent["bare"]), median(spent["read"])
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    print(
        f"{len(texts)} documents, {tokens} tokens; calibration loop {_calibrate():.3f} s; "
        f"bare {tokens / bare_s:,.0f} tokens/s",
        file=sys.stderr,
    )
    return {
        "bare_s": round(bare_s, 4),
        "read_s": round(read_s, 4),
        "ratio": round(read_s / bare_s, 4),
        "articles_per_s": round(len(texts) / read_s, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _load(inputs: list[str], least: int) -> list[Document]:
    found = [item for item in take_in(inputs) if not isinstance(item, Refusal) and tell_language(item.text) == ENGLISH]
    if not found:
        raise SystemExit("no document to read")
    return found * -(-least // len(found))


def _time(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _calibrate() -> float:
    """Return the seconds of a fixed loop, to compare machines and moments by."""
    begun, total = time.perf_counter(), 0
    for number in range(_CALIBRATION_STEPS):
        total += number & 3
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
