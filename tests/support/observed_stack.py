"""What journeys need of a stack, wherever it runs: as processes on this machine, in containers or in a cluster."""

import subprocess
from typing import Protocol

from suite.catch_up import RunningSuite


class ObservedStack(RunningSuite, Protocol):
    bus: str
    residents: int

    def token(self, *scopes: str, subject: str = ..., agency: str = ..., name: str = ...) -> str: ...

    def run(self, service: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs one command of a service to its end."""
