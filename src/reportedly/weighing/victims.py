"""Victims: which group of people that are counted is part of which."""

from __future__ import annotations

from functools import lru_cache

from reportedly.weighing.wordlists import holders_of

EVERYBODY = "people"


@lru_cache(maxsize=4096)
def is_group_within(group: str, other: str) -> bool:
    """Return whether one group is part of another and not the same.

    >>> is_group_within("children", "people"), is_group_within("people", "children")
    (True, False)
    """
    if group in (other, EVERYBODY):
        return False
    if other == EVERYBODY:
        return True
    return any(holder == other or is_group_within(holder, other) for holder in holders_of(group))


_ONE = {"children": "child", "women": "woman", "police": "police officer", "displaced": "displaced person"}
_MANY = {"displaced": "displaced people"}


def say_group(group: str, *, one: bool = False) -> str:
    """Return a group in words.

    >>> say_group("aid_workers"), say_group("children", one=True)
    ('aid workers', 'child')
    """
    if one:
        return _ONE.get(group, group.removesuffix("s")).replace("_", " ")
    return _MANY.get(group, group).replace("_", " ")


def may_be_same(group: str, other: str) -> bool:
    """Return whether two accounts of one thing may count these: one holds the other, or they are one."""
    return group == other or is_group_within(group, other) or is_group_within(other, group)
