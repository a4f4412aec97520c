"""Repeats: tokens that echo the title or say again, word for word, what was said before.

Scraped articles open with their headline and often give the lead twice. A restated claim counts again only where its
wording or its source differs (marking guide), so the claim step has to know.
"""

from __future__ import annotations

from reportedly.reading.claims.sketch import Sketch

_RUN = 6  # words that stand again in the same order are no accident


def title_echo(sketch: Sketch) -> list[bool]:
    """Return for each token whether it belongs to an opening sentence that repeats the title.

    At least four words, and four fifths of the sentence, must stand in the title.
    """
    title = set(sketch.draft.document.title.lower().replace("’", "'").split())
    title |= {word.strip(".,:;!?'\"“”()") for word in title}
    echo = [False] * len(sketch)
    for start, end in sketch.bounds[:3]:
        words = [sketch.lower[i] for i in range(start, end) if sketch.lower[i][:1].isalpha()]
        if len(words) >= 4 and sum(word in title for word in words) >= 0.8 * len(words):
            echo[start:end] = [True] * (end - start)
    return echo


def said_before(sketch: Sketch) -> list[bool]:
    """Return for each token whether it stands in a run of six words that stood earlier in the text."""
    return _runs(sketch.lower)


def said_again(sketch: Sketch) -> list[bool]:
    """Return for each token whether it stands in a run of six words that stands again later."""
    return _runs(sketch.lower[::-1])[::-1]


def _runs(words: list[str]) -> list[bool]:
    found = [False] * len(words)
    runs = list(zip(*(words[k:] for k in range(_RUN)), strict=False))
    if len(set(runs)) == len(runs):
        return found
    seen: set[tuple[str, ...]] = set()
    for i, run in enumerate(runs):
        if run in seen:
            found[i : i + _RUN] = [True] * _RUN
        seen.add(run)
    return found
