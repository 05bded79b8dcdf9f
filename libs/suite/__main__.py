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
        ("demo", "load the demo dataset into new databases, play a scenario, verify the streams, and exit"),
        ("up", "load the demo dataset into databases that are kept, and run until stopped"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--bus", choices=("feed", "kafka"), default="feed")
    issuer = commands.add_parser("issuer", help="run the development issuer")
    issuer.add_argument("--key", type=Path, required=True)
    issuer.add_argument("--host", default="127.0.0.1")
    issuer.add_argument("--port", type=int, default=8000)
    issuer.add_argument("--url", help="the issuer that tokens name")
    token = commands.add_parser("token", help="print a token of a running development issuer")
    token.add_argument("--issuer", default="http://127.0.0.1:8000")
    token.add_argument(
        "--as", dest="role", help="the account of a role in the demo: clerk, drafter, controller, signer or publisher"
    )
    token.add_argument("--scope", default="")
    token.add_argument("--sub", default="developer")
    token.add_argument("--agency", default="")
    keys = commands.add_parser("keys", help="create the keys and the token that services in containers need")
    keys.add_argument("folder", type=Path)
    keys.add_argument("--url", required=True, help="the issuer that tokens name")
    journey = commands.add_parser(
        "journey",
        help="publish and repeal a procedure in the installation at PROCEDURES_URL and the like, and check it",
    )
    journey.add_argument("--issuer", default="", help="URL of a development issuer to take tokens from")
    journey.add_argument(
        "--tokens",
        type=Path,
        default=Path("/run/tokens"),
        help="without --issuer: a folder with a token per subject in a file of its name, or one for all in `token`",
    )
    options = parser.parse_args()
    if options.command == "token":
        return print_token(options)
    if options.command == "issuer":
        from suite.issuer import serve  # noqa: PLC0415 - each command imports only what it needs

        serve(options.key, options.host, options.port, options.url)
        return 0
    if options.command == "keys":
        from suite import key_folder  # noqa: PLC0415

        key_folder.fill(options.folder, options.url)
        return 0
    if options.command == "journey":
        return run_journey(options)
    from suite import demo  # noqa: PLC0415
    from suite.folders_and_ports import HomeFolderUnusable  # noqa: PLC0415

    try:
        return demo.demo(options.bus) if options.command == "demo" else demo.up(options.bus)
    except HomeFolderUnusable as error:
        sys.exit(str(error))


def run_journey(options: argparse.Namespace) -> int:
    from suite.installation import Installation  # noqa: PLC0415
    from suite.journey import Journey  # noqa: PLC0415
    from suite.stack import CannotRun  # noqa: PLC0415

    installation = Installation.of_environment(options.issuer, options.tokens)
    try:
        asyncio.run(Journey(installation).run(lambda line: print(line, flush=True)))
    except (CannotRun, KeyNotTrusted, httpx.HTTPError, OSError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
    return 0


def print_token(options: argparse.Namespace) -> int:
    claims = {"sub": options.sub, "scope": options.scope, "agency": options.agency}
    if options.role:
        from suite.actors import accounts  # noqa: PLC0415

        by_role = accounts()
        if options.role not in by_role:
            sys.exit(f"unknown role {options.role}; the roles are {', '.join(by_role)}")
        account = by_role[options.role]
        claims = {"sub": account.subject, "scope": " ".join(account.scopes), "agency": account.agency}
    response = httpx.post(f"{options.issuer}/token", json=claims, timeout=10)
    response.raise_for_status()
    print(response.json()["access_token"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
