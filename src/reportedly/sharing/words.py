"""Claims in words for a report: noun phrases that assert nothing, days as people write them, Markdown made safe.

"capture of Markada by the army" says what a claim is of; whether it is so is for "claimed by" and the grade to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.model import Claim, ClaimType, KeptClaim, LinkKind, Modality, Party, Place
from reportedly.weighing.ranges import say_figure

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")
_UNITS = {"km2": "km²", "percent": "%"}
_INITIALS = 4  # letters
_LYING = ("near ", "around ", "outside ", "between ", "along ", "inside ", "north", "south", "east ", "west ")
_WIDE = frozenset({"country", "admin1"})
_BESIDE = 30  # code points between a village and the province that it is said to lie in
_MODES = {
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.UNKNOWN: "not known",
}
# The noun of each type; places and parties follow it
_NOUNS = {
    ClaimType.CONTROL: "control",
    ClaimType.PRESENCE: "presence",
    ClaimType.SIEGE: "siege",
    ClaimType.GAIN: "capture",
    ClaimType.WITHDRAW: "withdrawal",
    ClaimType.ATTACK: "attack",
    ClaimType.CASUALTIES: "casualties",
    ClaimType.STRENGTH: "strength",
    ClaimType.MOVEMENT: "movement",
    ClaimType.DISPLACEMENT: "displacement",
    ClaimType.DETENTION: "detention",
    ClaimType.STATUS: "fate",
    ClaimType.AGREEMENT: "agreement",
    ClaimType.SUPPORT: "support",
    ClaimType.VIOLATION: "violation",
    ClaimType.STATEMENT: "statement",
}
_OF_DOER = frozenset({ClaimType.WITHDRAW, ClaimType.PRESENCE, ClaimType.STRENGTH, ClaimType.MOVEMENT, ClaimType.STATUS})
_OF_PLACE = frozenset({ClaimType.CONTROL, ClaimType.GAIN, ClaimType.SIEGE})
_COUNTS = frozenset({ClaimType.CASUALTIES, ClaimType.DISPLACEMENT, ClaimType.DETENTION})
_DEEDS = {"killed": "killed", "wounded": "wounded", "missing": "missing", "killed_or_wounded": "killed or wounded"}


def escape(text: str) -> str:
    r"""Return text on one line that Markdown takes for nothing but text.

    >>> escape("a [link](x) <b>")
    'a \\[link\\](x) \\<b\\>'
    """
    return _MARKDOWN.sub(r"\\\1", _UNSAFE.sub("\ufffd", " ".join(text.split())))


def say_day(day: str | None) -> str:
    """Return a day as people write it.

    >>> say_day("2021-03-07"), say_day(None)
    ('7 March 2021', 'no day given')
    """
    if not day:
        return "no day given"
    found = date.fromisoformat(day[:10])
    return f"{found.day} {found:%B %Y}"


def say_days(first: str | None, last: str | None) -> str:
    """Return a span of days, with what both ends share said once.

    >>> say_days("2021-03-07", "2021-03-09"), say_days("2021-03-31", "2021-04-02")
    ('7 to 9 March 2021', '31 March to 2 April 2021')
    """
    if not first or not last or first[:10] == last[:10]:
        return say_day(first or last)
    one, other = say_day(first).split(), say_day(last).split()
    kept = one if one[2] != other[2] else one[:1] if one[1] == other[1] else one[:2]
    return f"{' '.join(kept)} to {' '.join(other)}"


def say_count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def say_number(number: float | None) -> str:
    """Return a number with its thousands parted."""
    return "" if number is None else f"{number:,.10g}" if number != int(number) else f"{int(number):,}"


def join_names(names: Iterable[str], *, most: int = 4) -> str:
    """Return names in a row, each once, the last after "and"; of more than `most` the rest is counted.

    >>> join_names(["a", "b", "a", "c"])
    'a, b and c'
    """
    once = list(dict.fromkeys(name for name in names if name))
    if len(once) > most:
        once = [*once[: most - 1], f"{len(once) - most + 1} others"]
    return once[0] if len(once) == 1 else f"{', '.join(once[:-1])} and {once[-1]}" if once else ""


def say_claim(claim: Claim) -> str:
    """Return what a claim is of as a noun phrase, not yet safe for Markdown.

    "capture of Markada by the SDF", "12 fighters killed in Markada", "planned withdrawal of ISIS from Markada".
    """
    actors, targets = _names(claim.actor), _names(claim.target)
    mode = _MODES.get(claim.modality, "") if claim.modality is not Modality.DENIED else ""  # see `say_verb`
    words = (_say_people if claim.type in _COUNTS else _say_deed)(claim, actors, targets)
    return f"{mode} {words}".strip() if mode != "not known" else f"{words} (not known)"


def say_verb(claim: Claim) -> str:
    """Return how a source stands to what `say_claim` names: "claimed", or "denied"."""
    return "denied" if claim.modality is Modality.DENIED else "claimed"


def _say_people(claim: Claim, actors: str, targets: str) -> str:
    """Return casualties, displacement and detention: who and how many, then where and by whom."""
    deed = _DEEDS.get(claim.subtype or "", {"displacement": "displaced", "detention": "detained"}.get(claim.type, ""))
    whom = (claim.person.name or claim.person.text) if claim.person else targets
    counted = _say_quantity(claim) or whom or "people"
    of = f" of {whom}" if whom and claim.quantity and whom.casefold() not in counted.casefold() else ""
    by = f", by {actors}" if actors and actors != whom else ""
    return " ".join(part for part in (counted + of, deed or "killed or wounded", _where(claim)) if part) + by


def _say_deed(claim: Claim, actors: str, targets: str) -> str:
    noun = _NOUNS[claim.type]
    if claim.subtype and claim.type in (ClaimType.ATTACK, ClaimType.VIOLATION):
        noun = claim.subtype.replace("_", " ")
    figure = _say_quantity(claim)
    parts = [noun]
    doers = actors or ((claim.person.name or claim.person.text) if claim.person else "")
    if claim.type in _OF_PLACE:
        parts.append(f"of {_places(claim.place) or targets or 'a place not named'}")
    elif claim.type in _OF_DOER:
        parts.append(f"of {doers}" if doers else "")
    elif claim.type is ClaimType.AGREEMENT:
        parts.append(f"of {join_names([*actors.split(', '), *targets.split(', ')])}" if actors else "")
    if claim.type not in _OF_PLACE and claim.type is not ClaimType.AGREEMENT and targets and targets != actors:
        parts.append(f"{'for' if claim.type is ClaimType.SUPPORT else 'against'} {targets}")
    if claim.type not in _OF_PLACE:
        parts.append(_where(claim))
    if claim.type not in _OF_DOER and claim.type is not ClaimType.AGREEMENT and actors:
        parts.append(f"by {actors}")
    words = " ".join(part for part in parts if part)
    return f"{words}: {figure}" if figure else words


def _say_quantity(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity is None:
        return ""
    counted = _UNITS.get(quantity.unit or "", quantity.of or quantity.unit or "")
    figure = say_figure(quantity)
    return f"{figure}{'' if counted == '%' else ' '}{counted}".strip()


def _where(claim: Claim) -> str:
    places, ends = _places(claim.place), _places(claim.destination)
    leaving = claim.type in (ClaimType.WITHDRAW, ClaimType.DISPLACEMENT) or bool(ends)
    before = "from " if leaving else "" if places.lower().startswith(_LYING) else "in "
    return " ".join(part for part in (f"{before}{places}" if places else "", f"to {ends}" if ends else "") if part)


def _places(places: tuple[Place, ...]) -> str:
    narrow = [place for place in places if not any(_lies_in(other, place) for other in places)]
    return join_names(place.text if place.area is not None else place.name or place.text for place in narrow)


def _lies_in(place: Place, wide: Place) -> bool:
    """Return whether a place is told to lie in a province or country: who takes a village in it has not taken that."""
    if wide.area is not None or wide.kind not in _WIDE or place.kind in _WIDE or place.end is None:
        return False
    beside = 0 < (wide.start or 0) - place.end <= _BESIDE
    known = place.country is not None and (place.country, place.admin1) != (wide.country, wide.admin1)
    return beside and (wide.kind == "country" or not known)


def _names(parties: Iterable[Party]) -> str:
    return join_names(party.name or party.text for party in parties)


# Beginnings of the titles that weighing gives questions, and what a report calls them
_TITLES = (("who did it", "Who was behind the attack"), ("will there be", "Whether there will be"))
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")


def say_title(title: str) -> str:
    """Return the title of a question as a heading, not yet safe for Markdown.

    >>> say_title("who holds Markada, 2021-03-07"), say_title("killed in Talma, 2021-03-07 to 2021-03-09")
    ('Who holds Markada, 7 March 2021', 'Killed in Talma, 7 to 9 March 2021')
    """
    for beginning, shown in _TITLES:
        if title.startswith(beginning):
            title = shown + title.removeprefix(beginning)
            break
    title = _DAY.sub(lambda found: say_days(found[1], found[2] or found[1]), title)
    return capitalise(title)


def capitalise(text: str) -> str:
    """Return a text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def say_side(side: str) -> str:
    """Return a side's name: short ones are the initials of a party.

    >>> say_side("sdf"), say_side("government")
    ('SDF', 'government')
    """
    return side.upper() if len(side) <= _INITIALS else side


def is_bare(claim: Claim) -> bool:
    """Return whether a claim's slots are too few to say in words what it is of."""
    return not (claim.actor or claim.target or claim.person or claim.quantity or claim.place or claim.destination)


def name_source(kept: KeptClaim) -> str:
    """Return the name of who claims it, not yet safe for Markdown."""
    link = kept.claim.source
    return link.name or (kept.publisher if link.kind is LinkKind.PUBLISHER else link.text) or "a source not named"


def say_source(kept: KeptClaim) -> str:
    """Return who claims it, and through whom: "Ryan Dillon (through Khabur Post)", not yet safe for Markdown."""
    return say_sources([kept])


def say_sources(claims: Sequence[KeptClaim]) -> str:
    """Return who claims it and through whom, each source once: "Dillon (through Khabur Post and Furat Wire)"."""
    carriers: dict[str, list[str]] = {}
    for kept in claims:
        named = name_source(kept)
        through = [kept.claim.via.name or kept.claim.via.text or ""] if kept.claim.via else []
        carriers.setdefault(named, []).extend(name for name in (*through, kept.publisher) if name != named)
    said = (f"{name} (through {join_names(via)})" if any(via) else name for name, via in carriers.items())
    return join_names(said, most=3)
