"""The whole suite in containers, by docker-compose.yml, under a project name of its own; tests use it like a stack of
processes."""

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from suite.folders_and_ports import Ports
from suite.installation import Installation
from suite.stack import PORTS
from tests.support.requirements import need_docker

ROOT = Path(__file__).parents[2]
TAG = "test"
SUITE = ("procedures", "online_services", "population_lookup", "reporting")
IMAGES = {name: f"congbo/{name.replace('_', '-')}:{TAG}" for name in (*SUITE, "suite")}
RESIDENTS = 60
PASSWORDS = (
    "POSTGRES",
    *(name.upper() for name in SUITE),
    *(f"{name.upper()}_APP" for name in SUITE),
    "REPORTING_READ",
    "GRAFANA",
)
BUILDS = ("keys", *(f"{name.replace('_', '-')}-migrate" for name in SUITE))


def environment(ports: dict[str, int] | None = None, **more: str) -> dict[str, str]:
    variables = {f"{name}_PASSWORD": secrets.token_hex(12) for name in PASSWORDS}
    variables["REQUEST_ID_KEYS"] = secrets.token_hex(32)
    variables |= {f"{name.upper()}_IMAGE": image for name, image in IMAGES.items()}
    variables |= {f"{name.upper()}_PORT": str(port) for name, port in (ports or {}).items()}
    return {**os.environ, **variables, "RESIDENTS": str(RESIDENTS), **more}


def build_images() -> None:
    """Builds the images of the working tree; unchanged layers come from the cache."""
    need_docker()
    command = ["docker", "compose", "--project-directory", str(ROOT), "build", "-q", *BUILDS]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@dataclass
class ComposeStack:
    """An `ObservedStack` of containers."""

    ports: dict[str, int]
    project: str = field(default_factory=lambda: f"congbo-test-{secrets.token_hex(3)}")
    bus: str = "kafka"
    residents: int = RESIDENTS

    def __post_init__(self) -> None:
        self.environment = environment(self.ports)
        self.urls = {name: f"http://127.0.0.1:{port}" for name, port in self.ports.items()}
        self.token = Installation(self.urls, self.urls["issuer"]).token

    def compose(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = ["docker", "compose", "--project-directory", str(ROOT), "-p", self.project, *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, f"{arguments}: {done.stdout[-1500:]}{done.stderr[-3000:]}"
        return done

    def up(self) -> None:
        self.compose("up", "--wait", "--wait-timeout", "400")

    def down(self) -> None:
        """Removes all containers and volumes. An engine may keep the network: Docker 20.10 sometimes remembers an
        endpoint of a container that was disconnected and is gone."""
        done = self.compose("--profile", "*", "down", "-v", "--remove-orphans", "-t", "5", check=False)
        if done.returncode:
            assert "has active endpoints" in done.stderr, done.stderr[-3000:]
            assert not self.compose("--profile", "*", "ps", "-aq").stdout.split(), done.stderr[-3000:]

    def names(self) -> list[str]:
        """Names of the running services of the compose file."""
        return sorted(self.compose("ps", "--services", "--status", "running").stdout.split())

    def run(self, service: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs one command of a service in the container of its API."""
        return self.compose(
            "exec", "-T", f"{service.replace('_', '-')}-api", "python", "-m", service, *arguments, check=False
        )

    def check_processes(self) -> None:
        """Compose restarts containers itself."""

    def container(self, name: str) -> str:
        return self.compose("ps", "-aq", name).stdout.strip()

    @contextmanager
    def killed(self, name: str) -> Iterator[None]:
        self.compose("kill", "-s", "SIGKILL", name)
        try:
            yield
        finally:
            docker("start", self.container(name))

    def wait_healthy(self, within: float = 120) -> None:
        deadline = time.monotonic() + within
        inspect = ["inspect", "-f", "{{.State.Health.Status}}", *self.compose("ps", "-q", *self.names()).stdout.split()]
        while set(docker(*inspect).split()) != {"healthy"}:
            assert time.monotonic() < deadline, self.compose("ps").stdout
            time.sleep(0.5)

    @contextmanager
    def paused(self, name: str) -> Iterator[None]:
        self.compose("pause", name)
        try:
            yield
        finally:
            self.compose("unpause", name)

    @contextmanager
    def cut_off(self, name: str) -> Iterator[None]:
        """Disconnects a container from the network that all share."""
        network, container = f"{self.project}_default", self.container(name)
        docker("network", "disconnect", network, container)
        try:
            yield
        finally:
            docker("network", "connect", "--alias", name, network, container)


def docker(*arguments: str) -> str:
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"docker {' '.join(arguments)}: {done.stderr}"
    return done.stdout


@contextmanager
def run_compose_stack() -> Iterator[ComposeStack]:
    build_images()
    reserved = Ports()
    stack = ComposeStack({name: reserved.take(port) for name, port in PORTS.items()})
    try:
        stack.up()
        yield stack
    except BaseException:
        print(stack.compose("logs", "--tail", "15", check=False).stdout)
        raise
    finally:
        stack.down()
        reserved.release()
