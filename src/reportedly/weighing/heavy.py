"""Heavy claims: those on which most rests, so that people look at them first.

The claims of questions in dispute come before others, and of these the ones that most reports answer. It is read off
what was weighed last and weighs nothing itself, so that it costs a page next to nothing; where nothing was weighed yet,
there is none.
"""

from __future__ import annotations

from sqlalchemy import inspect, select

from reportedly.ledger import Ledger
from reportedly.weighing import tables as t

_QUESTIONS = 400  # looked at; with five claims each they give as many as a person decides in days
_MOST = 2000


def heaviest_claims(ledger: Ledger) -> tuple[str, ...]:
    """Return ids of the claims on which most rests, the heaviest first, those of one question together.

    Added in 0.2.
    """
    first = (
        select(t.question.c.claims)
        .order_by(t.question.c.disputed.desc(), t.question.c.reports.desc(), t.question.c.id)
        .limit(_QUESTIONS)
    )
    with ledger.derived(t.tables, writes=False) as connection:
        known = inspect(connection).has_table(t.question.name)
        rows = connection.execute(first).scalars().all() if known else []
    return tuple(dict.fromkeys(claim for row in rows for claim in row.split()))[:_MOST]
