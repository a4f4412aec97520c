"""`reportedly disputes`: what is contested in the ledger, all versions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.cli.ledger_options import AsJson, AsLines, LedgerPath, Limit, NoColor, Quiet
from reportedly.cli.listing import Printing, print_records
from reportedly.cli.weighed import At, InPlace, Kind, KnownBy, Since, Until, Words, as_wanted, open_weighed

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.model.dispute import Dispute, Version

_SOURCES = 4  # named of one version


def command(
    question: Words = None,
    *,
    kind: Kind = None,
    place: InPlace = None,
    at: At = None,
    since: Since = None,
    until: Until = None,
    known_by: KnownBy = None,
    limit: Limit = 20,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show what is contested, all versions side by side, with who gives each.

    Example: reportedly disputes killed Markada --known-by 2021-03-18
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    wanted = as_wanted(question, kind, place=place, at=at, since=since, until=until, known_by=known_by)
    from reportedly.weighing.asking import disputes

    with open_weighed(ledger) as opened:
        found = disputes(opened, wanted, limit=limit)
    print_records(found, "disputes", printing, as_text=_as_text, end=_say_end(found))


def _as_text(dispute: Dispute) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    text = Text(make_safe(dispute.title), style="bold")
    text.append(f"  {dispute.id}\n", style="dim")
    text.append(f"  {_count(dispute.reports, 'report')}, {_count(dispute.origins, 'origin')}\n")
    width = max(len(make_safe(version.answer)) for version in dispute.versions)
    for version in dispute.versions:
        text.append_text(_version(version, min(width, 48)))
    for reason in sorted(
        {_say_relation(dispute, r.first, r.second, r.name.value, r.reason) for r in dispute.relations}
    ):
        text.append(f"    {reason}\n", style="dim")
    return text


def _version(version: Version, width: int) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    named = [make_safe(source) for source in version.sources[:_SOURCES]]
    more = f" and {len(version.sources) - _SOURCES} more" if len(version.sources) > _SOURCES else ""
    line = f"    {make_safe(version.answer):<{width}}  {', '.join(named)}{more}"
    when = f", first reported {version.reported}" if version.reported else ""
    taken = " (revised since by its own source)" if version.superseded else ""
    text = Text(f"{line}{when}{taken}", style="dim" if version.superseded else "")
    text.append(f"  {' '.join(version.claims[:2])}{' …' if len(version.claims) > 2 else ''}\n", style="dim")
    return text


def _say_relation(dispute: Dispute, first: str, second: str, name: str, reason: str) -> str:
    from reportedly.cli.cells import make_safe

    answers = {claim: version.answer for version in dispute.versions for claim in version.claims}
    return f"“{make_safe(answers.get(first, first))}” {name} “{make_safe(answers.get(second, second))}”: {reason}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _say_end(found: list[Dispute]) -> str:
    if not found:
        return "Nothing is in dispute. Next: reportedly figures"
    return f"{_count(len(found), 'dispute')}. Next: reportedly why CLAIM, for the words of one version."
