"""The layer of parties: who acts or suffers in a text, by name, by noun or by the shape of a name.

Takes the parse and the toponyms, gives `Party` mentions in text order, without overlaps. The register names the known
ones (`gazetteer/parties.py`), `lexicon/en/groups.toml` the nouns ("rebels", "residents"), and `shapes.py` finds
named groups that the register does not hold. Persons are not looked for here (see `persons.py`).
"""

from __future__ import annotations

from reportedly.gazetteer.parties import Register, active_register
from reportedly.model import Party
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import list_words
from reportedly.reading.parties.context import Context, resolve_mentions
from reportedly.reading.parties.names import find_matches, load_trie
from reportedly.reading.parties.phrases import Page
from reportedly.reading.parties.possessors import find_owners
from reportedly.reading.parties.scan import scan_mentions
from reportedly.reading.parties.shapes import find_shapes
from reportedly.reading.parties.votes import count_countries, find_opening
from reportedly.reading.spelled import spelled_words


def find_parties(draft: Draft, *, register: Register | None = None) -> tuple[Party, ...]:
    """Return the parties that a text mentions; `register` is the active one unless one is given.

    Added in 0.1.
    """
    register = register or active_register()
    text = draft.document.text
    if not text.strip():
        return ()
    page = Page(text, list_words(draft.doc))
    words = [(word.start, word.end, word.party_key) for word in spelled_words(draft) if word.party_key]
    mentions = scan_mentions(page, find_matches(text, words, load_trie(register)))
    mentions = find_shapes(page, words, mentions)
    opening = find_opening(text, draft.document.publisher)
    countries = count_countries(register, mentions, draft.toponyms, opening)
    context = Context(register, mentions, countries, _year(draft.document.published))
    return tuple(resolve_mentions(text, mentions, context, find_owners(page.tokens, mentions)))


def _year(published: str | None) -> int | None:
    year = (published or "")[:4]
    return int(year) if year.isdigit() else None
