"""The lexicon: every entry holds for its own example."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.model import ClaimType
from reportedly.reading.events.frames import dependents, fill_roles
from reportedly.reading.events.lexicon import Entry, load_lexicon
from reportedly.reading.events.triggers import find_triggers


@pytest.fixture(scope="module")
def parsed_examples(nlp: Language) -> dict[str, Doc]:
    """Return the parse of each example."""
    examples = list(dict.fromkeys(entry.example for entry in load_lexicon()))
    return dict(zip(examples, nlp.pipe(examples), strict=True))


def _misses(doc: Doc, entry: Entry, index: int) -> list[str]:
    roles = fill_roles(doc[index], entry, frame=dependents(doc[index]))
    missed = []
    for role, words in entry.expects:
        start = doc.text.find(words)
        heads = range(start, start + len(words)) if start >= 0 else range(0)
        if not any(doc[filler.i].idx in heads for filler in roles.get(role, ())):
            missed.append(f"{entry.rule}: {role} is {roles.get(role)} in {doc.text!r}")
    return missed


@pytest.mark.parametrize("claim_type", ClaimType, ids=str)
def test_entries_hold_for_their_examples(claim_type: ClaimType, parsed_examples: dict[str, Doc]) -> None:
    """Every entry is found in its example, and its frame gives there what the entry expects."""
    wrong = []
    for entry in (entry for entry in load_lexicon() if entry.type is claim_type):
        doc = parsed_examples[entry.example]
        hits = [index for index, entries in find_triggers(doc).items() if entry in entries]
        misses = [_misses(doc, entry, index) for index in hits]
        if all(misses):
            wrong.append(f"{entry.rule} {min(misses, key=len, default=['no hit'])} {entry.example!r}")
    assert not wrong, "\n".join(wrong)


def test_every_type_has_entries() -> None:
    """No event type is without triggers."""
    assert {entry.type for entry in load_lexicon()} == set(ClaimType)


def test_rule_names_type_lemma_and_part_of_speech() -> None:
    """The name of a rule is type, lemma and part of speech."""
    assert "siege/besiege.VERB" in {entry.rule for entry in load_lexicon()}
