"""Why a command could not end. It knows the failures of everything that a command may use, and is loaded where one
fails."""

import traceback

import asyncpg
from aiokafka.errors import KafkaError
from sqlalchemy.exc import ProgrammingError

from common.consumer.feed_client import FeedUnreachable, SourceBehind
from common.consumer.handled_types import EventTypesNotHandled
from common.database.connections import is_connection_lost, refusal_of
from common.errors import Refusal
from common.eventlog.keys import KeyNotTrusted
from common.migrations.grants import NotTheOwner
from common.operations.console_messages import print_error
from common.service.definition import Service
from common.verdict import CannotLook, Verdict


def verdict_on(service: Service, failed: Exception) -> Verdict:
    """Says why in one sentence, where that is known."""
    match failed:
        case Refusal() | SourceBehind() | KeyNotTrusted() | EventTypesNotHandled():
            return print_error(service, f"{failed}", Verdict.WRONG)
        case FeedUnreachable() | KafkaError() | CannotLook():
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
            return _verdict_on_another(service, failed)


def _verdict_on_another(service: Service, failed: Exception) -> Verdict:
    refusal = refusal_of(failed)
    if refusal is not None or is_connection_lost(failed):
        return print_error(
            service,
            f"the database refuses this role: {refusal}" if refusal else f"the database cannot be reached: {failed!r}",
        )
    traceback.print_exception(failed)
    return Verdict.UNKNOWN  # Python's own code would be taken for a difference
