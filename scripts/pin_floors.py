"""Measure the reading on the small gold, and the scorecard where the benchmarks are, and write the floors.

Run `python scripts/pin_floors.py` after a change that raises them. Lowering a floor
needs a reason in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from reportedly.intake import take_in  # noqa: E402
from reportedly.reading.pipeline import read_documents  # noqa: E402
from reportedly.settings import load_settings  # noqa: E402
from tests.quality.scoring import score  # noqa: E402

HERE = ROOT / "tests" / "quality"


def main() -> None:
    """Write `tests/quality/floors.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slack", type=float, default=0.005)
    parser.add_argument("--scorecard", type=Path, help="the benchmarks' scorecard.py")
    given = parser.parse_args()
    gold = HERE / "gold.jsonl"
    floors: dict[str, Any] = {"gold_sha256": hashlib.sha256(gold.read_bytes()).hexdigest()}
    golds = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    for name, rules_only in (("trained", False), ("rules", True)):
        readings = list(read_documents(take_in([str(gold)]), settings=load_settings(rules_only=rules_only)))
        floors[name] = {key: round(max(value - given.slack, 0), 4) for key, value in score(golds, readings).items()}
    floors["scorecard"] = _run_scorecard(given.scorecard, given.slack) if given.scorecard else _old_scorecard()
    (HERE / "floors.json").write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    print(json.dumps(floors, indent=2))


def _old_scorecard() -> dict[str, float]:
    path = HERE / "floors.json"
    return dict(json.loads(path.read_text("utf-8"))["scorecard"]) if path.exists() else {}


def _run_scorecard(script: Path, slack: float) -> dict[str, float]:
    command = f"{sys.executable} -c 'from reportedly.cli.main import run; run()'"
    words = [sys.executable, str(script), "--json", "--cmd", command]
    rows = json.loads(subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    # The time task is scored in hundreds, the others in ones: each keeps its own scale.
    return {f"{row['task']}: {row['figure']}": round(row["value"] * (1 - slack), 4) for row in rows}


if __name__ == "__main__":
    main()
