"""Cross-validation of the trained reader: `python -m training.crossval CLAIMS.jsonl... --score SCORE.py`.

Each article is read by models trained without it; the predictions are scored by the benchmark's own scorer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportedly.reading.format import reading_as_dict
from reportedly.reading.pipeline import as_reading
from training.calibrate import read_out_of_fold
from training.gold import Article, load_articles
from training.matching import load_aliases
from training.material import prepare


def score(articles: list[Article], found: list[list[dict[str, Any]]], scorer: Path, *more: str) -> dict[str, Any]:
    """Return what the benchmark's scorer says of the claims found."""
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("".join(_line(a, a.claims) for a in articles), encoding="utf-8")
        whole = [[c for c in claims if not c["part_of"]] for claims in found]
        pred.write_text("".join(_line(a, c) for a, c in zip(articles, whole, strict=True)), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(pred), *more], capture_output=True, text=True, check=True
        )
    print(done.stderr, file=sys.stderr)
    return dict(json.loads(done.stdout))


def _line(article: Article, claims: list[Any]) -> str:
    document = article.scene.sketch.draft.document
    fields = {"id": document.id, "text": document.text, "publisher": document.publisher, "claims": claims}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def main() -> None:
    """Cross-validate and print the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="+", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    given = parser.parse_args()
    articles = load_articles(given.claims)
    claims = read_out_of_fold(prepare(articles), load_aliases(given.claims[0].parent / "aliases.json"))
    drafts = [article.scene.sketch.draft for article in articles]
    read = [as_reading(replace(draft, claims=found)) for draft, found in zip(drafts, claims, strict=True)]
    found = [reading_as_dict(reading)["claims"] for reading in read]
    print(json.dumps(score(articles, found, given.score, "--by", "type"), indent=1))


if __name__ == "__main__":
    main()
