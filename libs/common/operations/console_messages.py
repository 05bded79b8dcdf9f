"""The message of a command that could not do its work."""

import contextlib
import sys

from common.check_state import CheckState
from common.service.definition import Service


def print_error(service: Service, cause: str, state: CheckState = CheckState.UNKNOWN) -> CheckState:
    with contextlib.suppress(BrokenPipeError):  # nobody reads it, and the exit code says the same
        print(f"{service.name}: {cause}", file=sys.stderr)
    return state
