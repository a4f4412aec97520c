"""Accounts: who may use an app that others can reach, in a file beside the ledger.

Passwords are kept as Argon2 hashes; the file is the owner's alone to read. A viewer reads, a reviewer also decides and
grades, an admin also adds documents.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from reportedly.errors import WebError

SUFFIX = ".users.json"
SHORTEST_PASSWORD = 10  # characters; NIST SP 800-63B asks for 8 at least
LONGEST_PASSWORD = 200  # hashing is costly by length
_NAME = re.compile(r"[\w.@-]{1,60}")


class Role(StrEnum):
    """What an account may do, each what those before it may."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def allows(self, needed: Role) -> bool:
        """Return whether this role may do what `needed` may.

        >>> Role.ADMIN.allows(Role.REVIEWER), Role.VIEWER.allows(Role.REVIEWER)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the app; `hash` is the password's, empty where no account is needed."""

    name: str
    role: Role
    hash: str = ""


class Accounts:
    """The accounts of one ledger, read anew whenever their file has changed."""

    def __init__(self, ledger: Path) -> None:
        self.path = ledger.with_name(ledger.name + SUFFIX)
        self._read: tuple[tuple[int, int], dict[str, User]] | None = None

    def any(self) -> bool:
        """Return whether there is an account."""
        return bool(self.users())

    def users(self) -> dict[str, User]:
        """Return the accounts by name.

        Raises: WebError (R814) where their file cannot be read: then nobody is let in.
        """
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return {}
        stamp = (stat.st_mtime_ns, stat.st_size)
        if self._read is None or self._read[0] != stamp:
            self._read = (stamp, self._load())
        return self._read[1]

    def _load(self) -> dict[str, User]:
        try:
            rows = json.loads(self.path.read_text("utf-8"))
            users = [User(str(row["name"]), Role(row["role"]), str(row["hash"])) for row in rows]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WebError(
                "R814",
                f"the accounts in {self.path.name} cannot be read: {type(error).__name__}.",
                why="Nobody is let in before it is known who may come in.",
                fix="restore the file, or delete it and add the users again.",
            ) from error
        return {user.name: user for user in users}

    def add(self, name: str, role: Role, password: str) -> User:
        """Add an account, or give one another role and password.

        Raises: WebError (R814) for a name or a password that will not do.
        """
        _check(name, password)
        from argon2 import PasswordHasher

        user = User(name, role, PasswordHasher().hash(password))
        self._write({**self.users(), name: user})
        return user

    def remove(self, name: str) -> None:
        """Remove an account.

        Raises: WebError (R814) where there is none of that name.
        """
        users = dict(self.users())
        if users.pop(name, None) is None:
            raise _refused(f"there is no account {name!r}", "see `reportedly serve users list`.")
        self._write(users)

    def check(self, name: str, password: str) -> User | None:
        """Return the account if the password is its own; it takes as long where there is no such account."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        user = self.users().get(name)
        hasher = PasswordHasher()
        try:
            hasher.verify(user.hash if user else _decoy(), password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return None
        return user

    def _write(self, users: dict[str, User]) -> None:
        rows = [asdict(users[name]) for name in sorted(users)]
        handle, draft = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)  # for the owner alone
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.path)


def _check(name: str, password: str) -> None:
    if not _NAME.fullmatch(name):
        raise _refused(f"{name[:60]!r} is no name for an account", "use letters, digits and . _ @ -, at most 60.")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _refused(
            f"the password has {len(password)} characters",
            f"take one of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}: a few words in a row are good.",
        )


def _refused(what: str, fix: str) -> WebError:
    return WebError("R814", f"{what}.", why="Accounts guard what others can reach.", fix=fix)


_DECOYS: list[str] = []


def _decoy() -> str:
    """Return a hash that no password has, so that a wrong name costs what a wrong password does."""
    if not _DECOYS:
        from argon2 import PasswordHasher

        _DECOYS.append(PasswordHasher().hash(os.urandom(16).hex()))
    return _DECOYS[0]
