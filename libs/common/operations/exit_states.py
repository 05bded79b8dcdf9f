"""Why a command failed. This module imports the errors of everything that a command may use, so it is loaded only
after a failure."""

import traceback

import asyncpg
from aiokafka.errors import KafkaError
from sqlalchemy.exc import ProgrammingError

from common.check_state import CheckState, PrerequisiteMissing
from common.consumer.feed_client import FeedUnreachable, SourceBehind
from common.consumer.handled_types import EventTypesNotHandled
from common.database.connections import is_connection_lost, refusal_of
from common.errors import Refusal
from common.eventlog.keys import KeyNotTrusted
from common.migrations.grants import NotTheOwner
from common.operations.console_messages import print_error
from common.service.definition import Service


def exit_state_after(service: Service, failed: Exception) -> CheckState:
    """Prints the cause in one sentence where it is known, else the traceback."""
    match failed:
        case Refusal() | SourceBehind() | KeyNotTrusted() | EventTypesNotHandled():
            return print_error(service, f"{failed}", CheckState.FAILED)
        case FeedUnreachable() | KafkaError() | PrerequisiteMissing():
            return print_error(service, f"{failed}")
        case NotTheOwner():
            return print_error(service, f"{failed}: docs/database-roles.md says who does what")
        case ProgrammingError() if failed.orig and isinstance(
            cause := failed.orig.__cause__, asyncpg.InsufficientPrivilegeError
        ):
            return print_error(
                service, f"this database role may not do it ({cause}): docs/database-roles.md says who does what"
            )
        case _:
            return _state_after_another_failure(service, failed)


def _state_after_another_failure(service: Service, failed: Exception) -> CheckState:
    refusal = refusal_of(failed)
    if refusal is not None or is_connection_lost(failed):
        return print_error(
            service,
            f"the database refuses this role: {refusal}" if refusal else f"the database cannot be reached: {failed!r}",
        )
    traceback.print_exception(failed)
    return CheckState.UNKNOWN  # Python's own exit code, 1, would mean that a check failed
