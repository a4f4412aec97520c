"""The words of a text with the keys by which names are sought, split once for a document.

Places and parties are sought in the same words. They are kept beside the parse (`Doc.user_data`), as its own words are
(`events/tree.py`), and live as long as it does.
"""

from __future__ import annotations

from reportedly.gazetteer.match import Word, split_words
from reportedly.reading.draft import Draft

_KEPT = "reportedly.spelled"


def spelled_words(draft: Draft) -> list[Word]:
    """Return the words of the draft's text, split once."""
    words: list[Word] | None = draft.doc.user_data.get(_KEPT)
    if words is None:
        words = draft.doc.user_data[_KEPT] = split_words(draft.document.text)
    return words
