"""Fuzz the way from bytes to JSON with atheris, where it is installed: `python scripts/fuzz.py -max_total_time=60`.

Any exception is a find: bad input must give a refusal or a reading with an error that is no bug of ours. What stands in
the repository's tests are properties by hypothesis; this looks further, guided by coverage of intake.
"""

from __future__ import annotations

import io
import sys

import atheris

with atheris.instrument_imports(include=["reportedly.intake", "reportedly.reading.language"]):
    from reportedly.intake import take_in
    from reportedly.reading.format import reading_as_json
    from reportedly.reading.pipeline import read_documents
    from reportedly.settings import load_settings

_SETTINGS = load_settings(rules_only=True, max_document_bytes=20_000)
_ENDINGS = ("", "{", "<html>", "text,id\n")


def read_bytes(data: bytes) -> None:
    """Read the bytes as standard input, behind one of the heads that tell its kind."""
    head = _ENDINGS[data[0] % len(_ENDINGS)].encode() if data else b""
    items = take_in(["-"], stdin=io.BytesIO(head + data[1:]), settings=_SETTINGS)
    for reading in read_documents(items, settings=_SETTINGS):
        reading_as_json(reading, layers=True).encode("utf-8")
        if reading.error is not None and reading.error.code.startswith("R9"):
            raise RuntimeError(reading.error.what)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_bytes)
    atheris.Fuzz()
