"""Make the weights of the trained reader again: `python -m training CLAIMS.jsonl... [--out FILE]`.

The files are marked articles in the form of the marking guide; only articles that may be trained on (see
docs/decisions) belong in them. Fixed seeds; some minutes on one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reportedly.reading.claims.stored import save_models
from training.calibrate import read_out_of_fold, score_rows
from training.fit import fit_model
from training.gold import load_articles
from training.matching import load_aliases
from training.material import STRENGTHS, prepare, train

OUT = Path("src/reportedly/reading/claims/weights/en.npz")


def main() -> None:
    """Train on the files named and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    aliases = load_aliases(given.claims[0].parent / "aliases.json")
    material = prepare(load_articles(given.claims))
    models = train(material, aliases)
    scored = score_rows(material.articles, read_out_of_fold(material, aliases), aliases)
    models.linear["score"] = fit_model(scored, strength=STRENGTHS["score"])
    given.out.parent.mkdir(parents=True, exist_ok=True)
    save_models(given.out, models)
    for name, model in models.linear.items():
        print(f"{name}: {len(model.keys)} features, {len(model.labels)} labels")
    for name, trees in models.trees.items():
        print(f"{name}: {len(trees.values)} trees over {len(trees.columns)} numbers")
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
