"""Training of the small linear parts of the reading: `python -m training CLAIMS.jsonl...` (see `__main__`)."""
