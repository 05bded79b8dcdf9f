"""Why a command failed. This module imports the errors of everything that a command may use, so it is loaded only after
a failure."""

import errno
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

OF_FILES = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EINVAL})
"""Errors of files that do not name their file; all others without a name come from connections."""


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
            return print_error(
                service, f"this database role may not do it ({cause.args[0]}): see docs/database-roles.md"
            )
        case _:
            return _state_after_other_error(service, error)


def _state_after_other_error(service: Service, error: Exception) -> CheckState:
    cause = file_fault_of(error) or database_fault_of(error)
    if cause is not None:
        return print_error(service, cause)
    traceback.print_exception(error)
    return CheckState.UNKNOWN  # Python's own exit code, 1, would mean that a check failed


def file_fault_of(error: Exception) -> str | None:
    """Returns what is wrong with a file, if the error is that."""
    if not isinstance(error, OSError):
        return None
    if error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return f"a file cannot be read or written: {error.strerror}" if error.errno in OF_FILES else None


def database_fault_of(error: Exception) -> str | None:
    """Returns why the database cannot be used, if the error is that."""
    if (refusal := refusal_of(error)) is not None:
        return f"the database refuses this role: {refusal}"
    if (unusable := missing_database_of(error)) is not None:
        return f"the database cannot be used: {unusable}"
    if isinstance(error, FileNotFoundError):
        return "the database cannot be reached: a certificate, or the socket, that DATABASE_URL names is missing"
    return f"the database cannot be reached: {one_line(error)}" if is_connection_lost(error) else None


def one_line(error: Exception) -> str:
    """The message of the driver, where SQLAlchemy has wrapped it."""
    return " ".join(str(getattr(error, "orig", None) or error).split()) or repr(error)


def missing_database_of(error: BaseException) -> str | None:
    """Returns the server's message where it has no database of this name, or the URL names files that cannot be
    used."""
    unusable = (asyncpg.InvalidCatalogNameError, asyncpg.exceptions.ClientConfigurationError)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, unusable):
            return one_line(cause) if isinstance(cause, Exception) else str(cause)
        cause = getattr(cause, "orig", None) or cause.__cause__
    return None
