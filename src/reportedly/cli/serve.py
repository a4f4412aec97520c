"""`reportedly serve`: the ledger in a browser, on this machine alone unless there are accounts."""

from __future__ import annotations

import errno
import getpass
import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.ledger_options import LedgerPath, find_author
from reportedly.errors import WebError

app = typer.Typer(
    help="Open the ledger in the browser, on this machine.\n\nExample: reportedly serve --open",
    epilog="Next: reportedly serve users add --help",
    invoke_without_command=True,
    rich_markup_mode=None,
)
users = typer.Typer(
    help="Accounts, without which the app serves this machine alone.\n\nExample: reportedly serve users list",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(users, name="users")

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PASSWORD_VARIABLE = "REPORTEDLY_PASSWORD"  # the name of a variable, not a password
_WAITING = 256  # connections not yet taken up
_ROLES = ("viewer", "reviewer", "admin")


@app.callback()
def serve(
    context: typer.Context,
    *,
    ledger: LedgerPath = None,
    host: Annotated[str, typer.Option(help="Where to listen; elsewhere than here it wants accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: one that is free.")] = 8001,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log each request.")] = False,
) -> None:
    """Open the ledger in the browser, on this machine.

    Prints the address and serves until it is interrupted. With a host other than 127.0.0.1 it refuses to start without
    accounts, since whoever reaches it could read the ledger and write into it.

    Example: reportedly serve --open
    """
    if context.invoked_subcommand is not None:
        return
    path = _ledger_path(ledger)
    _check_host(host, path)
    listening = _listen(host, port)
    found = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{found}/"
    print(address, flush=True)
    print(f"Serving {path.name}; Ctrl-C ends it.", file=sys.stderr)
    if open_:
        import webbrowser

        webbrowser.open(address)
    _run(path, host, listening, verbose=verbose)


def _run(path: Path, host: str, listening: socket.socket, *, verbose: bool) -> None:
    import uvicorn

    from reportedly.settings import load_settings
    from reportedly.web import create_app
    from reportedly.web.guard import LOOPBACK

    hosts = LOOPBACK if host in _LOOPBACK else ()
    made = create_app(load_settings(ledger=str(path)), author=find_author(None), hosts=hosts)
    config = uvicorn.Config(
        made, log_level="info" if verbose else "warning", access_log=verbose, server_header=False, lifespan="on"
    )
    uvicorn.Server(config).run(sockets=[listening])


def _ledger_path(ledger: Path | None) -> Path:
    from reportedly.settings import load_settings

    return Path(load_settings(ledger=str(ledger) if ledger else None).ledger)


def _check_host(host: str, path: Path) -> None:
    from reportedly.web.accounts import Accounts

    if host not in _LOOPBACK and not Accounts(path).any():
        raise WebError(
            "R812",
            f"{host} can be reached by others, and there are no accounts.",
            why="Whoever reaches the app could read the ledger and write into it.",
            fix=f"reportedly serve users add NAME --role admin --ledger {path}, or leave --host out.",
        )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_WAITING)  # whoever asks while the app is loading waits instead of being refused
    except OSError as error:
        listening.close()
        busy = error.errno == errno.EADDRINUSE
        raise WebError(
            "R813",
            f"port {port} on {host} {'is in use' if busy else f'cannot be had: {error.strerror or error}'}.",
            why="Two programs cannot listen at one address.",
            fix="take another with --port, or --port 0 for one that is free.",
        ) from error
    return listening


@users.command("add")
def add_user(
    name: Annotated[str, typer.Argument(help="Letters, digits and . _ @ -")],
    *,
    role: Annotated[str, typer.Option(help="viewer (reads), reviewer (also decides), admin (also adds).")] = "viewer",
    ledger: LedgerPath = None,
) -> None:
    """Add an account, or give one another role and password.

    The password is asked for, or taken from REPORTEDLY_PASSWORD.

    Example: reportedly serve users add amal --role reviewer
    """
    from reportedly.web.accounts import Accounts, Role

    if role not in _ROLES:
        raise WebError(
            "R814",
            f"{role!r} is no role.",
            why="A role says what somebody may do.",
            fix=f"take one of {', '.join(_ROLES)}.",
        )
    password = os.environ.get(_PASSWORD_VARIABLE) or getpass.getpass(f"Password for {name}: ")
    Accounts(_ledger_path(ledger)).add(name, Role(role), password)
    print(f"{name} is a {role}. All who use the app must sign in now.", file=sys.stderr)


@users.command("list")
def list_users(*, ledger: LedgerPath = None) -> None:
    """List the accounts with their roles.

    Example: reportedly serve users list
    """
    from reportedly.web.accounts import Accounts

    for user in Accounts(_ledger_path(ledger)).users().values():
        print(f"{user.name}\t{user.role}")


@users.command("remove")
def remove_user(name: Annotated[str, typer.Argument(help="The account's name.")], *, ledger: LedgerPath = None) -> None:
    """Remove an account.

    Example: reportedly serve users remove amal
    """
    from reportedly.web.accounts import Accounts

    Accounts(_ledger_path(ledger)).remove(name)
    print(f"{name} is removed.", file=sys.stderr)
