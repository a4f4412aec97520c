"""The gate on quality: what is committed reads no worse than the floors say.

The small gold beside this file is our own: invented dispatches, marked by the claims guide. Floors are the
figures of what is committed; lowering one needs a reason in the commit. The digest pins the gold they were measured on.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from reportedly.intake import take_in
from reportedly.model import ClaimType
from reportedly.reading.pipeline import read_documents
from reportedly.settings import load_settings
from tests.quality.scoring import score

HERE = Path(__file__).parent
GOLD = HERE / "gold.jsonl"
FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))
SHARED = Path(os.environ.get("REPORTEDLY_BENCH") or HERE.parents[2] / "shared" / "bench")


def test_the_floors_belong_to_this_gold() -> None:
    """The digest of the gold is the one that the floors were measured on."""
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["gold_sha256"]


def test_the_gold_holds_every_type() -> None:
    """Each event type of the closed list stands in the gold at least once, and evidence lies in the text."""
    golds = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    assert {claim["type"] for gold in golds for claim in gold["claims"]} == {str(kind) for kind in ClaimType}
    for gold in golds:
        assert all(0 <= c["evidence"][0] < c["evidence"][1] <= len(gold["text"]) for c in gold["claims"])


@pytest.mark.parametrize("rules_only", [False, True], ids=["trained", "rules"])
def test_reading_is_not_worse_than_its_floors(rules_only: bool, nlp: Language) -> None:
    """Detection, slots and whole claims on our own gold reach what they reached before."""
    golds = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    settings = load_settings(rules_only=rules_only)
    readings = list(read_documents(take_in([str(GOLD)]), nlp=nlp, settings=settings))
    found = score(golds, readings)
    floors = FLOORS["rules" if rules_only else "trained"]
    assert all(found[name] >= floor for name, floor in floors.items()), found


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "scorecard.py").exists(), reason="the benchmarks are not on this machine")
def test_the_benchmarks_are_not_worse_than_their_floors() -> None:
    """The scorecard on the development halves, where they are at hand, reaches what it reached before."""
    command = f"{sys.executable} -c 'from reportedly.cli.main import run; run()'"
    words = [sys.executable, str(SHARED / "scorecard.py"), "--json", "--cmd", command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=HERE.parents[1])
    assert done.returncode == 0, done.stderr[-2000:]
    found = {(row["task"], row["figure"]): row["value"] for row in json.loads(done.stdout)}
    for name, floor in FLOORS["scorecard"].items():
        task, _, figure = name.partition(": ")
        assert found[task, figure] >= floor, (name, found[task, figure])
