"""The keys of a review: what each does, under what name a browser may give it another key, and the key it has first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the action it does, the key at first, and what it does in words."""

    action: str
    key: str
    words: str


KEYS = (
    Key("next", "j", "next claim, without deciding"),
    Key("previous", "k", "previous claim"),
    Key("accept", "a", "accept"),
    Key("reject", "r", "reject"),
    Key("unsure", "u", "unsure"),
    Key("amend", "e", "amend: open all slots"),
    Key("source", "s", "amend the source"),
    Key("place", "p", "amend the place"),
    Key("time", "t", "amend the time"),
    Key("figure", "q", "amend the figure"),
    Key("note", "n", "note, kept with the answer"),
    Key("skip", "x", "put off, with the note as reason"),
    Key("save", "Enter", "save what was amended, and next"),
    Key("undo", "z", "undo, any number of times"),
    Key("redo", "Z", "do again"),
    Key("open", "o", "open the article"),
    Key("map", "m", "show it on the map"),
    Key("search", "/", "search"),
    Key("help", "?", "these keys"),
)
