"""The situation report: two to four pages of Markdown that a desk could send.

The map of a report: its material is gathered through a profile, each section is written by the module of its name, and
every statement has a numbered note to the sentence it rests on. It says "claimed by", never "is".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.ledger import Ledger
from reportedly.sharing.contested import write_disputes
from reportedly.sharing.holders import Holders, find_holders, write_holders
from reportedly.sharing.key_figures import find_disputes, find_series, write_figures
from reportedly.sharing.material import MOST_CLAIMS, Material, Scope, gather
from reportedly.sharing.notes import Notes
from reportedly.sharing.sentences import Sentences
from reportedly.sharing.speakers import write_speakers
from reportedly.sharing.tidings import write_changes, write_plans
from reportedly.sharing.unchecked import write_unchecked
from reportedly.sharing.words import escape, say_count, say_day, say_days
from reportedly.weighing.constants import MOST_DAYS


@dataclass(frozen=True, slots=True)
class Shared:
    """What may leave: its content, the ids of the claims in it, and what it was made of."""

    content: str | bytes
    claims: tuple[str, ...]
    material: Material


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in its parts, each of lines of Markdown, from which every format of it is made."""

    title: str
    opening: tuple[str, ...]  # paragraphs
    sections: tuple[tuple[str, tuple[str, ...]], ...]  # heading and lines, in order
    notes: tuple[str, ...]  # an ordered list
    claims: tuple[str, ...]  # ids of the claims cited
    material: Material
    holders: Holders


def make_report(ledger: Ledger, scope: Scope) -> Shared:
    """Return a situation report as Markdown, under the profile of its scope.

    Added in 0.2.
    """
    draft = draft_report(ledger, scope)
    return Shared(write_markdown(draft), draft.claims, draft.material)


def write_markdown(draft: Draft) -> str:
    """Return a report as Markdown."""
    lines = [f"# {draft.title}", ""]
    for paragraph in draft.opening:
        lines += [paragraph, ""]
    for title, section in (*draft.sections, ("Notes", (*(draft.notes or ("None.",)), ""))):
        lines += [f"## {title}", "", *section]
    return "\n".join(lines)


def draft_report(ledger: Ledger, scope: Scope) -> Draft:
    """Return a situation report in its parts, under the profile of its scope."""
    material = gather(ledger, scope, most=MOST_CLAIMS)
    sentences = Sentences(ledger, material.veil, {kept.claim.id: kept for kept in material.original})
    notes = Notes(material.claims, sentences.find)
    weighed_from = date.fromisoformat(material.last) - timedelta(days=MOST_DAYS)  # as far as `holds` looks
    holders = find_holders(material, since=weighed_from.isoformat())
    series = find_series(material)
    disputes = find_disputes(material)
    sections = (
        ("What changed", write_changes(material, holders, series, notes)),
        ("Key figures", write_figures(series, notes)),
        ("Who holds what, by claims", write_holders(material, holders, notes)),
        ("What is in dispute", write_disputes(disputes, notes)),
        ("Only planned, possible or said", write_plans(material, notes)),
        ("What could not be checked", write_unchecked(material, notes)),
        ("Sources", write_speakers(material)),
    )
    where = f": {escape(scope.place)}" if scope.place else ""
    return Draft(
        title=f"Situation report{where}, {say_day(material.last)}",
        opening=_opening(material),
        sections=tuple((title, tuple(lines)) for title, lines in sections),
        notes=tuple(notes.lines()),
        claims=tuple(sorted({kept.claim.id for group in notes.cited for kept in group})),
        material=material,
        holders=holders,
    )


def _opening(material: Material) -> tuple[str, ...]:
    recent = material.recent
    documents = len({kept.document for kept in recent})
    sources = len({kept.claim.source.name or kept.publisher for kept in recent})
    return (
        f"Reported {say_days(material.first, material.last)}: {say_count(len(recent), 'claim')} "
        f"of {say_count(sources, 'source')} in {say_count(documents, 'document')}.",
        "Everything here is claimed by somebody, and nothing in it has been verified by who sends it. "
        "A grade such as B2 says how reliable a source is (A to F) and how well a claim is borne out (1 to 6). "
        "Numbers in brackets lead to the sentences at the end.",
    )
