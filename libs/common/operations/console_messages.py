"""The message of a command that could not do its work."""

import sys

from common.check_state import CheckState
from common.service.definition import Service


def print_error(service: Service, cause: str, state: CheckState = CheckState.UNKNOWN) -> CheckState:
    print(f"{service.name}: {cause}", file=sys.stderr)
    return state
