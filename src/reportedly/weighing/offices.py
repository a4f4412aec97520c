"""Offices: which body stands behind a root source, so that a monitor and its director are one speaker.

Takes links of chains, gives keys: two links with the same key are one office. A person is of the office that some link
names beside the person; state media of one state are one office; a source told by its class ("a monitor") is the one
of that class that its document names. Unnamed people are never joined over documents, nor guessed at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.gazetteer.parties import PartyEntry, Register, active_register, fold_name
from reportedly.model import KeptClaim, Link, LinkKind
from reportedly.weighing.wordlists import first_named, patterns

_MOST_WORDS = 7  # of a register's name inside a source's text
_OFFICES = frozenset({"monitor", "media", "body", "aid", "state", "state_force", "political", "coalition"})
_GROUPS = frozenset({"rebel_group", "militia"})
_BASED = re.compile(
    r"\b\w+-based (?:\w+ )?(?:group|organi[sz]ation|monitor|watchdog|network)", re.I
)  # "a Britain-based group"
_LEFT = re.compile(r"\b(?:defectors?|deserters?|former|ex-\w+)\b", re.I)  # who left a force does not speak for it
_BROADCAST = re.compile(r"\b(?:television|TV|radio)\b")
_CLASS_KINDS = {"monitor": {"monitor"}, "rescuers": {"aid"}, "military": {"state_force"}}


@lru_cache(maxsize=50_000)
def _fold(name: str) -> tuple[str, ...]:
    return tuple(fold_name(name))


@dataclass(frozen=True, slots=True)
class Office:
    """Who speaks: a key that is equal for one office, a name to show, and why we take it so."""

    key: str
    name: str
    why: str
    known: bool = True  # False: nobody can tell whether two such are one


@dataclass(slots=True)
class Directory:
    """What is known of speakers: persons with their offices, and the offices that each document names."""

    register: Register = field(default_factory=active_register)
    persons: dict[str, tuple[str, str]] = field(default_factory=dict)  # folded surname -> office key, name
    documents: dict[str, dict[str, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))

    def learn(self, document: str, links: Iterable[Link]) -> None:
        """Note the offices that a document names, and the persons that it gives an office to."""
        for link in links:
            text = link.text or link.name or ""
            entry = find_entry(text, self.register)
            if entry is None:
                continue
            key, name = _entry_key(entry)
            for label in _classes_of(entry, text):
                self.documents[document].setdefault(label, (key, name))
            person = _person_beside(link, text, entry)
            if person and entry.kind != "media":  # "X told the agency": who is told speaks for nobody
                self.persons.setdefault(person, (key, name))

    def find(self, document: str, publisher: str, link: Link) -> Office:
        """Return the office of a link of a document."""
        if link.kind is LinkKind.PUBLISHER:
            return Office(
                f"publisher:{publisher.casefold() or document}", publisher or "the publisher", "its own voice"
            )
        text = link.text or link.name or ""
        entry = find_entry(text, self.register) or find_entry(link.name or "", self.register)
        if _LEFT.search(text):
            return self._by_person(text, link) or self._alone(document, text, link)
        if entry is not None and entry.kind == "state" and "-based" in text:
            entry = None  # "a Britain-based monitor" does not speak for Britain
        if entry is None or entry.kind == "state":
            found = self._by_state(text) or (self._by_class(document, text) if entry is None else None)
            if found:
                return found
        if entry is not None:
            spoken = self._by_person(text, link) if entry.kind == "media" and link.kind is LinkKind.PERSON else None
            key, name = _entry_key(entry)
            return spoken or Office(key, name, f"{text!r} speaks for {name}")
        return self._by_person(text, link) or self._alone(document, text, link)

    def _by_state(self, text: str) -> Office | None:
        """Return the office that is told by its class and the state it belongs to ("Syrian television")."""
        state = find_state(text, self.register)
        label = first_named("classes", text)
        if state is None:
            return None
        if label == "state_media" or (label is None and _BROADCAST.search(text)):
            return Office(f"state media:{state.id}", f"state media of {state.name}", f"{text!r} is the state's")
        if label == "defence_ministry" and state.demonyms:
            named = self.register.find(f"{state.demonyms[0]} Ministry of Defence")
            named = named or self.register.find(f"{state.demonyms[0]} Defense Ministry")
            if named:
                key, name = _entry_key(named[0])
                return Office(key, name, f"{text!r} is {name}")
        return None

    def _by_person(self, text: str, link: Link) -> Office | None:
        found = next((self.persons[name] for name in _names(link.name or text) if name in self.persons), None)
        return Office(found[0], found[1], f"{link.name or text} speaks for {found[1]}") if found else None

    def _by_class(self, document: str, text: str) -> Office | None:
        label = "monitor" if _BASED.search(text) else first_named("classes", text)
        found = self.documents.get(document, {}).get(label or "")
        if found and len(text.split()) <= _MOST_WORDS:
            return Office(found[0], found[1], f"{text!r} is {found[1]}, which the document names")
        return None

    def _alone(self, document: str, text: str, link: Link) -> Office:
        folded = " ".join(_fold(link.name or text))
        if link.anonymous or link.kind in (LinkKind.UNNAMED, LinkKind.WITNESS) or not folded:
            return Office(
                f"unnamed:{document}:{folded}", text or "an unnamed source", "unnamed sources stay apart", False
            )
        return Office(f"name:{folded}", link.name or text, "so named")


def _names(name: str) -> tuple[str, ...]:
    """Return the folded names under which a person's office may be known: the last two words, the last one."""
    words = _fold(name)
    return (" ".join(words[-2:]), words[-1]) if words else ()


def names_of(kept: KeptClaim) -> tuple[str, ...]:
    """Return the names under which the office of a claim's root source may be known."""
    return _names(kept.claim.source.name or kept.claim.source.text or "")


def find_state(text: str, register: Register) -> PartyEntry | None:
    """Return the state whose name, adjective or capital stands in a source's text, None where there is none or two."""
    return _find_active_state(text) if register is active_register() else _search_state(text, register)


@lru_cache(maxsize=50_000)
def _find_active_state(text: str) -> PartyEntry | None:
    return _search_state(text, active_register())


def _search_state(text: str, register: Register) -> PartyEntry | None:
    table = _states(register)
    words = text.replace(",", " ").replace("'s", "").split()
    pieces = {" ".join(words[at : at + size]) for size in (1, 2) for at in range(len(words))}
    found = {table[piece] for piece in pieces if piece in table}
    return register.entries[found.pop()] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _active_states() -> dict[str, str]:
    return _name_states(active_register())


def _states(register: Register) -> dict[str, str]:
    return _active_states() if register is active_register() else _name_states(register)


def _name_states(register: Register) -> dict[str, str]:
    named: dict[str, str] = {}
    for id, entry in sorted(register.entries.items()):
        if id.startswith("state:"):
            for name in (entry.name, *entry.demonyms, *entry.capitals):
                named.setdefault(name, id)
    return named


def learn_all(claims: Iterable[KeptClaim]) -> Directory:
    """Return what the chains of all claims say of speakers, the same for any order of the claims."""
    directory = Directory()
    for kept in sorted(claims, key=lambda kept: (kept.document, kept.claim.id)):
        directory.learn(kept.document, kept.claim.chain or (kept.claim.source,))
    return directory


def find_entry(text: str, register: Register) -> PartyEntry | None:
    """Return the office of the register that a source's text names: the longest name, the first of two.

    >>> find_entry("Rami Abdel Rahman, head of the Syrian Observatory for Human Rights", active_register()).id
    'sohr'
    """
    if register is active_register():
        return _find_active(text)
    return _search_entry(text, register)


@lru_cache(maxsize=50_000)
def _find_active(text: str) -> PartyEntry | None:
    return _search_entry(text, active_register())


def _search_entry(text: str, register: Register) -> PartyEntry | None:
    words = text.replace(",", " ").split()
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if size == 1 and not name[:1].isupper():
                continue  # "a monitor" is no name
            found = register.find(name)
            if not found and name not in register.entries:
                continue  # as for nearly all
            if size == 1:
                found = tuple(entry for entry in found if _is_named_so(entry, name))
            fitting = [entry for entry in found if entry.kind in _OFFICES or entry.kind in _GROUPS]
            meant = register.identify(name)  # "SDF" is several forces' short form, and one's name
            if meant in fitting:
                return meant
            if len(fitting) == 1:
                return fitting[0]
    return None


def _is_named_so(entry: PartyEntry, word: str) -> bool:
    """Return whether a single word is a name of the entry as it stands: "Monitor" is not "Al-Monitor"."""
    return word.casefold() in {name.casefold().removeprefix("the ") for name in (entry.name, *entry.aliases)}


@lru_cache(maxsize=5_000)
def outlet_key(publisher: str) -> str | None:
    """Return the key of the office that an outlet is, None where the register does not know it."""
    found = [entry for entry in active_register().find(publisher) if entry.kind == "media"] if publisher else []
    return _entry_key(found[0])[0] if len(found) == 1 else None


def _entry_key(entry: PartyEntry) -> tuple[str, str]:
    state = next((parent for parent in entry.parents if parent.startswith("state:")), None)
    if entry.kind == "media" and state:
        return f"state media:{state}", entry.name
    return f"party:{entry.id}", entry.name


def _classes_of(entry: PartyEntry, text: str) -> Iterable[str]:
    if entry.kind == "media" and any(parent.startswith("state:") for parent in entry.parents):
        yield "state_media"
    if first_named("classes", entry.name) == "defence_ministry":
        yield "defence_ministry"
    for label, kinds in _CLASS_KINDS.items():
        if entry.kind in kinds:
            yield label


def _person_beside(link: Link, text: str, entry: PartyEntry) -> str | None:
    """Return the folded name of a person whose mention names the office too ("X spokesman N. N.")."""
    if not any(pattern.search(text) for _, pattern in patterns("speakers")):
        return None
    rest = [word for word in _fold(link.name or "") if word not in _fold(entry.name)]
    return " ".join(rest[-2:]) if len(rest) >= 2 else None


def learn_links(links: Iterable[tuple[str, Link]]) -> Directory:
    """Return what links say of speakers, each given with its document."""
    directory = Directory()
    for document, link in sorted(links, key=lambda pair: (pair[0], pair[1].text or "", pair[1].name or "")):
        directory.learn(document, (link,))
    return directory
