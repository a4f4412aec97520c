"""A report as HTML: the same lines as its Markdown, with links, its map, and nothing that runs or is fetched.

Takes a draft, whose lines hold the few forms of Markdown that reports are written in: paragraphs, lists, tables, bold
words, code and marks of notes. Whatever else is in them is text and is escaped. An address is given by a `Link`, which
says where a claim or a command leads; in a file that is sent away they lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

from reportedly.sharing.report import Draft
from reportedly.sharing.svg import Svg, clean, harmless
from reportedly.sharing.words import say_day

Link = Callable[[str], str | None]  # from a claim's id or a command to an address
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_INLINE = re.compile(r"\\(?P<plain>.)|\*\*(?P<bold>)|`(?P<code>[^`]*)`|\[(?P<note>\d+)\]|(?P<quote>“)|(?P<unquote>”)")
_NUMBERED = re.compile(r"(\d+)\. ")
_CELL = re.compile(r"(?<!\\)\|")
_BULLET, _NESTED = "- ", "    - "


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report as HTML."""

    id: str
    title: str
    body: Svg


def lead_nowhere(words: str) -> str | None:
    """Return no address: what is sent away knows nothing of the app it came from."""
    return None


def write_html(draft: Draft, picture: Svg | None, *, paper: str = "") -> str:
    """Return a report as one file that asks nobody for anything; `paper` is the size of its pages in print."""
    title = plain(draft.title)
    style = read_style(draft.material.last) + (f"@page {{ size: {paper}; }}\n" if paper else "")
    head = (
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{style}</style>",
    )
    body = render_report(draft, picture, link=lead_nowhere)
    lines = ("<!doctype html>", '<html lang="en">', "<head>", *head, "</head>", "<body>", f"<main>{body}</main>")
    return "\n".join((*lines, "</body>", "</html>", ""))


def read_style(last: str) -> str:
    """Return the style sheet of reports, with the day that stands on each printed page."""
    rules = (resources.files("reportedly.sharing") / "data" / "report.css").read_text("utf-8")
    told = f"As of {say_day(last)}. Claimed, not verified." if last else "Claimed, not verified."
    return f'{rules}@page {{ @bottom-left {{ content: "{told}"; }} }}\n'


def render_report(draft: Draft, picture: Svg | None, *, link: Link) -> Svg:
    """Return a report as an element of a page."""
    sections = list(render_sections(draft, link=link))
    leads = "".join(f'<li><a href="#{one.id}">{escape(one.title)}</a></li>' for one in sections)
    parts = [
        f'<header><h1 dir="auto">{_inline(draft.title, link)}</h1>',
        *(f"<p>{_inline(paragraph, link)}</p>" for paragraph in draft.opening),
        f'<nav aria-label="Sections of the report"><ul>{leads}</ul></nav></header>',
    ]
    if picture is not None:
        parts.append(
            '<figure class="map-of-report"><div class="wide" role="region" aria-label="Map" tabindex="0">'
            f'{picture}</div><figcaption>The same as a table: <a href="#{_slug("Who holds what, by claims")}">'
            "who holds what, by claims</a>.</figcaption></figure>"
        )
    for one in sections:
        parts.append(f'<section id="{one.id}"><h2>{escape(one.title)}</h2>\n{one.body}</section>')
    return Svg('<article class="report">' + "\n".join(parts) + "</article>")


def render_sections(draft: Draft, *, link: Link) -> Iterator[Section]:
    """Yield the sections of a report, the notes last."""
    for title, lines in (*draft.sections, ("Notes", draft.notes or ("None.",))):
        yield Section(_slug(title), title, Svg("\n".join(_blocks(lines, link))))


def plain(words: str) -> str:
    r"""Return Markdown of a report as the text it shows.

    >>> plain(r"**Talma\_1** [3]")
    'Talma_1 [3]'
    """
    return clean(re.sub(r"\\(.)|\*\*|`", lambda found: found[1] or "", words))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z]+", "-", title.lower()).strip("-")


def _blocks(lines: Sequence[str], link: Link) -> Iterator[str]:
    """Yield the blocks of a section: runs of lines of one form."""
    run: list[str] = []
    form = ""
    for line in (*lines, ""):
        this = _form(line)
        if run and this != form:
            yield _RENDER[form](run, link)
            run = []
        form = this
        if line:
            run.append(line)


def _form(line: str) -> str:
    if line.startswith("| "):
        return "table"
    if line.startswith((_BULLET, _NESTED)):
        return "list"
    if _NUMBERED.match(line):
        return "notes"
    return "heading" if line.startswith("**") else "words" if line else ""


def _words(lines: Iterable[str], link: Link) -> str:
    return "\n".join(f"<p>{_inline(line, link)}</p>" for line in lines)


def _heading(lines: Iterable[str], link: Link) -> str:
    return "\n".join(f"<h3>{_inline(line, link)}</h3>" for line in lines)


def _list(lines: Iterable[str], link: Link) -> str:
    items: list[str] = []
    nested: list[str] = []
    for line in (*lines, _BULLET):
        if line.startswith(_NESTED):
            nested.append(f"<li>{_inline(line.removeprefix(_NESTED), link)}</li>")
            continue
        if nested:
            items[-1] += f"<ul>{''.join(nested)}</ul>"
            nested = []
        if line != _BULLET:
            items.append(f"<li>{_inline(line.removeprefix(_BULLET), link)}")
    return "<ul>\n" + "\n".join(f"{item}</li>" for item in items) + "\n</ul>"


def _notes(lines: Iterable[str], link: Link) -> str:
    items = []
    for line in lines:
        number, _, words = line.partition(". ")
        items.append(f'<li id="note-{number}" value="{number}">{_inline(words, link)}</li>')
    return '<ol class="notes">\n' + "\n".join(items) + "\n</ol>"


def _table(lines: Sequence[str], link: Link) -> str:
    rows = [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in lines]
    names, body = rows[0], rows[2:]  # between them stands a row of dashes
    head = "".join(f'<th scope="col">{_inline(name, link)}</th>' for name in names)
    drawn = []
    for row in body:
        first, *others = (_inline(cell, link) for cell in row)
        cells = "".join(
            f'<td dir="auto" data-name="{escape(name)}">{cell}</td>'
            for name, cell in zip(names[1:], others, strict=True)
        )
        drawn.append(f'<tr><th scope="row" dir="auto">{first}</th>{cells}</tr>')
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>" + "\n".join(drawn) + "</tbody></table>"


_RENDER: dict[str, Callable[[Sequence[str], Link], str]] = {
    "table": _table, "list": _list, "notes": _notes, "heading": _heading, "words": _words,
}  # fmt: skip


def _inline(words: str, link: Link) -> str:
    """Return a line as HTML; bold words and quotations are isolated, so that no script turns what follows."""
    parts: list[str] = []
    waiting: list[str] = []  # tags that close what is open
    at = 0
    for found in _INLINE.finditer(words):
        parts.append(escape(harmless(words[at : found.start()])))
        at = found.end()
        parts.append(_form_of(found, waiting, link))
    parts.append(escape(harmless(words[at:])))
    return "".join((*parts, *reversed(waiting)))


def _form_of(found: re.Match[str], waiting: list[str], link: Link) -> str:
    """Return what a form of Markdown is in HTML, and open or close what it opens or closes."""
    kind = found.lastgroup
    if kind == "plain":
        return escape(harmless(found["plain"]))
    if kind == "note":
        return f'<a class="mark" href="#note-{found["note"]}">[{found["note"]}]</a>'
    if kind == "code":
        told, address = escape(clean(found["code"])), link(found["code"])
        return f'<a href="{escape(address)}"><code>{told}</code></a>' if address else f"<code>{told}</code>"
    opening, closing = (
        ('<bdi class="quoted">“', "”</bdi>") if kind in ("quote", "unquote") else ("<b><bdi>", "</bdi></b>")
    )
    if kind != "quote" and closing in waiting:
        return "".join(waiting.pop() for _ in range(len(waiting) - waiting.index(closing)))
    if kind == "unquote":
        return "”"
    waiting.append(closing)
    return opening
