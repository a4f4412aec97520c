"""Origins: how many independent reports stand behind the claims that answer a question.

Takes facets of one question, gives origins: what one root source reported once, however many outlets carry it. Claims
are of one origin where one office says them, where their documents are copies of one story, or where a text repeats in
its own voice the figure that it takes from a source. Unnamed sources of unrelated documents stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.model import KeptClaim, LinkKind, Modality
from reportedly.model.origin import Origin, origin_id
from reportedly.weighing.events import face_value
from reportedly.weighing.questions import Facet
from reportedly.weighing.wordlists import first_named

_UNCONFIRMED = ("unconfirmed", "could not be independently", "not independently verified", "could not verify")


def find_origins(facets: Iterable[Facet]) -> tuple[Origin, ...]:
    """Return the origins of claims that answer one question, those with most claims first.

    The same whatever the order of the claims. Adding a copy of a document adds claims and never an origin.
    """
    listed = sorted(facets, key=lambda facet: facet.id)
    groups: dict[str, list[Facet]] = defaultdict(list)
    why: dict[str, set[str]] = defaultdict(set)
    repeated, retold = _repeated_figures(listed), _retold(listed)
    for facet in listed:
        key, reason = retold.get(facet.id) or _origin_key(facet, repeated)
        groups[key].append(facet)
        if reason:
            why[key].add(reason)
    origins = [_make_origin(group, sorted(why[key])) for key, group in groups.items()]
    return tuple(sorted(origins, key=lambda origin: (-len(origin.documents), -len(origin.claims), origin.id)))


def origin_of_claims(origins: Iterable[Origin]) -> dict[str, str]:
    """Return for each claim the id of its origin."""
    return {claim: origin.id for origin in origins for claim in origin.claims}


def say_origins(origins: Sequence[Origin]) -> str:
    """Return the count of reports and origins in words.

    A report is a document, so that a text that says a thing twice is one.
    """
    reports = len({document for origin in origins for document in origin.documents})
    shown = ", ".join(f"{origin.source} ({_say_outlets(origin)})" for origin in origins)
    return f"{_count(reports, 'report')}, {_count(len(origins), 'origin')}: {shown}"


def _say_outlets(origin: Origin) -> str:
    outlets = len(origin.publishers)
    return _count(outlets, "outlet") if outlets != len(origin.documents) or outlets > 1 else "1"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _repeated_figures(facets: Sequence[Facet]) -> dict[tuple[str, str, str, float], Facet]:
    """Return by story, measure, group and figure the claim that a text gives a source for."""
    told: dict[tuple[str, str, str, float], Facet] = {}
    for facet in facets:
        if not _own_voice(facet) and facet.has_figure:
            told.setdefault((facet.story, facet.measure, facet.group, face_value(facet)), facet)
    return told


def _retold(facets: Sequence[Facet]) -> dict[str, tuple[str, str]]:
    """Return by claim the key of its origin where one text tells of it as one and as several, and why.

    "An official" of a headline and the "officials" of the text below it say the same: they are not two who do.
    """
    alike: dict[str, list[Facet]] = defaultdict(list)
    for facet in facets:
        label = None if facet.office.known or _own_voice(facet) else first_named("unnamed", facet.office.name)
        if label:
            claim = facet.kept.claim
            answer = (claim.type, claim.modality, facet.group, facet.low, facet.high, sorted(facet.actors))
            alike[f"unnamed:{facet.story}:{label}:{answer}"].append(facet)
    found = {}
    for key, group in alike.items():
        names = sorted({facet.office.name for facet in group})
        if len(names) > 1:
            reason = f"one text tells of {' and of '.join(map(repr, names))}, who say the same: taken for one"
            found.update({facet.id: (key, reason) for facet in group})
    return found


def _own_voice(facet: Facet) -> bool:
    return facet.kept.claim.source.kind is LinkKind.PUBLISHER


def _origin_key(facet: Facet, repeated: dict[tuple[str, str, str, float], Facet]) -> tuple[str, str]:
    """Return the key of a claim's origin, and why it is of that one where that is not plain."""
    if _own_voice(facet):
        source = repeated.get((facet.story, facet.measure, facet.group, face_value(facet)))
        if source is not None and facet.has_figure:
            return _source_key(source), f"the text repeats the figure it takes from {source.office.name}"
        copied = facet.story != facet.kept.document
        return f"story:{facet.story}", "copies of one story" if copied else ""
    return _source_key(facet), facet.office.why if facet.office.known else ""


def _source_key(facet: Facet) -> str:
    if facet.office.known:
        return facet.office.key
    return f"unnamed:{facet.story}:{facet.office.key.rpartition(':')[2]}"


def _make_origin(group: Sequence[Facet], why: Sequence[str]) -> Origin:
    """Return the origin of claims that go back to one source; its name is the first by claim id."""
    named = next((facet for facet in group if not _own_voice(facet)), group[0])
    link = named.kept.claim.source
    claims = sorted(facet.id for facet in group)
    reasons = list(why)
    publishers = sorted({facet.kept.publisher for facet in group if facet.kept.publisher})
    if len(publishers) > 1 and not reasons:
        reasons.append(f"one source, carried by {len(publishers)} outlets")
    return Origin(
        id=origin_id(named.office.name, link.kind, claims),
        source=named.office.name,
        kind=link.kind,
        claims=tuple(claims),
        documents=tuple(sorted({facet.kept.document for facet in group})),
        publishers=tuple(publishers),
        why=tuple(reasons),
        anonymous=all(facet.kept.claim.anonymous for facet in group),
        stake=next((facet.kept.claim.source.stake for facet in group if facet.kept.claim.source.stake), None),
        hops=min(count_hops(facet.kept) for facet in group),
        unconfirmed=all(_is_unconfirmed(facet.kept) for facet in group),
    )


def count_hops(kept: KeptClaim) -> int:
    """Return how many media lie between the document and the root source."""
    return sum(link.kind is LinkKind.MEDIUM for link in kept.claim.chain[:-1])


def _is_unconfirmed(kept: KeptClaim) -> bool:
    """Return whether a claim repeats a medium's report that is not at hand and that nobody has confirmed."""
    relayed = kept.claim.via is not None or kept.claim.source.kind is LinkKind.MEDIUM
    said = any(words in kept.sentence.casefold() for words in _UNCONFIRMED)
    return said or (relayed and kept.claim.modality in (Modality.POSSIBLE, Modality.UNKNOWN))
