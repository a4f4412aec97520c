"""Say which given claims of several documents are of one event, and how given pairs stand, for a scorer of relations.

    python -m bench.relations GOLD.jsonl

Reads a cluster from each line: `documents`, the `claims` in them without their events, and the pairs of `relations`
without their names; prints `{"id", "events", "relations"}` for each. `event`, `relation` and `why` are not read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.given_claims import read_given
from reportedly.weighing.copies import Story, find_copies, story_roots
from reportedly.weighing.events import group_events
from reportedly.weighing.facets import find_facets
from reportedly.weighing.offices import learn_links
from reportedly.weighing.relations import relate

Row = dict[str, Any]  # Any: JSON


def main() -> None:
    """Answer a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    clusters = [json.loads(line) for line in parser.parse_args().gold.read_text("utf-8").splitlines() if line.strip()]
    for answer in answer_clusters(clusters):
        print(json.dumps(answer, ensure_ascii=False))


def answer_clusters(clusters: list[Row]) -> Iterator[Row]:
    """Yield the events and the relations of each cluster."""
    for cluster, (claims, links) in zip(clusters, read_given(clusters), strict=True):
        directory = learn_links(links)
        stories = tell_stories(cluster["documents"])
        facets = {facet.id: facet for facet in find_facets(claims, directory, stories)}
        groups = group_events(list(facets.values()))
        event = {facet.id: str(number) for number, group in enumerate(groups) for facet in group}
        pairs = [(facets[pair["a"]], facets[pair["b"]]) for pair in cluster["relations"]]
        related = [relate(one, other, same_event=event[one.id] == event[other.id]) for one, other in pairs]
        yield {
            "id": cluster["id"],
            "events": event,
            "relations": [{"a": r.first, "b": r.second, "relation": r.name.value} for r in related],
        }


def tell_stories(documents: list[Row]) -> dict[str, str]:
    """Return for each document the one that it and its copies go back to."""
    day = {d["id"]: d.get("dateline") or d["published"] for d in documents}
    copies = find_copies(Story(d["id"], d["publisher"], day[d["id"]], d["text"]) for d in documents)
    return story_roots(day, copies)


if __name__ == "__main__":
    main()
