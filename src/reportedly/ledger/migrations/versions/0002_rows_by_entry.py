"""Find the rows of claims by the entries of the log that opened and closed them; drop an index that cost too much.

The index of terms by their counts changed with every claim that came in, in as many places as the claim has terms.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add two indexes and drop one."""
    op.drop_index("term_live", "term", if_exists=True)
    op.create_index("claim_opened", "claim", ["opened"], if_not_exists=True)
    closed = sa.text("closed IS NOT NULL")
    op.create_index("claim_closed", "claim", ["closed"], sqlite_where=closed, if_not_exists=True)
