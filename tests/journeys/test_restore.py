"""Follows the runbook `docs/runbooks/restore.md`: a backup is made under load, more is published, the source is
restored from the backup, and all followers become consistent with it again."""

import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import pytest

from common.database.urls import url_with
from suite.catch_up import wait_until_caught_up
from suite.databases import DatabaseUrls
from suite.http_get import is_ready
from suite.postgres import binaries
from suite.stack import SUBSCRIBERS, Stack
from tests.support.api_client import Official, problem_type
from tests.support.requirements import only_in_full_run
from tests.support.stack_checks import verify_all

FIELDS = ("personal_id", "full_name", "birth_date")
WITHIN = 240.0  # seconds
pytestmark = only_in_full_run("a restore over both carriers, a minute")


def run_command(stack: Stack, service: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    result = stack.run(service, *arguments)
    assert result.returncode == 0, f"{service} {arguments}: {result.stdout} {result.stderr}"
    return result


async def empty_database(stack: Stack) -> DatabaseUrls:
    """Creates a database beside the damaged one, with the same owner."""
    assert stack.cluster is not None
    server = await asyncpg.connect(stack.cluster.url())
    await server.execute("CREATE DATABASE procedures_restored OWNER procedures")
    await server.close()
    urls = stack.database_urls["procedures"]
    return DatabaseUrls(*(url_with(url, database="procedures_restored") for url in (urls.owner, urls.app, urls.read)))


def wait_until_stopped(stack: Stack, service: str, text: str) -> None:
    deadline = time.monotonic() + WITHIN
    while is_ready(stack.urls[service]) and time.monotonic() < deadline:
        time.sleep(0.1)
    while True:
        result = stack.run(service, "status", "--json")
        causes = [
            line["cause"] for line in json.loads(result.stdout)["followed"] if line["stream"].startswith("procedures/")
        ]
        if result.returncode == 1 and all(text in cause for cause in causes):
            return
        assert time.monotonic() < deadline, f"{service} reports {causes}"
        time.sleep(0.2)


@pytest.mark.timeout(400)
async def test_a_source_restored_from_a_backup_under_load_and_its_followers_come_back_to_equal(
    stack: Stack, tmp_path: Path
) -> None:
    with Official(stack) as official, ThreadPoolExecutor(1) as thread:
        follow_runbook(stack, official, thread, tmp_path, await empty_database(stack))


def follow_runbook(
    stack: Stack, official: Official, thread: ThreadPoolExecutor, folder: Path, restored: DatabaseUrls
) -> None:
    first = official.introduce(official.code(0), -10, *FIELDS)
    official.register(official.code(0), -5, first.position)
    file, published = folder / "procedures.dump", 1
    backing_up = thread.submit(stack.run, "procedures", "backup", str(file), "--bin", str(binaries()))
    while not backing_up.done() or published < 5:
        official.introduce(official.code(published), -10, *FIELDS)
        published += 1
    assert backing_up.result().returncode == 0, backing_up.result().stderr
    official.introduce(official.code(published), -10, *FIELDS)
    last = official.repeal(official.code(0), -1)
    wait_until_caught_up(stack)
    assert official.look_up(official.code(published), last.position).status_code == 200
    assert problem_type(official.look_up(official.code(0), last.position)) == "procedure-not-in-force"
    (withdrawn,) = official.offered_services(official.code(0), -3)

    # the source, as the runbook says
    source_processes = [name for name in stack.process_names() if name.split()[0] == "procedures"]
    for name in source_processes:
        stack.processes.pop(name).stop()
    stack.database_urls["procedures"] = restored
    result = run_command(
        stack,
        "procedures",
        "restore",
        str(file),
        "--by",
        "Lò Thị Mẩy",
        "--reason",
        "đĩa hỏng",
        "--bin",
        str(binaries()),
    )
    assert "epoch 2 of procedures begins after procedures/0:" in result.stdout
    if stack.bus == "kafka":
        assert stack.run("procedures", "status").returncode == 1, "the relay would refuse to send"
        run_command(stack, "procedures", "topics", "--recreate", "--save", str(folder / "lost.ndjson"))
        assert any("procedure.repealed.v1" in line for line in (folder / "lost.ndjson").read_text().splitlines())
    for name in source_processes:
        stack.start_process(name)

    # the followers
    for service in SUBSCRIBERS:
        wait_until_stopped(stack, service, "epoch 2, raised by Lò Thị Mẩy")
        assert stack.run(service, "verify").returncode == 1
    assert official.look_up(official.code(1)).status_code == 503, "a stopped follower refuses to answer"
    for service in SUBSCRIBERS:
        assert "events set aside" in run_command(stack, service, "rebuild", "--after-restore", "procedures").stdout
    verify_all(stack)
    assert problem_type(official.look_up(official.code(published))) == "procedure-not-found", (
        "what was lost is law no more"
    )
    assert official.look_up(official.code(0)).status_code == 200, "nor is the lost repeal"
    assert official.look_up(official.code(1)).status_code == 200

    # what was lost is published again
    again = official.repeal(official.code(0), -1)
    official.introduce(official.code(published), -10, *FIELDS)
    verify_all(stack)
    assert problem_type(official.look_up(official.code(0), again.position)) == "procedure-not-in-force"
    assert official.look_up(official.code(published)).status_code == 200
    assert [service["id"] for service in official.offered_services(official.code(0), -3)] == [withdrawn["id"]]
    assert all(stack.run(service, "status").returncode == 0 for service in SUBSCRIBERS)
