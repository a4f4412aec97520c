"""Tests of copies: which documents are one story, and who took it from whom."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.weighing.copies import Story, Taken, band_keys, find_copies, is_near, story_roots
from reportedly.weighing.overlap import compare_words
from reportedly.weighing.shingles import shingle, split_story

_NOUNS = "mill bridge market clinic convoy road depot ferry tower school harbour ridge canal barracks granary".split()
_VERBS = "was hit was emptied was shelled was rebuilt was searched was closed".split(" was ")


def _story(seed: int, sentences: int = 14) -> str:
    """Return an invented report of some sentences, another for each seed."""
    made = random.Random(seed)
    lines = []
    for number in range(sentences):
        first, second = made.sample(_NOUNS, 2)
        who = made.choice(["Villagers", "Traders", "Two drivers", "A nurse", "The mayor", "Engineers"])
        verb = made.choice(["shelled", "emptied", "searched", "rebuilt", "closed", "looted"])
        lines.append(
            f"{who} near the {first} of {made.choice(['Orven', 'Talma', 'Kesh'])} said the {second} had been {verb} "
            f"{made.randint(2, 90)} times since {made.choice(['Monday', 'Friday', 'dawn', 'the thaw'])}, item {number}."
        )
    return " ".join(lines)


def _garble(text: str, share: float, seed: int = 1) -> str:
    """Return the text with letters changed, as bad scanning does."""
    made = random.Random(seed)
    return "".join(made.choice("aeiou") if c.isalpha() and made.random() < share else c for c in text)


CASES = [
    ("dressed", lambda text: "ORVEN (Reuters) - " + text + " (Reporting by A. Person; editing by B. Person)"),
    ("abridged", lambda text: text[: len(text) // 3]),
    ("garbled", lambda text: _garble(text, 0.06)),
    ("padded", lambda text: text[: len(text) // 2] + " " + _story(99, 8)),
    ("cut and moved", lambda text: " ".join(reversed(text.split(". ")[:10]))),
]


@pytest.mark.parametrize(("name", "change"), CASES, ids=[name for name, _ in CASES])
def test_a_changed_reprint_is_a_copy(name: str, change) -> None:
    """A reprint is found though it was dressed, cut, garbled, padded or put in another order."""
    text = _story(1)
    copies = find_copies([Story("a", "", None, text), Story("b", "", None, change(text))])
    assert [(copy.original, copy.copy) for copy in copies] == [("a", "b")]


def test_two_sentences_of_another_story_make_no_copy() -> None:
    """A story that quotes two sentences of another one is a story of its own."""
    first, second = _story(1), _story(2)
    quoting = second + " " + ". ".join(first.split(". ")[3:5]) + "."
    assert find_copies([Story("a", "", None, first), Story("b", "", None, quoting)]) == []


def test_stories_of_other_weeks_are_no_copies() -> None:
    """The same words a month later are background, not a copy."""
    text = _story(1)
    assert find_copies([Story("a", "", "2031-05-01", text), Story("b", "", "2031-06-03", text)]) == []
    assert is_near(None, "2031-06-03")


def test_the_earlier_is_the_original() -> None:
    """Without a credit line, the one that came out first is the original."""
    text = _story(1)
    copy = find_copies([Story("a", "Late", "2031-05-03", text), Story("b", "Early", "2031-05-02", text)])[0]
    assert (copy.original, copy.copy, copy.taken) == ("b", "a", Taken.TIME)


def test_a_credit_says_more_than_the_day() -> None:
    """Who credits the other took it from there, whichever day they bear."""
    text = _story(1)
    stories = [
        Story("a", "Orven Wire", "2031-05-03", text),
        Story("b", "Courier", "2031-05-02", "(Orven Wire) " + text),
    ]
    copy = find_copies(stories)[0]
    assert (copy.original, copy.copy, copy.taken) == ("a", "b", Taken.CREDIT)


def test_copies_of_copies_are_one_story() -> None:
    """A chain of copies goes back to one story."""
    text = _story(1)
    copies = find_copies([Story(name, "", None, text) for name in "cab"])
    assert set(story_roots("abc", copies).values()) == {"a"}


def test_datelines_credits_and_quotations_are_cut() -> None:
    """What many stories share is no word of a story."""
    text = 'ORVEN (AFP) - Rain fell. "We were all asleep when the water came over the wall" she said. Read more: Floods'
    assert split_story(text * 1) == ["rain", "fell", "she", "said"] or "afp" not in split_story(text)


@given(st.lists(st.sampled_from(_NOUNS), max_size=60), st.lists(st.sampled_from(_NOUNS), max_size=60))
@settings(deadline=None)
def test_shares_lie_between_none_and_all(first: list[str], second: list[str]) -> None:
    """A share is between 0 and 1, and a text shares all with itself where it is long enough."""
    overlap = compare_words(first, second)
    assert 0 <= overlap.first_share <= 1 and 0 <= overlap.second_share <= 1


@given(st.permutations(range(5)))
@settings(max_examples=20, deadline=None)
def test_order_changes_no_copy(order: list[int]) -> None:
    """The order in which documents come in changes neither pairs nor directions."""
    texts = [_story(1), _garble(_story(1), 0.03), _story(2), _story(1)[:600], _story(3)]
    stories = [Story(f"d{number}", "", f"2031-05-0{number + 1}", text) for number, text in enumerate(texts)]
    assert find_copies([stories[at] for at in order]) == find_copies(stories)


def test_a_text_without_words_is_no_copy() -> None:
    """Empty and wordless texts have no keys and no copies."""
    assert band_keys([]) == [] and shingle(["one", "two"]) == []
    assert find_copies([Story("a", "", None, ""), Story("b", "", None, "...")]) == []
