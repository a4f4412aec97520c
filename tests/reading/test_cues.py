"""The cue lexicon: every entry is found in its own example."""

from __future__ import annotations

import pytest
from spacy.language import Language

from reportedly.model import AttributionKind, Document, Stance
from reportedly.reading.draft import Draft
from reportedly.reading.parser import parse_texts
from reportedly.reading.speech.cues import Cue, find_hits, load_lexicon, load_objects
from reportedly.reading.speech.find import find_attributions
from reportedly.reading.speech.tree import make_tree

LEXICON = load_lexicon()
CUES = [cue for table in (LEXICON.verbs, LEXICON.others) for cues in table.values() for cue in cues]
CASES = [(cue, example) for cue in CUES for example in cue.examples]


@pytest.fixture(scope="module")
def found(nlp: Language) -> dict[str, set[tuple[str, ...]]]:
    """Return for every example the words of the cues that an attribution was found for, parsed in one batch."""
    found = {}
    for doc in parse_texts(nlp, sorted({example for _, example in CASES})):
        attributions = find_attributions(Draft(Document(id="x", digest="", text=doc.text), doc))
        starts = [span for attribution in attributions for span in attribution.cue]
        hits = [hit for hit in find_hits(make_tree(doc)) if any(s <= doc[hit.at].idx < e for s, e in starts)]
        found[doc.text] = {hit.cue.words for hit in hits}
    return found


@pytest.mark.parametrize(("cue", "example"), CASES, ids=[f"{cue.form}:{'-'.join(cue.words)}" for cue, _ in CASES])
def test_example_of_entry_holds_its_cue(cue: Cue, example: str, found: dict[str, set[tuple[str, ...]]]) -> None:
    """Each entry's example has an attribution whose cue is that entry."""
    if cue.form == "adverbs":
        pytest.skip("an adverb has no content of its own")
    assert cue.words in found[example]


def test_surer_class_keeps_its_frame() -> None:
    """A verb in two classes keeps, for each frame, the use of the class that comes first."""
    uses = LEXICON.verbs["believe"][-1].uses
    assert uses["that"].kind is AttributionKind.BELIEF
    assert uses["np"].kind is AttributionKind.INTENTION


def test_stances_come_from_the_lexicon() -> None:
    """A cue's stance is that of its lemma."""
    assert LEXICON.verbs["deny"][-1].stance is Stance.DENIES
    assert LEXICON.verbs["warn"][-1].stance is Stance.WARNS
    assert LEXICON.verbs["say"][-1].stance is Stance.SAYS


def test_objects_name_known_verbs() -> None:
    """Each verb whose objects are limited stands in the lexicon."""
    objects = load_objects()
    for lemma in (*objects.needed, *objects.avoided):
        assert lemma in LEXICON.verbs
