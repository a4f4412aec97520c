"""Keys: features as numbers."""

from __future__ import annotations

import numpy as np

from reportedly.reading.claims import (
    figure_features,
    pair_features,
    trigger_features,
    voices,
)
from reportedly.reading.claims.keys import Templates, bag_features, join_features, key_of, keys_of, number_keys

# Columns that hold a word of the text.
WORDS = {
    "lemma", "lower", "lemma-1", "lemma+1", "lemma-2", "lemma+2", "head", "head.head", "governor", "above", "before",
    "after", "word", "child",
}  # fmt: skip


def test_a_template_is_silent_where_one_of_its_columns_is() -> None:
    """The key of a feature is 0 where a column has nothing to say."""
    found = Templates.of("a\n a b").features({"a": keys_of(["x", "x"]), "b": keys_of(["y", ""])})

    assert (found.keys == 0).tolist() == [[False, False], [False, True]]


def test_the_name_of_templates_tells_their_keys_apart() -> None:
    """The same columns under two names make different features."""
    columns = {"a": keys_of(["x"])}

    assert Templates.of("a").features(columns).keys[0, 0] != Templates.of("a", name="n").features(columns).keys[0, 0]


def test_a_mark_says_what_training_favours() -> None:
    """Templates with a mark are favoured, the others are not."""
    assert Templates.of("!a\n b").favoured.tolist() == [True, False]


def test_what_stands_twice_in_a_bag_counts_once() -> None:
    """A candidate has each feature of its bags once."""
    bag = bag_features("near", np.array([[key_of("a"), key_of("b"), key_of("a")]], dtype=np.uint64))

    keys = join_features(distinct=bag).keys

    assert np.count_nonzero(keys) == 2


def test_small_numbers_have_keys_of_their_own() -> None:
    """Numbers from -1 on differ, and what lies outside shares the key of the last."""
    keys = number_keys([-1, 0, 1, 7, 10_000, 20_000])

    assert len(set(keys.tolist())) == 5
    assert keys.all()


def test_no_template_holds_more_than_two_words_of_a_text() -> None:
    """What is learned holds no run of words: a feature names two words of the text at the most."""
    for module in (figure_features, pair_features, trigger_features, voices):
        templates = module._TEMPLATES
        named = [[templates.columns[first]] for first in templates.first]
        for rows, columns in templates.further:
            for row, column in zip(rows, columns, strict=True):
                named[row].append(templates.columns[column])
        assert max(len(names) for names in named) > 1
        assert all(sum(name in WORDS for name in names) <= 2 for names in named)
