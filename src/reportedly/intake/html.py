"""Pages: the article in an HTML file, with title, publisher and date from what the page says about itself.

The page's JSON-LD is believed first, then its meta elements; a date is never guessed from the words of the page (the
dateline does that with more care). The text is what trafilatura takes for the article.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.errors import InputError
from reportedly.intake.build import NOTHING_GIVEN, Fields, Given, build_document
from reportedly.intake.dates import as_iso_day
from reportedly.intake.decode import decode

if TYPE_CHECKING:
    from reportedly.intake.fetch import Fetched
    from reportedly.model import Document

_ARTICLES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "WebPage")
_DATE_META = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dcterms.created",
              "pubdate", "parsely-pub-date", "sailthru.date")  # fmt: skip
_TITLE_META = ("og:title", "twitter:title", "dc.title", "title")
_PUBLISHER_META = ("og:site_name", "application-name", "dc.publisher", "publisher")
_MAX_JSON_CHARS = 500_000
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself."""

    title: str = ""
    publisher: str = ""
    published: str | None = None


def read_html(raw: bytes, where: str, given: Given = NOTHING_GIVEN, *, fetched: Fetched | None = None) -> Document:
    """Return the document that a page holds.

    Raises: InputError (R110) where no article is found in it.
    """
    markup, warnings = _decode_page(raw)
    facts = find_facts(markup)
    title = given.title if given.title is not None else facts.title
    return build_document(
        Fields(
            where,
            _as_paragraphs(_extract(markup, where), (title, facts.title)),
            title=title,
            publisher=given.publisher or facts.publisher,
            metadata_date=facts.published,
            url=fetched.url if fetched else None,
            retrieved_at=fetched.retrieved_at if fetched else None,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            warnings=warnings,
        ),
        given,
    )


def read_fetched(fetched: Fetched, given: Given = NOTHING_GIVEN) -> Document:
    """Return the document that was fetched from an address: a page, or plain text."""
    if fetched.media_type == "text/plain":
        text, warnings = decode(fetched.body)
        fields = Fields(fetched.url, text, url=fetched.url, retrieved_at=fetched.retrieved_at, warnings=warnings)
        return build_document(fields, given)
    return read_html(fetched.body, fetched.url, given, fetched=fetched)


def _decode_page(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the markup; the encoding that the page declares counts where its bytes are not UTF-8."""
    text, warnings = decode(raw)
    declared = _DECLARED.search(raw[:2_000])
    if declared and any("decoded as" in warning for warning in warnings):
        try:
            return raw.decode(declared[1].decode("ascii"), "replace"), ()
        except LookupError:  # no such encoding: the guess stands
            pass
    return text, warnings


def _extract(markup: str, where: str) -> str:
    import trafilatura

    try:
        text = trafilatura.extract(markup, include_comments=False, include_tables=False, deduplicate=False)
    except Exception as error:  # a page can be broken in more ways than its parsers foresee
        raise _no_article_error(where) from error
    if not text or not text.strip():
        raise _no_article_error(where)
    return str(text)


def _as_paragraphs(text: str, titles: Iterable[str]) -> str:
    """Return the text with a blank line between its blocks, and without a headline that is its title, or its beginning.

    A headline has no full stop, and would run into the first sentence.
    """
    blocks = [block for line in text.splitlines() if (block := line.strip())]
    known = {" ".join(title.split()).casefold() for title in titles if title.strip()}
    headline = " ".join(blocks[0].split()).casefold() if len(blocks) > 1 else ""
    if headline and any(title.startswith(headline) or headline.startswith(title) for title in known):
        blocks = blocks[1:]
    return "\n\n".join(blocks)


def _no_article_error(where: str) -> InputError:
    return InputError(
        "R110",
        f"page {where} holds no article that can be told from the rest of it.",
        why="Menus and adverts must not be read as claims.",
        fix="save the article's text in a .txt file and read that.",
    )


def find_facts(markup: str) -> PageFacts:
    """Return title, publisher and day of publication as the page's JSON-LD and meta elements state them."""
    from lxml import etree, html

    try:
        tree = html.fromstring(
            markup.replace("\0", "\ufffd").encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return PageFacts()
    meta = _read_meta(tree)
    linked = [item for item in _read_json_ld(tree) if _is_article(item)]
    days = [as_iso_day(str(item.get("datePublished") or "")) for item in linked]
    days += [as_iso_day(meta.get(name, "")) for name in _DATE_META]
    titles = [str(item.get("headline") or "") for item in linked] + [meta.get(name, "") for name in _TITLE_META]
    titles.append(tree.findtext(".//title") or "")
    publishers = [_name_of(item.get("publisher")) for item in linked] + [meta.get(n, "") for n in _PUBLISHER_META]
    return PageFacts(_first(titles), _first(publishers), next((day for day in days if day), None))


def _first(values: Iterable[str]) -> str:
    return next((" ".join(value.split()) for value in values if value.strip()), "")


def _read_meta(tree: Any) -> dict[str, str]:  # Any: lxml has no types
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), element.get("content") or "")
    return found


def _read_json_ld(tree: Any) -> Iterator[dict[str, Any]]:  # Any: whatever JSON holds
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        content = (element.text or "")[:_MAX_JSON_CHARS]
        try:
            value = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD value: itself, the items of a list, and those of its `@graph`."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (entry for entry in (graph if isinstance(graph, list) else []) if isinstance(entry, dict))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
