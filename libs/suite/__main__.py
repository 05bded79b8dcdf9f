"""`python -m suite demo | up | issuer | token | keys | journey`."""

import argparse
import asyncio
import sys
from pathlib import Path

import httpx

from common.eventlog.keys import KeyNotTrusted


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m suite", description="Runs the whole suite on one machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("demo", "the main job on fresh data, then exit"),
        ("up", "the same on data that stays, and stay up"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--bus", choices=("feed", "kafka"), default="feed")
    issuer = commands.add_parser("issuer", help="the development issuer")
    issuer.add_argument("--key", type=Path, required=True)
    issuer.add_argument("--host", default="127.0.0.1")
    issuer.add_argument("--port", type=int, default=8000)
    issuer.add_argument("--url", help="what the tokens name as their issuer")
    token = commands.add_parser("token", help="a token of a running development issuer")
    token.add_argument("--issuer", default="http://127.0.0.1:8000")
    token.add_argument("--as", dest="hand", help="a hand of the demo: clerk, drafter, controller, signer or publisher")
    token.add_argument("--scope", default="")
    token.add_argument("--sub", default="developer")
    token.add_argument("--agency", default="")
    keys = commands.add_parser("keys", help="keys and a token for services in containers, made where absent")
    keys.add_argument("folder", type=Path)
    keys.add_argument("--url", required=True, help="what the tokens name as their issuer")
    journey = commands.add_parser(
        "journey", help="one Decision's way through an installation at PROCEDURES_URL and so on"
    )
    journey.add_argument("--issuer", default="", help="a development issuer that gives the tokens")
    journey.add_argument(
        "--tokens", type=Path, default=Path("/run/tokens"), help="else a folder: <subject>, or `token`"
    )
    options = parser.parse_args()
    if options.command == "token":
        return print_token(options)
    if options.command == "issuer":
        from suite.issuer import serve  # noqa: PLC0415 - each command loads only what it runs on

        serve(options.key, options.host, options.port, options.url)
        return 0
    if options.command == "keys":
        from suite import key_folder  # noqa: PLC0415

        key_folder.fill(options.folder, options.url)
        return 0
    if options.command == "journey":
        return travel(options)
    from suite import demo  # noqa: PLC0415
    from suite import folders_and_ports as places  # noqa: PLC0415

    try:
        return demo.demo(options.bus) if options.command == "demo" else demo.up(options.bus)
    except places.NoHome as failed:
        sys.exit(str(failed))


def travel(options: argparse.Namespace) -> int:
    from suite.installation import Installation  # noqa: PLC0415
    from suite.journey import Journey  # noqa: PLC0415
    from suite.stack import CannotRun  # noqa: PLC0415

    try:
        asyncio.run(
            Journey(Installation.of_environment(options.issuer, options.tokens)).travel(
                lambda line: print(line, flush=True)
            )
        )
    except (CannotRun, KeyNotTrusted, httpx.HTTPError, OSError) as failed:
        sys.exit(f"{type(failed).__name__}: {failed}")
    return 0


def print_token(options: argparse.Namespace) -> int:
    said = {"sub": options.sub, "scope": options.scope, "agency": options.agency}
    if options.hand:
        from suite.actors import accounts  # noqa: PLC0415

        known = accounts()
        if options.hand not in known:
            sys.exit(f"the hands are {', '.join(known)}")
        account = known[options.hand]
        said = {"sub": account.subject, "scope": " ".join(account.scopes), "agency": account.agency}
    response = httpx.post(f"{options.issuer}/token", json=said, timeout=10)
    response.raise_for_status()
    print(response.json()["access_token"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
