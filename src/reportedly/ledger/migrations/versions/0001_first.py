"""The first schema."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables as they were then."""
    written = Path(__file__).with_suffix(".sql").read_text("utf-8")
    lines = [line for line in written.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
