"""Find the rows of claims by the entries of the log that opened and closed them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add two indexes."""
    op.create_index("claim_opened", "claim", ["opened"])
    op.create_index("claim_closed", "claim", ["closed"], sqlite_where=sa.text("closed IS NOT NULL"))
