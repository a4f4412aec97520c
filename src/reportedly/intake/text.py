"""Plain text files: one article, whose first line may be its title."""

from __future__ import annotations

import hashlib
import re

from reportedly.intake.build import NOTHING_GIVEN, Fields, Given, build_document
from reportedly.intake.decode import decode
from reportedly.model import Document

MAX_TITLE_CHARS = 200
# A line, a blank line (spaces allowed), and at least one more line that is not blank.
_TITLE = re.compile(r"[ \t]*(\S[^\r\n]*)(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+(?=[ \t]*\S)")


def split_title(text: str) -> tuple[str, str]:
    """Return title and text: a short first line without a full stop, followed by a blank line, is the title.

    >>> split_title("Rebels leave Madaya\\n\\nThe last fighters left.")
    ('Rebels leave Madaya', 'The last fighters left.')
    >>> split_title("The last fighters left.\\n\\nOthers stayed.")[0]
    ''
    """
    found = _TITLE.match(text)
    if not found:
        return "", text
    title = found[1].strip()
    if len(title) > MAX_TITLE_CHARS or title.endswith("."):
        return "", text
    return title, text[found.end() :]


def read_text(raw: bytes, where: str, given: Given = NOTHING_GIVEN) -> Document:
    """Return the document that the bytes of a plain text file hold."""
    text, warnings = decode(raw)
    if given.title is None:
        title, text = split_title(text)
    else:
        title = given.title
    fields = Fields(where, text, title=title, raw_sha256=hashlib.sha256(raw).hexdigest(), warnings=warnings)
    return build_document(fields, given)
