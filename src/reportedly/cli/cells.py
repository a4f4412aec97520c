"""A claim in words: what stands in each cell of the table, as plain strings.

Everything that comes from an article is made safe to show: control characters and marks that turn the direction of
text are replaced, since a terminal would obey them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.model import (
    Claim,
    ClaimType,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Quantity,
    Relation,
    Span,
    Valid,
)

MAX_WORDS = 240  # characters of evidence shown
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_VAGUE = re.compile(r"\b(dozens|scores|tens|hundreds|thousands|millions|several|many|some|few)\b", re.IGNORECASE)
_RELATIONS = {
    Relation.EQUAL: "",
    Relation.ABOUT: "about",
    Relation.BELOW: "less than",
    Relation.AT_MOST: "up to",
    Relation.AT_LEAST: "at least",
    Relation.ABOVE: "more than",
}
_BETWEEN = {"between": "and", "from": "to"}
_UNITS = {"km2": "km²", "percent": "%"}
# Types in which somebody does it to somebody: where nobody is named, that is said.
_DEEDS = {
    ClaimType.ATTACK,
    ClaimType.DETENTION,
    ClaimType.GAIN,
    ClaimType.SIEGE,
    ClaimType.SUPPORT,
    ClaimType.VIOLATION,
}
# A place that says itself how it lies: "near Hajin".
_LYING = ("near ", "around ", "outside ", "between ", "along ", "north of ", "south of ", "east of ", "west of ")
_WAYS = {ClaimType.WITHDRAW, ClaimType.DISPLACEMENT}


def make_safe(text: str) -> str:
    """Return the text on one line, with what a terminal would obey replaced.

    >>> make_safe("a\\x1b[31m\\nb")
    'a\ufffd[31m b'
    """
    return _flatten(text).strip()


def _flatten(text: str) -> str:
    return _UNSAFE.sub("\ufffd", _SPACES.sub(" ", text))


def say_kind(claim: Claim) -> str:
    """Return type and subtype: "casualties: killed"."""
    return f"{claim.type}: {make_safe(claim.subtype)}" if claim.subtype else str(claim.type)


def say_modality(claim: Claim) -> str:
    """Return the modality as a person would put it next to a type."""
    return {Modality.UNKNOWN: "not known"}.get(claim.modality, str(claim.modality))


def say_who(claim: Claim) -> str:
    """Return who does it and to whom: "SDF → ISIS", "? → civilians" where a deed has no doer."""
    actors, whom = _name_all(claim.actor), _name_all(claim.target)
    if whom == actors:  # both sides of a clash
        whom = ""
    if claim.person is not None:
        person = _name(claim.person)
        whom = f"{person} ({whom})" if whom and whom != person else person
    if not actors and whom and claim.type in _DEEDS:
        actors = "?"
    return " → ".join(part for part in (actors, whom) if part)


def say_where(claim: Claim) -> str:
    """Return the places in words: "in Hama, Homs", or "from Hama to Idlib" where the claim is of a way."""
    places, ends = _join(_place(p) for p in claim.place), _join(_place(p) for p in claim.destination)
    leaving = claim.type in _WAYS or bool(ends)
    before = "from " if leaving else "" if places.lower().startswith(_LYING) else "in "
    parts = [f"{before}{places}" if places else "", f"to {ends}" if ends else ""]
    return " ".join(part for part in parts if part)


def say_when(claim: Claim) -> str:
    """Return the time expression as written, or nothing."""
    return make_safe(claim.time.text) if claim.time else ""


def say_valid(valid: Valid) -> str:
    """Return the days for which it is said to be so: "2017-06-12", "2017-06-12 to 2017-06-14", "until 2017-06-14".

    >>> from reportedly.model import Basis, Precision
    >>> say_valid(Valid(None, "2017-06-14", Precision.DAY, Basis.EXPRESSION))
    'until 2017-06-14'
    """
    if valid.earliest and valid.latest:
        return valid.earliest if valid.earliest == valid.latest else f"{valid.earliest} to {valid.latest}"
    if valid.earliest:
        return f"from {valid.earliest}"
    return f"until {valid.latest}" if valid.latest else ""


def say_figure(quantity: Quantity | None) -> str:
    """Return the figure with its hedge and what is counted: "at least 2,000 km²", "dozens (24 or more) of people".

    >>> say_figure(Quantity(2000, None, "km2", None, Relation.AT_LEAST, "at least", 0, 5))
    'at least 2,000 km²'
    """
    if quantity is None:
        return ""
    number = _say_range(quantity.low, quantity.high)
    hedge = make_safe(quantity.hedge or "")
    both = quantity.low is not None and quantity.high is not None and quantity.low != quantity.high
    if both and hedge.lower() in _BETWEEN:
        words = f"{hedge} {number.replace('–', f' {_BETWEEN[hedge.lower()]} ')}"
    elif _VAGUE.search(hedge):
        words = f"{hedge} ({_say_bounds(quantity)})"
    elif hedge.lower().startswith(("or more", "or less", "plus")):
        words = f"{number} {hedge}"
    else:
        words = f"{hedge or _RELATIONS[quantity.relation]} {number}".strip()
    return f"{words}{_say_unit(quantity)}"


def _say_range(low: float | None, high: float | None) -> str:
    ends = [f"{end:,.10g}" if end != int(end) else f"{int(end):,}" for end in (low, high) if end is not None]
    return "–".join(dict.fromkeys(ends))


def say_count(claim: Claim) -> str:
    """Return the figure of a claim; of a part of another's figure it says that it is one."""
    return f"{say_figure(claim.quantity)} (a part)" if claim.part_of else say_figure(claim.quantity)


def _say_bounds(quantity: Quantity) -> str:
    number = _say_range(quantity.low, quantity.high)
    if quantity.high is None:
        return f"{number} or more"
    return f"{number} or less" if quantity.low is None else number


def _say_unit(quantity: Quantity) -> str:
    unit, of = quantity.unit or "", make_safe(quantity.of or "")
    if unit == "percent":
        return "%"
    if unit == "people":
        return f" {of or 'people'}"
    shown = _UNITS.get(unit, unit)
    if of and shown and unit != "km2" and of.rstrip("s") not in shown:
        return f" {shown} ({of})"
    return f" {shown or of}".rstrip()


def say_source(claim: Claim, publisher: str) -> str:
    """Return who says so: the name as written, or the publisher in its own voice."""
    return say_link(claim.source, publisher)


def say_link(link: Link, publisher: str) -> str:
    """Return a link of a chain in words."""
    if link.kind is LinkKind.PUBLISHER and not link.text:
        return make_safe(publisher) or "the article itself"
    return make_safe(link.text or link.name or "?")


def say_standing(claim: Claim) -> list[str]:
    """Return what one must know of the source, a line each: own voice, unnamed, through whom, how it puts it."""
    lines = []
    if claim.source.kind is LinkKind.PUBLISHER:
        lines.append("in its own voice")
    if claim.anonymous:
        lines.append("unnamed")
    if claim.via is not None:
        lines.append(f"through {make_safe(claim.via.text or claim.via.name or '?')}")
    if claim.source.stance != "says":
        lines.append(f"who {claim.source.stance} it")
    return lines


def say_words(text: str, claim: Claim) -> tuple[str, Span]:
    """Return the evidence on one line, and where in it the trigger stands."""
    start, end = claim.evidence
    at, past = min(max(claim.trigger.start, start), end), min(max(claim.trigger.end, start), end)
    before, trigger, after = (_flatten(text[a:b]) for a, b in ((start, at), (at, past), (past, end)))
    room = max(MAX_WORDS - len(trigger), 0)
    if len(before) > room * 2 // 3:
        before = "…" + before[len(before) - room * 2 // 3 :]
    room = max(room - len(before), 0)
    if len(after) > room:
        after = after[:room] + "…"
    return before + trigger + after, Span(len(before), len(before) + len(trigger))


def explain_claim(claim: Claim, publisher: str) -> list[str]:
    """Return why the claim was read so, a line each: rule and score, chain, dating, and the places chosen."""
    chain = " → ".join(say_link(link, publisher) for link in claim.chain)
    valid = claim.valid
    dates = f"{valid.earliest or '?'} to {valid.latest or '?'}, to the {valid.precision}"
    lines = [f"rule {claim.rule}, score {claim.score:.2f}"]
    if chain:
        lines.append(f"chain: {chain}")
    lines.append(f"dated by {valid.basis}: {dates}" if valid.earliest or valid.latest else "not dated")
    if claim.source.reason:
        lines.append(f"not named because: {make_safe(claim.source.reason)}")
    lines.extend(line for place in (*claim.place, *claim.destination) for line in _explain_place(place))
    if claim.part_of:
        lines.append(f"part of claim {claim.part_of}")
    return lines


def _explain_place(place: Place) -> list[str]:
    chosen = f"{place.name} ({place.kind}, {place.id})" if place.id else "not in the gazetteer"
    lost = [f"not {c.name} ({c.kind}, {c.country or '?'}): {c.reason}" for c in place.candidates if c.id != place.id]
    return [make_safe("; ".join([f"place {place.text!r}: {chosen}", *lost[:3]]))]


def _join(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(make_safe(name) for name in names if name))


def _name_all(parties: Iterable[Party]) -> str:
    """Return the parties' names, each party once: by its id where it has one."""
    first: dict[str, str] = {}
    for party in parties:
        first.setdefault(party.id or party.text, _as_told(party))
    return _join(first.values())


def _as_told(party: Party) -> str:
    """Return a party's words, after its name where they are a mere noun for it: "ISIS (group)"."""
    registered = party.id is not None and not party.id.startswith("generic:")
    return f"{party.name} ({party.text})" if registered and party.name and party.text.islower() else party.text


def _name(party: Party) -> str:
    return make_safe(party.text or party.name or "")


def _place(place: Place) -> str:
    return place.text or place.name or ""
