"""The services as they are fuzzed: without limits of rate, and without the processes that push to addresses on other
machines, which a made-up request may have recorded."""

from suite.actors import accounts
from suite.databases import SERVICES
from suite.stack import Stack
from tests.support.postgres import service_of


class FuzzedStack(Stack):
    """Started with `split`, so that of each service only the API and the consumers run."""

    def environment(self, service: str, command: str) -> dict[str, str]:
        return {**super().environment(service, command), "RATE_LIMIT": "0"}


def token_of_everyone(stack: Stack) -> str:
    """A token with the scopes of all services, of the agency that drafts Decisions."""
    scopes = sorted({scope for service in SERVICES for scope in service_of(service).scopes})
    return stack.token(*scopes, subject="fuzzer", agency=accounts()["drafter"].agency)
