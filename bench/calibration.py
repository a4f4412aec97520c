"""Measure whether chances come true: Brier score and reliability of reading, of control and of suggested figures.

    python -m bench.calibration --claims DEV.jsonl --control CLAIMS.jsonl GOLD.jsonl --truth CLAIMS.tsv GOLD.tsv \\
        --svg docs/explanation/calibration.svg

Each part is left out where its files are not given. Prints a table for each, Markdown: of the chances said in each
tenth, how many were said, their mean, and how many came true. The plot has a line for each part and the diagonal.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.control import SETTLED, weigh
from bench.truth import read as read_figures
from reportedly.weighing.figures import suggest_figures

Said = list[tuple[float, bool]]
_SIZE, _EDGE = 360, 46  # of the plot and its margin, in pixels
_INKS = ("#2b5c8a", "#b3541e", "#4d7c2f")


def main() -> None:
    """Measure what there are files for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--control", type=Path, nargs=2)
    parser.add_argument("--truth", type=Path, nargs=2)
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    parts: list[tuple[str, Said]] = []
    if given.claims:
        parts.append(("reading", said_in_reading(given.claims)))
    if given.control:
        parts.append(("control", said_of_control(*given.control)))
    if given.truth:
        parts.append(("figures", said_of_figures(*given.truth)))
    for name, said in parts:
        print(as_table(name, said))
    if given.svg and parts:
        given.svg.write_text(as_svg(parts), "utf-8")


def said_in_reading(path: Path) -> Said:
    """Return the score of each claim read, and whether type, source and figure were read right."""
    from reportedly import read

    said = []
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        reading = read(
            article["text"], title=article["title"], published=article["published"], publisher=article["publisher"]
        )
        left = list(article["claims"])
        for claim in sorted(reading.claims, key=lambda c: (-c.score, c.id)):
            if claim.part_of is not None:
                continue
            match = next((gold for gold in left if _is_right(claim, gold)), None)
            if match is not None:
                left.remove(match)
            said.append((claim.score, match is not None))
    return said


def _is_right(claim, gold: dict) -> bool:  # type: ignore[no-untyped-def, type-arg]
    overlaps = claim.evidence.start < gold["evidence"][1] and gold["evidence"][0] < claim.evidence.end
    if not overlaps or claim.type != gold["type"]:
        return False
    ours = (claim.quantity.low, claim.quantity.high) if claim.quantity else None
    theirs = (gold["quantity"]["low"], gold["quantity"]["high"]) if gold["quantity"] else None
    named = (claim.source.text or "publisher").casefold()
    sources = [gold["source"], *gold.get("source_any", [])]
    return ours == theirs and any(
        named == s.casefold() or named in s.casefold() or s.casefold() in named for s in sources
    )


def said_of_control(claims: Path, gold: Path) -> Said:
    """Return for each place and day the chance of the likelier holder, and whether it held the place."""
    rows = [json.loads(line) for line in claims.read_text("utf-8").splitlines() if line.strip()]
    truth = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    ends = [day for place in truth for first, last, _ in place["intervals"] for day in (first, last)]
    first, last = date.fromisoformat(min(ends)), date.fromisoformat(max(ends))
    tracks = weigh(rows, first, last, SETTLED)
    row = {place: n for n, place in enumerate(tracks.places)}
    said = []
    for place in truth:
        for begin, end, holder in place["intervals"]:
            days = range(date.fromisoformat(begin).toordinal(), date.fromisoformat(end).toordinal() + 1)
            for day in days if place["place"] in row else ():
                chances = tracks.holders[row[place["place"]], day - tracks.first]
                said.append((float(chances.max()), tracks.parties[int(chances.argmax())] == holder))
    return said


def said_of_figures(claims: Path, gold: Path) -> Said:
    """Return the chance of each suggested figure, and whether it was within one in a hundred of the truth."""
    truth = dict(line.split("\t") for line in gold.read_text("utf-8").splitlines()[1:])
    return [
        (one.chance, abs(one.value - float(truth[one.question])) <= 0.01 * abs(float(truth[one.question])))
        for one in suggest_figures(read_figures(claims))
        if one.question in truth
    ]


def brier(said: Said) -> float:
    """Return the mean square of what the chances missed by; 0 is best, 0.25 what always saying one half gets."""
    return sum((chance - right) ** 2 for chance, right in said) / max(1, len(said))


def tenths(said: Said) -> list[tuple[int, float, float]]:
    """Return for each tenth in which chances were said: how many, their mean, the share that came true."""
    found = []
    for tenth in range(10):
        inside = [(c, right) for c, right in said if min(9, int(c * 10)) == tenth]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            found.append((len(inside), mean, sum(right for _, right in inside) / len(inside)))
    return found


def as_table(name: str, said: Said) -> str:
    """Return the reliability of a part as a table."""
    share = sum(right for _, right in said) / max(1, len(said))
    lines = [f"{name}: {len(said)} said, {share:.3f} came true, Brier score {brier(said):.3f}", ""]
    lines += ["| said | mean chance | came true |", "| ---: | ---: | ---: |"]
    lines += [f"| {count} | {mean:.2f} | {true:.2f} |" for count, mean, true in tenths(said)]
    return "\n".join(lines) + "\n"


def as_svg(parts: Sequence[tuple[str, Said]]) -> str:
    """Return the reliability plot: what was said along the foot, what came true up the side."""
    side = _SIZE - 2 * _EDGE

    def at(x: float, y: float) -> str:
        return f"{_EDGE + x * side:.1f},{_SIZE - _EDGE - y * side:.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif"'
        ' font-size="11">',
        "<title>Of what was said with a chance, how much came true</title>",
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="#fff"/>',
        f'<polyline points="{at(0, 0)} {at(1, 1)}" fill="none" stroke="#999" stroke-dasharray="4 4"/>',
        f'<polyline points="{at(0, 1)} {at(0, 0)} {at(1, 0)}" fill="none" stroke="#333"/>',
    ]
    for tick in (0, 0.5, 1):
        x, y = at(tick, tick).split(",")
        lines.append(f'<text x="{x}" y="{_SIZE - _EDGE + 16}" text-anchor="middle">{tick:g}</text>')
        lines.append(f'<text x="{_EDGE - 8}" y="{y}" text-anchor="end" dominant-baseline="middle">{tick:g}</text>')
    lines.append(f'<text x="{_SIZE / 2:g}" y="{_SIZE - 10}" text-anchor="middle">chance that was said</text>')
    lines.append(f'<text transform="translate(14 {_SIZE / 2:g}) rotate(-90)" text-anchor="middle">came true</text>')
    for n, (name, said) in enumerate(parts):
        ink = _INKS[n % len(_INKS)]
        points = " ".join(at(mean, true) for _, mean, true in tenths(said))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="2"/>')
        for point in points.split():
            x, y = point.split(",")
            lines.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{ink}"/>')
        label = f"{name}, Brier {brier(said):.3f}"
        lines.append(f'<text x="{_EDGE + 8}" y="{_EDGE - 18 + 15 * n}" fill="{ink}">{label}</text>')
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    main()
