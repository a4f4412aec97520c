"""Records as short JSON and back: the published format without what is empty.

A field is left out where it is null, an empty list or false, or has its default; the types of the record's own fields
say what a missing one is, so that no field is written twice. Reading back is direct, for a page of claims must not
wait for validation of what this program wrote itself.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

# Any: values of records of every kind, and JSON.

Decode = Callable[[Any], Any]


def pack(value: Any) -> Any:
    """Return a record, or a value in one, as JSON objects without what is empty.

    >>> from reportedly.model import Party
    >>> pack(Party("Rebels", 0, 6))
    {'text': 'Rebels', 'start': 0, 'end': 6}
    """
    return _packer(value.__class__)(value)


@lru_cache(maxsize=128)
def _packer(kind: type) -> Decode:
    if is_dataclass(kind):
        return _record_packer(kind)
    if issubclass(kind, tuple):
        return _pack_tuple
    if issubclass(kind, Enum):
        return _pack_member
    return _pack_float if kind is float else _same


def _record_packer(kind: type) -> Decode:
    plan = _empties(kind)

    def pack_record(value: Any) -> Any:
        packed = {}
        for name, empty in plan:
            held = getattr(value, name)
            if held is not empty and held != empty:
                packed[name] = _packer(held.__class__)(held)
        return packed

    return pack_record


def _pack_tuple(value: Any) -> Any:
    return [_packer(item.__class__)(item) for item in value]


def _pack_member(value: Any) -> Any:
    return value.value


def _pack_float(value: Any) -> Any:
    rounded = round(value, 4)
    return int(rounded) if rounded.is_integer() else rounded


def unpack(kind: Any, packed: Any) -> Any:
    """Return the record of that type that `pack` gave these objects for.

    >>> from reportedly.model import Party
    >>> unpack(Party, {"text": "Rebels", "start": 0, "end": 6})
    Party(text='Rebels', start=0, end=6, id=None, name=None, kind=None, side=None)
    """
    return _decoder(kind)(packed)


@lru_cache(maxsize=64)
def _empties(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _empty(field, hints[field.name])) for field in fields(kind))


_NEVER = object()  # equal to no value: such a field is always written


def _empty(field: Any, hint: Any) -> Any:
    """Return what a field is taken to be where it is missing."""
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    if _is_optional(hint):
        return None
    if get_origin(hint) is tuple:
        return ()
    return False if hint is bool else _NEVER


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


@lru_cache(maxsize=256)
def _decoder(hint: Any) -> Decode:
    if _is_optional(hint):
        inner = [_decoder(arg) for arg in get_args(hint) if arg is not type(None)]
        decode = inner[0]
        return lambda value: None if value is None else decode(value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return members.__getitem__
    if isinstance(hint, type) and issubclass(hint, tuple):  # a named tuple, such as Span
        make: Any = hint
        return lambda value: make(*value)
    if get_origin(hint) is tuple:
        return _tuple_decoder(get_args(hint))
    return float if hint is float else _same


def _same(value: Any) -> Any:
    return value


def _tuple_decoder(args: tuple[Any, ...]) -> Decode:
    if len(args) == 2 and args[1] is Ellipsis:
        decode = _decoder(args[0])
        return lambda value: tuple([decode(item) for item in value])
    decoders = tuple(_decoder(arg) for arg in args)
    return lambda value: tuple([each(item) for each, item in zip(decoders, value, strict=True)])


def _record_decoder(kind: type) -> Decode:
    hints = get_type_hints(kind)
    plan = tuple((name, _decoder(hints[name]), empty) for name, empty in _empties(kind))

    def decode(packed: Any) -> Any:
        get = packed.get
        values = []
        for name, each, empty in plan:
            value = get(name, _NEVER)
            values.append(empty if value is _NEVER else each(value))
        return kind(*values)

    return decode
