"""Whatever is typed wrongly, a command of operators says in words what is wrong, and exits as documented.

The wrong ways are derived from the parsers of the commands, so that a new command and a new argument are typed too.
"""

from pathlib import Path

import pytest

from common.database.urls import url_with
from common.eventlog.keys import make_key_file
from common.operations.command_line import COMMANDS, OF_A_FOLLOWER, OF_A_STREAM, commands_of
from suite.databases import SERVICES
from suite.folders_and_ports import free_port
from tests.support.operator import CommandResult, is_one_sentence
from tests.support.postgres import Postgres, service_of
from tests.support.requirements import only_in_full_run
from tests.support.typed_commands import (
    LONG_RUNNING,
    NO_VALUE,
    TypedCommand,
    type_command,
    typed_commands,
    wrong_files,
)

WITHOUT_SETTINGS = {"openapi": 0, "keys generate": 0, "access-log verify": 1}
"""The exit codes of commands that need no setting, as they are typed here: what is verified is no export."""
WITHOUT_DATABASE = WITHOUT_SETTINGS | {"topics": 0}
"""Those of commands that need no database."""
USABLE = {("empty", "export"), ("absent", "export-views"), ("a folder", "export-views")}
"""An export may begin in an empty file, and views are written to a folder, which is created where it is missing."""
every_service = pytest.mark.parametrize("service", SERVICES)
LARGE = {"procedures", "online_services"}
RARELY = only_in_full_run("every command of the largest services, a quarter of a minute of CPU")
small_services_always = pytest.mark.parametrize(
    "service", [pytest.param(service, marks=RARELY if service in LARGE else ()) for service in SERVICES]
)


def ending_commands(service: str, folder: Path) -> list[TypedCommand]:
    return [command for command in typed_commands(service, folder) if command.words[0] not in LONG_RUNNING]


def is_usage_error(result: CommandResult) -> bool:
    return result.code == 2 and result.out == "" and result.err.startswith("usage: ") and "Traceback" not in result.err


@pytest.fixture
def key(tmp_path: Path) -> str:
    make_key_file(tmp_path / "key.pem")
    return str(tmp_path / "key.pem")


@every_service
async def test_every_help_is_shown_without_any_setting(service: str, tmp_path: Path) -> None:
    whole = await type_command(service, "--help")
    assert whole.code == 0
    assert " Returns " not in whole.out  # what a command does, not what its function gives to others
    for command in typed_commands(service, tmp_path):
        assert f"  {command.words[0]} " in whole.out
        result = await type_command(service, *command.words, "--help")
        assert (result.code, result.err) == (0, ""), command
        assert result.out.startswith(f"usage: python -m {service} {command}")


@every_service
async def test_every_wrong_argument_is_refused_with_the_usage_before_any_setting_is_read(
    service: str, tmp_path: Path
) -> None:
    wrong: list[list[str]] = [[], ["no-such-command"], ["--no-such-option"]]
    for command in typed_commands(service, tmp_path):
        wrong += command.wrong_arguments()
    assert any(NO_VALUE in arguments for arguments in wrong)
    for arguments in wrong:
        result = await type_command(service, *arguments)
        assert is_usage_error(result), (arguments, result)


@every_service
async def test_a_command_that_a_service_cannot_have_is_not_offered_and_the_reason_is_printed(service: str) -> None:
    definition = service_of(service)
    absent = set(COMMANDS) - set(commands_of(definition))
    assert absent == (set() if definition.shards else OF_A_STREAM) | (
        set() if definition.subscriptions else OF_A_FOLLOWER
    )
    for name in absent:
        result = await type_command(service, name, "--help")
        assert is_usage_error(result)
        assert f"there is no {name} here: it " in result.err


@small_services_always
async def test_without_settings_each_command_names_the_missing_one(service: str, tmp_path: Path) -> None:
    for command in typed_commands(service, tmp_path):
        result = await type_command(service, *command.typed)
        if (code := WITHOUT_SETTINGS.get(str(command))) is not None:
            assert (result.code, result.err) == (code, ""), command
        else:
            assert result == (2, "", f"{service}: these settings are missing or invalid: DATABASE_URL\n"), command


@pytest.mark.parametrize("url", ["", "nonsense", "postgresql://host:port/x", "mysql://host/x", "http://host"])
async def test_what_is_no_url_of_postgresql_is_an_invalid_setting(url: str) -> None:
    result = await type_command("procedures", "status", DATABASE_URL=url)
    assert result == (2, "", "procedures: these settings are missing or invalid: DATABASE_URL\n")


@small_services_always
async def test_where_the_database_cannot_be_used_every_command_prints_the_reason_in_one_sentence(
    service: str, tmp_path: Path, postgres: Postgres, key: str
) -> None:
    """No server, a wrong password, no such database, a certificate that is not there, no migration."""
    without_parameters = postgres.url.partition("?")[0]
    unusable = {
        "cannot be reached": f"postgresql://nobody@127.0.0.1:{free_port()}/none",
        "refuses this role": url_with(postgres.url, username="nobody", password="wrong"),
        "no_such_database": postgres.url_of("no_such_database"),
        "that DATABASE_URL names is missing": f"{without_parameters}?sslmode=verify-full&sslrootcert=/no-such-file.crt",
        "migrations have not been run": await postgres.create_database(),
    }
    for number, (cause, url) in enumerate(unusable.items()):
        for command in ending_commands(service, tmp_path):
            if number and str(command) in WITHOUT_DATABASE:
                continue  # no other URL makes a difference to it
            if cause.startswith("migrations") and not commands_of(service_of(service))[command.words[0]]().needs_schema:
                continue
            result = await type_command(service, *command.typed, DATABASE_URL=url, STREAM_KEY_FILE=key)
            (tmp_path / "new").unlink(missing_ok=True)
            if (code := WITHOUT_DATABASE.get(str(command))) is not None:
                assert result.code == code, (cause, command, result)
                continue
            assert (result.code, is_one_sentence(result.err)) == (2, True), (cause, command, result)
            if command.words[0] != "restore":  # it looks at its file first
                assert cause in result.err, (command, result)


@every_service
async def test_a_file_that_cannot_be_used_is_named_in_one_sentence(
    service: str, tmp_path: Path, postgres: Postgres, key: str
) -> None:
    """Absent, a folder, below a file, binary, empty, or it can be opened and not read."""
    url, typed = await postgres.migrated(service), 0
    for command in ending_commands(service, tmp_path):
        for action in command.files:
            for kind, path in wrong_files(tmp_path).items():
                arguments = command.having(action, path)
                result = await type_command(service, *arguments, DATABASE_URL=url, STREAM_KEY_FILE=key)
                printed = result.out + result.err
                assert "Traceback" not in printed, (kind, arguments, printed)
                may_succeed = (kind, command.words[0]) in USABLE
                assert result.code in (1, 2) or may_succeed, (kind, arguments, printed)
                assert len(printed) < 2_000, (kind, arguments)
                typed += 1
    assert typed


async def test_a_key_that_is_none_is_named_in_one_sentence(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.migrated("procedures")
    for kind, path in wrong_files(tmp_path).items():
        for command in (["epoch", "raise", "--by", "me", "--reason", "so"], ["export", str(tmp_path / "new")]):
            result = await type_command("procedures", *command, DATABASE_URL=url, STREAM_KEY_FILE=path)
            assert (result.code, is_one_sentence(result.err)) == (2, True), (kind, command, result)
            assert path in result.err


async def test_an_exported_file_is_verified_without_any_setting(tmp_path: Path) -> None:
    file = tmp_path / "events"
    file.write_text("no event\n")
    result = await type_command("reporting", "verify", "--file", str(file))
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith("FAILED  events in events")
