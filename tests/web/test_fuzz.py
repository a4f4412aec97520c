"""The API under requests made from its own schema: whatever is sent, no answer is a failure of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from reportedly import Settings
from reportedly.web import create_app
from tests.web.conftest import Unread, fill

pytestmark = pytest.mark.slow

_EXAMPLES = 12  # requests for each address
_READING = ("/paste", "/examples")  # these start readings
_EXPECTED = ("R807", "R707")  # busy; no browser here that could print
_UNCHECKED = list(HealthCheck)


def try_operation(operation: Any) -> list[str]:
    """Send requests that fit an address, and some that do not, and return what failed."""
    failures: list[str] = []

    @given(case=operation.as_strategy())
    @settings(max_examples=_EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=_UNCHECKED)
    def send(case: Any) -> None:
        answer = case.call()
        if answer.status_code >= 500 and answer.json()["error"]["code"] not in _EXPECTED:
            failures.append(f"{operation.label}: {answer.status_code} {answer.text[:200]}")

    send()
    return failures


def test_no_request_of_the_schema_gives_a_500(tmp_path: Path) -> None:
    """Requests that schemathesis makes from the OpenAPI schema are answered without a 500."""
    schemathesis = pytest.importorskip("schemathesis")
    fill(tmp_path / "fuzz.db", documents=3)
    found = Settings(ledger=str(tmp_path / "fuzz.db"))
    app = create_app(found, reading=Unread(found), hosts=())
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) > 15
    failures = [try_operation(one) for one in operations if one.path not in _READING]
    assert not [failure for some in failures for failure in some]
