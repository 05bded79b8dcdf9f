"""`python -m suite demo | up | env | issuer | token | keys | registers | journey`."""

import asyncio
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx

from common.check_state import CheckState, PrerequisiteMissing
from common.eventlog.keys import KeyNotTrusted
from common.operations.standard_output import exit_with
from suite.databases import SERVICES

DEFAULT_ISSUER = "http://127.0.0.1:8000"
LARGEST_PORT = 65_535


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code; why a command could not run is one sentence on standard error."""
    options = parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except PrerequisiteMissing as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}" if error.filename else error, file=sys.stderr)
    return CheckState.UNKNOWN


def parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m suite", description="Runs the whole suite on one machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("demo", "load the demo dataset into new databases, play a scenario, verify the streams, and exit"),
        ("up", "load the demo dataset into databases that are kept, and run until stopped"),
    ):
        command = commands.add_parser(name, help=text)
        add_bus(command)
    environment = commands.add_parser("env", help="print the settings of a service of a running `up`, for a shell")
    environment.add_argument("service", choices=SERVICES)
    add_bus(environment)
    issuer = commands.add_parser("issuer", help="run the development issuer")
    issuer.add_argument("--key", type=Path, required=True)
    issuer.add_argument("--host", default="127.0.0.1")
    issuer.add_argument("--port", type=port, default=8000)
    issuer.add_argument("--url", help="the issuer that tokens name")
    token = commands.add_parser("token", help="print a token of a running development issuer")
    token.add_argument("--issuer", default=DEFAULT_ISSUER, help="its URL")
    token.add_argument(
        "--as", dest="role", help="the account of a role in the demo: clerk, drafter, controller, signer or publisher"
    )
    token.add_argument("--scope", default="", help="scopes, separated by spaces")
    token.add_argument("--sub", default="developer", help="the subject")
    token.add_argument("--agency", default="", help="the code of an agency")
    keys = commands.add_parser("keys", help="create the keys and the token that services in containers need")
    keys.add_argument("folder", type=Path)
    keys.add_argument("--url", required=True, help="the issuer that tokens name")
    registers = commands.add_parser(
        "registers",
        help="record the demo's agencies, fields and role holders in the installation at PROCEDURES_URL and the like",
    )
    registers.add_argument("--issuer", required=True, help="URL of a development issuer to take tokens from")
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
    return parser


def add_bus(parser: ArgumentParser) -> None:
    parser.add_argument("--bus", choices=("feed", "kafka"), default="feed", help="what carries the events")


def port(text: str) -> int:
    if not text.isdecimal() or int(text) > LARGEST_PORT:
        raise ArgumentTypeError(f"{text} is no port")
    return int(text)


def run_suite(options: Namespace) -> int:
    print(f"· {options.command}: loading; Ctrl-C stops it", flush=True)
    from suite import demo  # noqa: PLC0415 - each command imports only what it needs
    from suite.folders_and_ports import HomeFolderUnusable  # noqa: PLC0415

    try:
        return demo.demo(options.bus) if options.command == "demo" else demo.up(options.bus)
    except HomeFolderUnusable as error:
        print(error, file=sys.stderr)
        return CheckState.FAILED


def print_environment(options: Namespace) -> int:
    from suite.printed_environment import environment_lines  # noqa: PLC0415

    print("\n".join(environment_lines(options.service, options.bus)))
    return 0


def run_issuer(options: Namespace) -> int:
    from suite.issuer import serve  # noqa: PLC0415

    serve(options.key, options.host, options.port, options.url)
    return 0


def create_keys(options: Namespace) -> int:
    from suite import key_folder  # noqa: PLC0415

    key_folder.fill(options.folder, options.url)
    return 0


def run_journey(options: Namespace) -> int:
    from suite.installation import Installation  # noqa: PLC0415
    from suite.journey import Journey  # noqa: PLC0415

    installation = Installation.of_environment(options.issuer, options.tokens)
    return report_failures(lambda: asyncio.run(Journey(installation).run(lambda line: print(line, flush=True))))


def report_failures(work: Callable[[], None]) -> int:
    """Returns the exit code of work on an installation; why it failed is one sentence on standard error."""
    from suite.stack import CannotRun  # noqa: PLC0415

    try:
        work()
    except (CannotRun, KeyNotTrusted, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return CheckState.FAILED
    return 0


def fill_registers(options: Namespace) -> int:
    from suite.dataset_loader import record_registers  # noqa: PLC0415
    from suite.installation import Installation  # noqa: PLC0415

    installation = Installation.of_environment(options.issuer, Path("/nonexistent"))
    return report_failures(lambda: asyncio.run(record_registers(installation)))


def print_token(options: Namespace) -> int:
    claims = {"sub": options.sub, "scope": options.scope, "agency": options.agency}
    if options.role:
        claims = claims_of_role(options.role)
    print(issued_token(options.issuer, claims))
    return 0


def claims_of_role(role: str) -> dict[str, str]:
    """Raises `PrerequisiteMissing`."""
    from suite.actors import accounts  # noqa: PLC0415

    by_role = accounts()
    if role not in by_role:
        raise PrerequisiteMissing(f"unknown role {role}; the roles are {', '.join(by_role)}")
    account = by_role[role]
    return {"sub": account.subject, "scope": " ".join(account.scopes), "agency": account.agency}


def issued_token(issuer: str, claims: Mapping[str, str]) -> str:
    """Raises `PrerequisiteMissing`."""
    remedy = "start it with `make up`, or name another one with --issuer: `make up` prints its address"
    try:
        response = httpx.post(f"{issuer}/token", json=claims, timeout=10)
        response.raise_for_status()
        token: str = response.json()["access_token"]
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PrerequisiteMissing(f"no development issuer responds at {issuer} ({error}): {remedy}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise PrerequisiteMissing(f"what responds at {issuer} is no development issuer: {remedy}") from error
    return token


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "demo": run_suite,
    "up": run_suite,
    "env": print_environment,
    "issuer": run_issuer,
    "token": print_token,
    "keys": create_keys,
    "registers": fill_registers,
    "journey": run_journey,
}

if __name__ == "__main__":
    exit_with(main)
