"""Errors: what happened, why it matters, how to fix it.

    ReportedlyError
    ├── InputError      R1xx  a document, a file or an address cannot be read
    ├── UsageError      R2xx  a command, an option or a setting makes no sense
    ├── ReadingError    R3xx  a document was taken in and its reading failed
    ├── GazetteerError  R4xx  the gazetteer cannot be built, opened or extended
    ├── LedgerError     R5xx  a ledger cannot be opened, asked or written
    ├── SharingError    R7xx  something may not leave a ledger, or cannot be written
    ├── WebError        R8xx  a request to the web app cannot be answered, or the app not be served
    └── InternalError   R9xx  our own bug

The others are mistakes in what we were given; `InternalError` is ours to mend.
Codes are stable and listed in `docs/reference/errors.md`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

# Every code in use, with what it stands for; a test holds code and docs to this list.
CODES = {
    "R101": "a file does not exist",
    "R102": "a file cannot be opened or read",
    "R103": "an input holds no text",
    "R104": "a publication date is not a date",
    "R105": "a document is larger than the setting allows",
    "R106": "a line is not valid JSON",
    "R107": "a JSON value is no document",
    "R108": "a table has no column with the text, or cannot be opened",
    "R109": "an input is of a kind that cannot be read",
    "R110": "a page holds no article",
    "R111": "an address is refused",
    "R112": "an address could not be fetched",
    "R113": "a folder or a pattern holds nothing to read",
    "R114": "a spreadsheet needs a package that is not installed",
    "R201": "a setting has a value that it does not allow",
    "R202": "two options exclude each other",
    "R203": "there is no schema of that name",
    "R230": "two options must be given together",
    "R231": "a value is not one of the register",
    "R232": "nobody is named who decides",
    "R233": "an area is no box",
    "R234": "what cannot be undone was not agreed to",
    "R235": "nothing is named that could be added",
    "R236": "an amendment is not understood",
    "R240": "a day is not a day",
    "R241": "a word is no kind of question",
    "R301": "a text is not in English",
    "R302": "a document took longer than the time limit",
    "R304": "the parser's model is not installed",
    "R401": "the gazetteer cannot be written",
    "R402": "the compiled gazetteer cannot be read",
    "R403": "a table of places cannot be read",
    "R404": "the table of added places cannot be written",
    "R420": "an entry of a register of parties is wrong",
    "R421": "a file of parties cannot be read",
    "R422": "a file of parties cannot be written",
    "R501": "there is no ledger at a path",
    "R502": "a file is no ledger",
    "R503": "a ledger is damaged",
    "R504": "a ledger has an older schema",
    "R505": "a ledger has a newer schema",
    "R506": "a ledger is locked by another process",
    "R507": "a ledger can only be read",
    "R508": "a ledger cannot be written: the disk is full",
    "R509": "a file exists where a ledger or a copy is to be made",
    "R510": "the ledger holds nothing of that id",
    "R511": "a decision makes no sense",
    "R512": "a row of ready-made claims is wrong",
    "R513": "a ledger's file or folder cannot be used",
    "R514": "a filter or a time makes no sense",
    "R515": "a data frame needs a package that is not installed",
    "R516": "a document was read with a time that ends before it begins",
    "R701": "a profile cannot be read",
    "R702": "a profile has a field that is not understood",
    "R703": "the log of what left cannot be written",
    "R704": "what would leave was not agreed to",
    "R705": "a report or an export cannot be written",
    "R706": "there is no format or kind of that name",
    "R707": "there is no browser that could print a PDF",
    "R708": "the browser did not print a PDF",
    "R709": "a PDF would go to a terminal",
    "R800": "a page of the web app failed by our own mistake",
    "R801": "a request to the web app is not understood",
    "R802": "there is no page at an address",
    "R803": "a form was not sent from a page of the app",
    "R804": "a role does not allow it",
    "R805": "nobody is signed in",
    "R806": "too many attempts to sign in",
    "R807": "the web app is busy reading or weighing",
    "R808": "what was sent is too large",
    "R809": "an address does not take such a request",
    "R810": "a pasted text is no longer at hand",
    "R811": "a name or a password is wrong",
    "R812": "the app would be open to others without accounts, or was asked under another name",
    "R813": "a port is in use or not allowed",
    "R814": "an account cannot be made or changed",
    "R815": "nothing was given to read",
    "R816": "no question, place or party has this id",
    "R817": "there is nothing that a picture could show",
    "R818": "a claim was decided on elsewhere meanwhile, or what was to be accepted has changed",
    "R901": "a step reads a layer that no earlier step adds",
    "R902": "reading a document failed by our own mistake",
    "R903": "the weights of the trained part cannot be read",
    "R904": "reading a document ended the process that read it",
    "R905": "derived tables have names that are not theirs",
}


@dataclass(frozen=True, slots=True)
class ErrorRecord:
    """An error as it stands in an output line: `code`, `what`, `why`, `fix`."""

    code: str
    what: str
    why: str
    fix: str


class ReportedlyError(Exception):
    """Base of all errors; carries a stable code and the three parts of its message."""

    def __init__(self, code: str, what: str, *, why: str, fix: str) -> None:
        self.record = ErrorRecord(code, what, why, fix)
        super().__init__(f"{code}: {what}\n{why}\nFix: {fix}")

    def as_dict(self) -> dict[str, str]:
        """Return the error as the `error` object of an output line.

        >>> InputError("R101", "x is empty", why="w", fix="f").as_dict()["code"]
        'R101'
        """
        return asdict(self.record)


class InputError(ReportedlyError):
    """A document, a file or an address cannot be read (R1xx)."""


class UsageError(ReportedlyError):
    """A command, an option or a setting makes no sense (R2xx)."""


class ReadingError(ReportedlyError):
    """A document was taken in, and reading it failed (R3xx)."""


class GazetteerError(ReportedlyError):
    """The gazetteer cannot be built, opened or extended (R4xx)."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, asked or written (R5xx)."""


class SharingError(ReportedlyError):
    """Something may not leave a ledger, or cannot be written (R7xx)."""


class WebError(ReportedlyError):
    """A request to the web app cannot be answered, or the app cannot be served (R8xx)."""


class InternalError(ReportedlyError):
    """Our own bug (R9xx)."""
