"""The web app: the ledger in a browser, on the library's public functions."""

from reportedly.web.app import create_app

__all__ = ["create_app"]
