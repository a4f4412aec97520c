"""Profiles: what may leave a ledger, how late, and how finely drawn.

A map of who is where can serve those who aim. The default holds back one day, draws movements and strength no finer
than a district, and masks private persons. A profile is a record; a TOML file says in which fields it differs.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from reportedly.errors import SharingError
from reportedly.model import ClaimType


@dataclass(frozen=True, slots=True)
class Profile:
    """What may leave.

    `hold_back_days` is counted from the day on which it leaves. `coarse_types` are the types of claims whose places are
    drawn no finer than a district, and whose sentences stay here, since they name the place.
    """

    name: str = "default"
    hold_back_days: int = 1
    coarse_types: tuple[ClaimType, ...] = (ClaimType.MOVEMENT, ClaimType.STRENGTH)
    mask_persons: bool = True
    quote: bool = True  # the sentences that claims stand in; without them only their slots leave


DEFAULT = Profile()


def load_profile(path: Path) -> Profile:
    """Return the profile of a TOML file; what it leaves out is as in the default.

    Raises: SharingError (R701) where it cannot be read, (R702) where a field is unknown or has a wrong value.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SharingError(
            "R701",
            f"profile {str(path)!r} cannot be read: {error}.",
            why="Nothing leaves under a profile that was not understood.",
            fix="give a TOML file, or leave --profile out for the default; docs/how-to/share.md has an example.",
        ) from error
    return _checked(given, path)


def _checked(given: dict[str, Any], path: Path) -> Profile:  # Any: TOML values
    unknown = sorted(set(given) - {field.name for field in fields(Profile)})
    if unknown:
        raise _wrong(path, f"{unknown[0]!r} is no field of a profile")
    try:
        profile = TypeAdapter(Profile).validate_python({"name": path.stem, **given})
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(path, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from error
    if profile.hold_back_days < 0:
        raise _wrong(path, "hold_back_days is less than 0")
    return profile


def _wrong(path: Path, what: str) -> SharingError:
    return SharingError(
        "R702",
        f"profile {str(path)!r}: {what}.",
        why="Nothing leaves under a profile that was not understood.",
        fix=f"the fields are {', '.join(field.name for field in fields(Profile))}; docs/how-to/share.md explains them.",
    )


def last_day(profile: Profile, today: date, *, at: str | None = None) -> str:
    """Return the last day of which reports may leave, or the day asked for, if that is earlier.

    >>> last_day(DEFAULT, date(2031, 5, 4)), last_day(DEFAULT, date(2031, 5, 4), at="2031-01-01")
    ('2031-05-03', '2031-01-01')
    """
    latest = (today - timedelta(days=profile.hold_back_days)).isoformat()
    return latest if at is None else min(at, latest)


def list_weaknesses(profile: Profile) -> tuple[str, ...]:
    """Return in words where a profile guards less than the default does.

    >>> list_weaknesses(DEFAULT), list_weaknesses(Profile(hold_back_days=0))
    ((), ('holds back 0 days, not 1',))
    """
    found = []
    if profile.hold_back_days < DEFAULT.hold_back_days:
        found.append(f"holds back {profile.hold_back_days} days, not {DEFAULT.hold_back_days}")
    found += [
        f"draws {kind} as finely as it was told" for kind in DEFAULT.coarse_types if kind not in profile.coarse_types
    ]
    if not profile.mask_persons:
        found.append("names private persons")
    return tuple(found)
