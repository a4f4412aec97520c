"""Marked articles as training material: each claim of the marking guide gets the token that states it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.model import Document, digest_document
from reportedly.reading.claims.scene import Scene, set_scene
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.draft import Draft
from reportedly.reading.parser import load_parser, parse_texts
from reportedly.reading.pipeline import STEPS, read_draft

Gold = dict[str, Any]  # a claim of the marking guide, as its JSON has it
_LEXICON = {"always": 3.0, "sure": 3.0, "likely": 2.0, "weak": 1.2}


@dataclass(frozen=True, slots=True)
class Article:
    """A marked article: its scene, alone among its scenes, and its claims."""

    scenes: Scenes
    claims: list[Gold]

    @property
    def scene(self) -> Scene:
        """Return the article's scene."""
        return self.scenes.of[0]


def load_articles(paths: Iterable[Path]) -> list[Article]:
    """Return the marked articles of JSON-lines files, read up to the claim step."""
    golds = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip()
    ]
    documents = [_document(gold) for gold in golds]
    steps = [step for step in STEPS if step.adds != "claims"]
    docs = parse_texts(load_parser(), (d.text for d in documents))
    return [
        Article(Scenes([set_scene(read_draft(Draft(document, doc), steps))]), gold["claims"])
        for gold, document, doc in zip(golds, documents, docs, strict=True)
    ]


def _document(gold: Gold) -> Document:
    publisher, title = gold.get("publisher") or "", gold.get("title") or ""
    digest = digest_document(publisher, title, gold["text"])
    return Document(gold["id"], digest, gold["text"], title, publisher, published=gold.get("published"), language="en")


def align(article: Article, tokens: set[int], chances: dict[tuple[int, str], float]) -> list[int | None]:
    """Return for each claim the token that states it, among `tokens` inside its evidence.

    Preferred are lexicon entries of the claim's type, the syntactic head of the evidence, and, from the second round
    on, what a model trained without the article holds likely. No token states two claims of a type, unless each has a
    figure of its own.
    """
    sketch = article.scene.sketch
    used: set[tuple[int, str, bool]] = set()
    found: list[int | None] = []
    for claim in article.claims:
        first, last = sketch.tokens(*claim["evidence"])
        inside = [i for i in range(first, last) if i in tokens]
        top = sketch.top(first, last) if first < last else -1
        figured = bool(claim.get("quantity"))
        best = max(
            inside,
            key=lambda i: (
                _fitness(article, i, claim["type"], chances, top)
                - (4.0 if (i, claim["type"], figured) in used and not figured else 0.0)
            ),
            default=None,
        )
        if best is not None:
            used.add((best, claim["type"], figured))
        found.append(best)
    return found


def _fitness(article: Article, i: int, kind: str, chances: dict[tuple[int, str], float], top: int) -> float:
    entries = article.scene.entries.get(i, ())
    lexicon = max((_LEXICON[e.strength] for e in entries if e.type == kind), default=0.0)
    sketch = article.scene.sketch
    verb = 0.4 if sketch.pos[i] == "VERB" else 0.0
    depth = 0.15 * len(sketch.ancestors(i))
    return lexicon + (1.0 if i == top else 0.0) + verb - depth + 3.0 * chances.get((i, kind), 0.0)
