"""Whom a mention means, by the document's other mentions: countries, conflicts, short forms.

Takes the mentions of a text, gives `Party` records. "The army" is the army of the document's country where one country
stands out; "the group" the last named group; anything unsure stays generic ("generic:army").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportedly.gazetteer.parties import PartyEntry, Register, Side, fold_name
from reportedly.model import Party
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.parties.possessors import Owners, owns
from reportedly.reading.parties.scan import MEANS, Found

_CLEAR = 0.5  # share of the votes that makes a country the document's own
_ARMED = frozenset({"rebel_group", "militia", "crime", "coalition", "political"})
_SHORT_ACRONYM = 3


class Context:
    """What a document's mentions and places say of its countries, year and conflict."""

    def __init__(self, register: Register, mentions: Sequence[Found], countries: Counter[str], year: int | None):
        self.register = register
        self.year = year
        self.countries = countries
        self.conflict = self._main_conflict(mentions)
        self.spelt = {i for m in mentions if m.end - m.start > _SHORT_ACRONYM for i in m.ids if len(m.ids) == 1}
        self.since = max((_founded(register.entries[i]) for i in self.spelt), default=0)

    def _main_conflict(self, mentions: Sequence[Found]) -> str | None:
        votes: Counter[str] = Counter()
        for mention in mentions:
            for party_id in mention.ids:
                for side in self.register.entries[party_id].sides:
                    votes[side.conflict] += 2 if side.holds_in(self.year) else 1
        return max(votes, key=lambda c: (votes[c], c)) if votes else None

    def main_country(self) -> str | None:
        """Return the ISO code of the country that stands out, None where none does."""
        total = sum(self.countries.values())
        if not total:
            return None
        country, votes = max(self.countries.items(), key=lambda item: (item[1], item[0]))
        return country if votes >= _CLEAR * total else None

    def choose(self, ids: Sequence[str]) -> PartyEntry | None:
        """Return the party that an ambiguous name means: one that acts in the document's countries."""
        if len(ids) < 2:
            return self.register.entries[ids[0]] if ids else None
        return max((self.register.entries[i] for i in ids), key=self._fit)

    def _fit(self, entry: PartyEntry) -> tuple[bool, bool, int, int]:
        near = max((self.countries[c] for c in entry.countries), default=0)
        acts_then = not entry.sides or any(self._may_hold(side) for side in entry.sides)
        return entry.id in self.spelt, acts_then and near > 0, near, -len(entry.countries)

    def _may_hold(self, side: Side) -> bool:
        """Return whether a side holds in the document's year; where it has none, not before all it names exist."""
        return side.holds_in(self.year) and (self.year is not None or (side.until or self.since) >= self.since)

    def supports(self, entry: PartyEntry) -> bool:
        """Return whether other evidence puts the party or its countries in the document."""
        return entry.id in self.spelt or not entry.countries or any(self.countries[c] for c in entry.countries)


def _founded(entry: PartyEntry) -> int:
    """Return the first year in which a party takes a side, 0 where that is not known."""
    return min((side.since or 0 for side in entry.sides), default=0)


def resolve_mentions(text: str, mentions: Sequence[Found], context: Context, owners: Owners) -> list[Party]:
    """Return the mentions as parties, each with the id, name, kind and side that the context gives."""
    resolver = _Resolver(text, mentions, context, owners)
    return [party for mention in mentions if (party := resolver.resolve(mention)) is not None]


def _usual_names(text: str, mentions: Sequence[Found], context: Context) -> dict[str, str]:
    """Return the name that the text uses most for each party, as the marking guide asks; not of states."""
    counts: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.ids and mention.group is None and not mention.by_state:
            entry = context.choose(mention.ids)
            if entry is not None and not entry.demonyms:
                written = " ".join(text[mention.start : mention.end].split())
                if _is_lower(written) or fold_name(written) not in context.register.names:
                    continue
                counts.setdefault(entry.id, Counter())[written] += 1
    entries = context.register.entries
    return {
        party_id: max(forms, key=lambda f: (forms[f], f == entries[party_id].name, len(f), f))
        for party_id, forms in counts.items()
    }


class _Resolver:
    """Walks the mentions in order and remembers who was named last."""

    def __init__(self, text: str, mentions: Sequence[Found], context: Context, owners: Owners) -> None:
        self.text = text
        self.context = context
        self.owners = owners
        self.resolved: dict[int, Party] = {}  # by the start of the mention
        self.last: dict[str, Party] = {}
        self.country = context.main_country()
        self.armed: set[str] = set()
        self.usual = _usual_names(text, mentions, context)

    def resolve(self, mention: Found) -> Party | None:
        """Return whom a mention means, None where it names nobody."""
        party = self._owned(mention) or self._by_itself(mention)
        if party is not None:
            self.resolved[mention.start] = party
        return party

    def _owned(self, mention: Found) -> Party | None:
        """Resolve "its soldiers" to the party that owns them."""
        for owner in self.owners.get(mention.start, ()):
            party = self.resolved.get(owner.start)
            if party is None and (owner.ids or owner.named):
                party = self._by_itself(owner)
            if party is not None and owns(party, mention):
                written = self.text[mention.start : mention.end]
                kind = "state_force" if party.kind == "state" else party.kind
                return Party(written, mention.start, mention.end, party.id, party.name, kind, party.side)
        return None

    def _by_itself(self, mention: Found) -> Party | None:
        written = self.text[mention.start : mention.end]
        if mention.ids:
            return self._named(mention, written)
        if mention.named is not None:
            kind = "rebel_group" if mention.group == "unnamed" else mention.group
            return self._remember(Party(written, mention.start, mention.end, None, mention.named, kind))
        if mention.group == MEANS:
            return None
        if mention.group == "unnamed":
            return self._back(mention, written)
        return self._generic(mention, written)

    def _named(self, mention: Found, written: str) -> Party | None:
        entry = self.context.choose(mention.ids)
        if entry is None:
            return None
        if mention.by_state and mention.group == "civilians":
            return Party(written, mention.start, mention.end, None, written, "civilians")
        if not mention.by_state and not self.context.supports(entry):
            if written.lower().endswith("coalition"):
                return self._generic(mention._replace(group="coalition", plural="coalition"), written)
            if _is_short(written) or len(mention.ids) > 1 or _is_lower(written) or _is_common(written):
                kind = "other" if _is_short(written) else entry.kind
                return self._remember(Party(written, mention.start, mention.end, None, written, kind))
        kind = entry.kind
        if mention.by_state and mention.group in ("state_force", "coalition"):
            kind = "state_force"
        return self._remember(self._registered(mention, written, entry, kind))

    def _registered(self, mention: Found, written: str, entry: PartyEntry, kind: str) -> Party:
        side = entry.side_in(self.context.conflict, self.context.year)
        name = self.usual.get(entry.id, entry.name)
        return Party(written, mention.start, mention.end, entry.id, name, kind, side)

    def _remember(self, party: Party) -> Party:
        if party.kind in _ARMED or party.kind == "other":
            self.last["group"] = party
        if party.kind in _ARMED_ONLY and party.name is not None:
            self.last["armed"] = party
            self.armed.add(party.id or party.name)
        for word in (party.name or "").lower().split():
            self.last[word] = party  # "the brigade" after "Tariq Brigade"
        if party.kind == "coalition":
            self.last["coalition"] = party
        return party

    def _back(self, mention: Found, written: str) -> Party | None:
        """Resolve "the group" to the armed group named last, "the brigade" to the last one called so."""
        noun = mention.plural or ""
        before = self.last.get("group" if noun in _ANY_GROUP else noun)
        if before is None or not mention.definite or written.lower() != noun:
            return None
        return Party(written, mention.start, mention.end, before.id, before.name, before.kind, before.side)

    def _generic(self, mention: Found, written: str) -> Party:
        plural = mention.plural or written
        if mention.group == "coalition":
            before = self.last.get("coalition") or self._own_coalition()
            if before is not None:
                return Party(written, mention.start, mention.end, before.id, before.name, before.kind, before.side)
        if mention.definite and (plural in _POINTING or written.lower() in _POINTING):
            before = self._pointed_at(mention, plural)
            if before is not None:
                return Party(written, mention.start, mention.end, before.id, before.name, before.kind, before.side)
        if mention.group in ("state", "state_force"):
            body = next(filter(None, map(self._own_body, (written, plural, plural.split(" ", 1)[0]))), None)
            entry = body or self._own_state(plural, written)
            if entry is not None:
                return self._registered(mention, written, entry, body.kind if body else mention.group)
        key = plural.rsplit(" ", 1)[-1] if "-" in plural else plural
        return Party(written, mention.start, mention.end, f"generic:{key}", plural, mention.group)

    def _pointed_at(self, mention: Found, plural: str) -> Party | None:
        """Return whom "the militants" means: the only armed group named so far, or one named just before."""
        before = self.last.get("armed")
        if before is None or before.start is None:
            return None
        if len(self.armed) == 1:
            return before
        near = mention.start - before.start <= _NEAR
        return before if near and plural not in _COMMON else None

    def _own_body(self, noun: str) -> PartyEntry | None:
        """Return the party of the document's country that the register calls by a plain noun ("the junta")."""
        register, country = self.context.register, self.country
        entries = (register.entries[i] for i in register.names.get(fold_name(noun), ()))
        return next((entry for entry in entries if country in entry.countries), None)

    def _own_state(self, plural: str, written: str) -> PartyEntry | None:
        """Return the state that "the army", "the government" mean in this document, where one stands out."""
        qualified = plural.split(" ", 1)[0] in _OWNERS and " " in plural
        if self.country is None or not (plural in _BODIES or qualified):
            return None
        if not qualified and not set(written.lower().split()) <= {*plural.split(), *_PLAIN}:
            return None  # "the regional administration"
        entry = self.context.register.entries.get(f"state:{self.country}")
        return None if entry is None or entry.divided else entry

    def _own_coalition(self) -> Party | None:
        """Return the coalition that fights in the document's country in its year."""
        ids = self.context.register.names.get(("coalition",), ())
        entry = self.context.choose(ids)
        if entry is None or not self.context.supports(entry):
            return None
        side = entry.side_in(self.context.conflict, self.context.year)
        return Party("", None, None, entry.id, entry.name, entry.kind, side)


_ARMED_ONLY = frozenset({"rebel_group", "militia", "crime"})
_NEAR = 600  # characters back to the group that "the jihadists" means
_POINTING = frozenset(
    [
        "militants",
        "jihadists",
        "insurgents",
        "terrorists",
        "extremists",
        "rebels",
        "separatists",
        "guerrillas",
        "fighters",
        "militia",
        "militiamen",
        "islamists",
        "gunmen",
    ]
)
_COMMON = frozenset({"rebels", "separatists", "guerrillas", "fighters", "gunmen"})  # of any group
_ANY_GROUP = frozenset({"group", "organization", "organisation", "movement", "outfit", "network"})
_OWNERS = frozenset({"government", "regime", "junta", "army", "federal government"})
_PLAIN = frozenset(["federal", "central", "national", "military", "government", "armed", "ground", "regular"])
_BODIES = frozenset(
    (
        "government", "regime", "army", "military", "air force", "navy", "government forces", "regime forces",
        "armed forces", "security forces", "army forces", "military forces", "federal government", "authorities",
        "junta", "administration", "ground forces", "federal forces", "defence forces", "territorial defence",
    )
)  # fmt: skip


def _is_common(written: str) -> bool:
    """Return whether a name is made of words that groups of any country are called by ("Joint Force")."""
    words = load_words("groups")
    common = {w for kind in ("heads", "bodies") for names in words[kind].values() for w in names}
    common |= {*words["adherents"]["words"], *words["common"]["words"]}
    return all(word in common for word in written.lower().split())


def _is_lower(written: str) -> bool:
    """Return whether a name is written small but for its article ("southern forces", not "al-Nusra")."""
    return written[:1].islower() and written[3:4].islower()


def _is_short(written: str) -> bool:
    return len(written) <= _SHORT_ACRONYM and written.isupper()
