"""Fixtures that all rooms share."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import settings
from spacy.language import Language

from reportedly.model import Document, digest_document
from reportedly.reading.draft import Draft
from reportedly.reading.parser import load_parser, parse_texts

# The same examples on every run; HYPOTHESIS_PROFILE=random looks for new ones.
settings.register_profile("fixed", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the parser, loaded once a run."""
    return load_parser()


@pytest.fixture(scope="session")
def draft(nlp: Language) -> Callable[..., Draft]:
    """Return a function that makes a parsed, otherwise empty draft of a text."""

    def make(text: str, **fields: str) -> Draft:
        digest = digest_document(fields.get("publisher", ""), fields.get("title", ""), text)
        document = Document(id=digest[:16], digest=digest, text=text, **fields)  # type: ignore[arg-type]
        return Draft(document, next(iter(parse_texts(nlp, [text]))))

    return make
