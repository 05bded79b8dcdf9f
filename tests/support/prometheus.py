"""A real Prometheus, started by the tests: any `prometheus` on the PATH, such as that of Debian's package."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from suite.folders_and_ports import free_port
from suite.supervised_process import SupervisedProcess
from tests.support.scratch_folders import scratch_folder

READY_WITHIN = 180.0  # seconds
INTERVAL = "1s"  # between scrapes, and between evaluations of the rules


def need_prometheus() -> None:
    if shutil.which("prometheus") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must bring Prometheus: `prometheus` is not installed")
        pytest.skip("no Prometheus: `prometheus` is not installed")


@dataclass
class Prometheus:
    url: str

    def query(self, path: str, **params: Any) -> Any:
        body = httpx.get(f"{self.url}/api/v1/{path}", params=params, timeout=30).json()
        assert body["status"] == "success", f"{params}: {body}"
        return body["data"]

    def series(self, query: str) -> list[dict[str, Any]]:
        """The current result of an instant query."""
        data = self.query("query", query=query)
        return list(data["result"]) if data["resultType"] == "vector" else [data]

    def wait_for_series(self, query: str, within: float = READY_WITHIN) -> list[dict[str, Any]]:
        """The first result that is not empty."""
        deadline = time.monotonic() + within
        while not (series := self.series(query)):
            assert time.monotonic() < deadline, f"{query} has no series after {within:.0f} s"
            time.sleep(0.2)
        return series


@contextmanager
def run_prometheus(jobs: Mapping[str, list[str]], rules: Path) -> Iterator[Prometheus]:
    """Scrapes each job's targets (host:port) and evaluates the rules, both every second."""
    need_prometheus()
    with scratch_folder() as folder:
        yield from scraping(folder, jobs, rules)


def scraping(folder: Path, jobs: Mapping[str, list[str]], rules: Path) -> Iterator[Prometheus]:
    address = f"127.0.0.1:{free_port()}"
    folder.mkdir(mode=0o711, parents=True)
    config = {
        "global": {"scrape_interval": INTERVAL, "scrape_timeout": INTERVAL, "evaluation_interval": INTERVAL},
        "rule_files": [str(rules)],
        "scrape_configs": [
            {"job_name": job, "static_configs": [{"targets": targets}]} for job, targets in jobs.items()
        ],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
    command = [
        "prometheus",
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address={address}",
    ]
    process = SupervisedProcess("prometheus", command, folder / "prometheus.log")
    try:
        prometheus = Prometheus(f"http://{address}")
        wait_until_ready(prometheus, process)
        yield prometheus
    finally:
        process.stop()


def wait_until_ready(prometheus: Prometheus, process: SupervisedProcess) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while True:
        assert process.running, f"Prometheus ended: {process.log_tail()}"
        assert time.monotonic() < deadline, f"Prometheus is not ready: {process.log_tail()}"
        try:
            if httpx.get(f"{prometheus.url}/-/ready", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)


def version() -> str:
    result = subprocess.run(["prometheus", "--version"], capture_output=True, text=True, check=True)
    return (result.stdout + result.stderr).splitlines()[0]
