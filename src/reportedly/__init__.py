"""reportedly: who says what about a conflict, through whom, and what it amounts to."""

__version__ = "0.1.0"
