"""Which reader reads: the versions that a ledger notes beside each reading, so that a better reader can read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reportedly.ledger import ReaderVersion
from reportedly.settings import Settings

_DIGITS = 12  # hex digits of a hash that are noted


def tell_reader(settings: Settings) -> ReaderVersion:
    """Return what reads with these settings: versions and hashes of the reader, the parser's model and the names.

    The reader's hash covers the code, the lexicons and the weights of the reading room; that of names covers the
    compiled gazetteer and the project's own parties. Builds the gazetteer where there is none.
    """
    from reportedly import __version__
    from reportedly.gazetteer.parties import own_files
    from reportedly.gazetteer.store import open_gazetteer
    from reportedly.reading.parser import describe_parser, load_parser

    package = Path(__file__).parents[1]
    code = [path for room in ("reading", "gazetteer") for path in _files(package / room)]
    names = str(open_gazetteer().facts().get("digest", ""))[:_DIGITS]
    own = own_files()
    return ReaderVersion(
        reader=f"{__version__} {_digest(code)}",
        model=describe_parser(load_parser(settings.model)),
        gazetteer=f"{names} {_digest(own)}" if own else names,
        settings="rules_only" if settings.rules_only else "",
    )


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:_DIGITS]
