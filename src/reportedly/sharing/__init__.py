"""Sharing: what leaves a ledger, and under which rules: reports, exports, and a log of both."""
