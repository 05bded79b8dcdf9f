"""Why a command failed. This module imports the errors of everything that a command may use, so it is loaded only after
a failure."""

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
from common.kafka.format import MalformedMessage
from common.kafka.reading import OwnRecordNotFound
from common.migrations.grants import NotTheOwner
from common.operations.console_messages import print_error
from common.service.definition import Service


def exit_state_after(service: Service, error: Exception) -> CheckState:
    """Prints the cause in one sentence where it is known, else the traceback."""
    match error:
        case (
            Refusal()
            | SourceBehind()
            | KeyNotTrusted()
            | EventTypesNotHandled()
            | OwnRecordNotFound()
            | MalformedMessage()
        ):
            return print_error(service, f"{error}", CheckState.FAILED)
        case FeedUnreachable() | KafkaError() | PrerequisiteMissing():
            return print_error(service, f"{error}")
        case NotTheOwner():
            return print_error(service, f"{error}: see docs/database-roles.md")
        case ProgrammingError() if error.orig and isinstance(
            cause := error.orig.__cause__, asyncpg.InsufficientPrivilegeError
        ):
            return print_error(service, f"this database role may not do it ({cause}): see docs/database-roles.md")
        case _:
            return _state_after_other_error(service, error)


def _state_after_other_error(service: Service, error: Exception) -> CheckState:
    if (refusal := refusal_of(error)) is not None:
        return print_error(service, f"the database refuses this role: {refusal}")
    if is_connection_lost(error):
        return print_error(service, f"the database cannot be reached: {error!r}")
    traceback.print_exception(error)
    return CheckState.UNKNOWN  # Python's own exit code, 1, would mean that a check failed
