"""Tests of pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.intake import Given
from reportedly.intake.html import find_facts, read_html

PARAGRAPH = (
    "The mayor of Tell Abiad said on Monday that the last of the fighters had left the town before dawn, and that the "
    "bakery and the two schools would open again within days. "
)
BODY = f"<nav>Home | Sport | Weather</nav><article><h1>Fighters leave</h1><p>{PARAGRAPH * 4}</p></article>"
LINKED = """<script type="application/ld+json">{"@context": "x", "@graph": [{"@type": "NewsArticle",
"headline": "Fighters leave Tell Abiad", "datePublished": "2017-07-03T23:30:00+03:00",
"publisher": {"@type": "Organization", "name": "Border Post"}}]}</script>"""
META = """<meta property="og:title" content="From meta"><meta property="og:site_name" content="Meta Post">
<meta property="article:published_time" content="2017-07-04T08:00:00Z">"""


def page(head: str) -> bytes:
    """Return a page with this head."""
    return f"<!doctype html><html><head><title>t | site</title>{head}</head><body>{BODY}</body></html>".encode()


def test_json_ld_is_believed_before_meta_elements() -> None:
    """Title, publisher and day come from the page's own JSON-LD where it has one."""
    document = read_html(page(LINKED + META), "p.html")
    assert (document.title, document.publisher) == ("Fighters leave Tell Abiad", "Border Post")
    assert document.published == "2017-07-03"
    assert document.dates[0].origin == "metadata"
    assert document.text.startswith("The mayor")
    assert "Weather" not in document.text


def test_blocks_of_a_page_stay_apart() -> None:
    """A heading has no full stop: a blank line keeps it out of the sentence behind it."""
    body = f"<article><p>{PARAGRAPH * 2}</p><h2>What was lost</h2><p>{PARAGRAPH * 2}</p></article>"
    document = read_html(f"<html><body>{body}</body></html>".encode(), "p.html")
    assert "\n\nWhat was lost\n\nThe mayor" in document.text


def test_meta_elements_are_next() -> None:
    """Without JSON-LD the meta elements speak."""
    facts = find_facts(page(META).decode())
    assert (facts.title, facts.publisher, facts.published) == ("From meta", "Meta Post", "2017-07-04")


def test_a_bare_page_has_its_title_and_no_date() -> None:
    """A date is never guessed from the words of a page."""
    facts = find_facts(page("").decode())
    assert (facts.title, facts.publisher, facts.published) == ("t | site", "", None)


def test_what_the_user_gives_wins_over_the_page() -> None:
    """`--publisher` and `--title` are the user's own word about a page."""
    document = read_html(page(LINKED), "p.html", Given(publisher="Mine", title="My title"))
    assert (document.publisher, document.title) == ("Mine", "My title")


@pytest.mark.parametrize("raw", [b"<html><body></body></html>", b"<p>", b"<" * 5000, b"<div>" * 20_000])
def test_a_page_without_an_article_is_refused(raw: bytes) -> None:
    """A page that holds no text, or is broken or nested beyond measure, gives R110."""
    with pytest.raises(InputError, match=r"R110|R103"):
        read_html(raw, "p.html")


def test_the_declared_encoding_counts() -> None:
    """A page that is not UTF-8 is decoded as it says it is."""
    raw = page('<meta charset="windows-1251">').decode().replace("Fighters leave", "Бойцы").encode("cp1251")
    assert "\ufffd" not in read_html(raw, "p.html").text


def test_broken_json_ld_is_passed_over() -> None:
    """JSON-LD that is no JSON, or is of odd types, leaves the meta elements."""
    for content in ("{", "[1, null]", '{"@type": ["Article"], "publisher": [], "datePublished": {}}', "[" * 9000):
        facts = find_facts(page(f'<script type="application/ld+json">{content}</script>{META}').decode())
        assert facts.title == "From meta"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_markup_gives_facts(markup: str) -> None:
    """Whatever the markup, looking for facts does not fail."""
    find_facts(markup)
