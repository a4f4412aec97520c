"""Redacting: the words are gone from the file, hashes and decisions stay, and the ledger verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.masking import hide_words, person_mask
from tests.ledger.dispatches import READER, SPOKESMAN, dispatch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a ledger in which a spokesman is named in a text, a title, an address, a claim and decisions."""
    path = tmp_path / "kept.db"
    named = dispatch(
        "Northerners took Talma, Dara Venn said.",
        id="named",
        title="Dara  Venn speaks",
        url="https://post.invalid/dara-venn",
        source=SPOKESMAN,
    )
    with Ledger.open(path, create=True) as ledger:
        list(ledger.add([named, dispatch("Southerners entered Beresh.", id="other")], reader=READER))
        id_ = named[1].claims[0].id
        ledger.decide(id_, "amend", author="ann", slots={"subtype": "raid"}, reason="DARA VENN told me")
        ledger.grade("Dara Venn", "C", author="ann")
    return path


def _holds(path: Path, *words: bytes) -> set[bytes]:
    """Return which of the words stand anywhere in the ledger's files."""
    content = b"".join(file.read_bytes() for file in path.parent.iterdir()).lower()
    return {word for word in words if word in content}


def test_a_person_is_gone_from_every_file(path: Path) -> None:
    """Text, title, address, claims, decisions, registers and indexes: the name is nowhere any more."""
    assert _holds(path, b"dara", b"venn")
    with Ledger.open(path) as ledger:
        head = list(ledger.log())[-1]
        assert ledger.redact(person="dara venn", author="ann", reason="she asked") == 1
        document = ledger.document("named")
        assert document.text == "Northerners took Talma, ████ ████ said."
        assert (document.redacted, document.title, document.url) == ("she asked", "████  ████ speaks", None)
        (kept,) = ledger.claims(ClaimFilter(document="named"))
        assert (kept.claim.source.name, kept.claim.subtype) == ("████ ████", "raid")
        assert ledger.claims(ClaimFilter(words="dara")).total == 0
        assert ledger.decisions(kind="amend").items[0].reason == "████ ████ told me"
        assert ledger.letters() == {"name:████ ████": "C"}
        entry = list(ledger.log())[-1]
        assert (entry.kind, entry.previous) == ("redact", head.hash)
        assert ledger.verify().clean
        ledger.rebuild()
        assert ledger.verify().clean
    assert not _holds(path, b"dara", b"venn")


def test_a_document_loses_its_words_and_keeps_its_decisions(path: Path) -> None:
    """What remains says what was claimed of which registered parties and places, and that words were taken out."""
    with Ledger.open(path) as ledger:
        digest = ledger.document("named").digest
        assert ledger.redact(document="named", author="ann", reason="a court said so") == 1
        document = ledger.document("named")
        assert (document.text, document.title, document.digest) == (None, "[redacted]", digest)
        (kept,) = ledger.claims(ClaimFilter(document="named"))
        assert kept.sentence == "[redacted]"
        assert (kept.claim.actor[0].name, kept.claim.actor[0].text) == ("Northern Front", "████████ █████")
        assert (kept.state, kept.claim.subtype) == ("amended", "raid")
        assert ledger.claims(ClaimFilter(document="other")).items[0].sentence == "Southerners entered Beresh."
        assert ledger.verify().clean
        ledger.rebuild()
        assert ledger.verify().clean
    assert not _holds(path, b"northerners")


def test_a_redacted_document_does_not_come_back(path: Path) -> None:
    """Adding the same document again finds it known: its words stay out."""
    pair = dispatch("Southerners entered Beresh.", id="other")
    with Ledger.open(path) as ledger:
        ledger.redact(document="other", author="ann", reason="asked")
        (added,) = ledger.add([pair], reader=READER)
        assert added.outcome == "unchanged"
        assert ledger.document("other").text is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"person": "Dara Venn", "reason": ""}, "R511"),
        ({"person": "  ", "reason": "x"}, "R511"),
        ({"reason": "x"}, "R511"),
        ({"person": "a", "document": "other", "reason": "x"}, "R511"),
        ({"document": "nothing", "reason": "x"}, "R510"),
    ],
)
def test_a_senseless_redaction_is_refused(path: Path, given: dict[str, str], code: str) -> None:
    """Nothing is touched without a reason and something to redact."""
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match=code):
            ledger.redact(author="ann", **given)  # type: ignore[arg-type]
        assert ledger.claims(ClaimFilter(words="dara")).total == 1


def test_a_name_is_hidden_only_as_a_name() -> None:
    """Letters of the name inside other words stay, and every mark is as long as what it hides."""
    mask = person_mask("Venn")
    assert mask("Venn, VENN and Vennberg") == "████, ████ and Vennberg"
    assert mask({"id": "person:venn", "name": "x"}) == {"id": None, "name": "x"}
    assert hide_words({"id": "sdf", "name": "SDF", "text": "they"}) == {"id": "sdf", "name": "SDF", "text": "████"}


def test_versions_of_a_redacted_article_are_still_versions(tmp_path: Path) -> None:
    """By the hash of its address a redacted version keeps its place, after a replay and for what comes in later."""
    with Ledger.open(tmp_path / "kept.db", create=True) as ledger:
        first = dispatch("Northerners took Talma.", url="https://post.invalid/1", id="first")
        list(ledger.add([first], reader=READER))
        list(ledger.add([dispatch("Rain fell.", url="https://post.invalid/1", published="2020-05-06")], reader=READER))
        ledger.redact(document="first", author="ann", reason="asked")
        assert ledger.document("first").url is None
        ledger.rebuild()
        assert [version.number for version in ledger.versions("first")] == [1, 2]
        list(ledger.add([dispatch("Sun shone.", url="https://post.invalid/1", published="2020-05-07")], reader=READER))
        assert [version.number for version in ledger.versions("first")] == [1, 2, 3]
        assert ledger.verify().clean
