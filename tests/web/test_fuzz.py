"""The API under requests made from its own schema: whatever is sent, no answer is a failure of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import Settings
from reportedly.web import create_app
from tests.web.conftest import Unread, fill, open_client

pytestmark = pytest.mark.slow

_EXAMPLES = 12  # requests for each address


def test_no_request_of_the_schema_gives_a_500(tmp_path: Path) -> None:
    """Requests that schemathesis makes from the OpenAPI schema, fit and unfit, are answered without a 500."""
    schemathesis = pytest.importorskip("schemathesis")
    fill(tmp_path / "fuzz.db", documents=3)
    app = create_app(Settings(ledger=str(tmp_path / "fuzz.db")), reading=Unread(Settings()))
    schema = schemathesis.openapi.from_dict(app.openapi())
    failures: list[str] = []
    with open_client(app) as client:
        for found in schema.get_all_operations():
            operation = found.ok()
            if operation.path in ("/paste", "/examples"):  # these start readings
                continue

            @given(case=operation.as_strategy(), ignored=st.none())
            @settings(
                max_examples=_EXAMPLES, deadline=None, database=None, derandomize=True,
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            def run(case: object, ignored: None, label: str = operation.label) -> None:
                answer = case.call(base_url="http://127.0.0.1", session=client)  # type: ignore[attr-defined]
                if answer.status_code >= 500 and answer.json()["error"]["code"] != "R807":
                    failures.append(f"{label}: {answer.status_code} {answer.text[:200]}")

            run()
    assert not failures
