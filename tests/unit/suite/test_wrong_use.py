"""Whatever is typed wrongly after `python -m suite`, it prints in words what is wrong, and exits as documented."""

from pathlib import Path

import pytest

from suite.__main__ import COMMANDS, main, parser
from suite.databases import SERVICES
from suite.folders_and_ports import free_port
from tests.support.typed_commands import acts_of, wrong_files

URLS = [f"{service.upper()}_URL" for service in SERVICES]


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code, and what was printed."""
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else -1
    return code, "".join(capsys.readouterr())


def test_every_command_has_help_and_refuses_wrong_arguments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = list(acts_of((), parser(), tmp_path))
    assert {command.words[0] for command in commands} == set(COMMANDS)
    for command in commands:
        code, printed = typed(capsys, *command.words, "--help")
        assert (code, printed.startswith(f"usage: python -m suite {command}")) == (0, True)
        for arguments in command.wrong_arguments():
            code, printed = typed(capsys, *arguments)
            assert (code, printed.startswith("usage: ")) == (2, True), (arguments, printed)


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:{port}", "nonsense", "http://[", ""])
def test_a_token_without_an_issuer_names_the_remedy(issuer: str, capsys: pytest.CaptureFixture[str]) -> None:
    for role in ([], ["--as", "drafter"]):
        code, printed = typed(capsys, "token", "--issuer", issuer.replace("{port}", str(free_port())), *role)
        assert (code, printed.count("\n")) == (2, 1), printed
        assert "start it with `make up`" in printed


def test_an_unknown_role_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = typed(capsys, "token", "--as", "boss")
    assert (code, "drafter" in printed) == (2, True)


def test_keys_and_folders_that_cannot_be_used_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, path in wrong_files(tmp_path).items():
        code, printed = typed(capsys, "issuer", "--key", path)
        assert (code, printed.count("\n"), path in printed) == (2, 1, True), (kind, printed)
        if kind != "a folder":
            code, printed = typed(capsys, "keys", path, "--url", "http://issuer.test")
            assert (code, printed.count("\n"), path in printed) == (2, 1, True), (kind, printed)


def test_a_journey_without_addresses_names_the_missing_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in URLS:
        monkeypatch.delenv(name, raising=False)
    assert typed(capsys, "journey") == (2, f"these settings are missing: {', '.join(URLS)}\n")
    for name in URLS:
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    for arguments in (["--tokens", "/no/such/folder"], ["--issuer", f"http://127.0.0.1:{free_port()}"]):
        code, printed = typed(capsys, "journey", *arguments)
        assert (code, printed.count("\n")) == (1, 1), printed


@pytest.mark.parametrize("bus", ["feed", "kafka"])
def test_the_settings_of_a_suite_that_does_not_run_name_the_remedy(
    bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONGBO_HOME", str(tmp_path))
    code, printed = typed(capsys, "env", "procedures", "--bus", bus)
    assert (code, printed.count("\n"), "start it with `make up" in printed) == (2, 1, True), printed
