"""The metadata in which all tables of this service are declared, with those of the event log and of idempotency."""

from common.database.connections import new_metadata
from common.eventlog.log_tables import add_log_tables
from common.http.idempotency_table import add_idempotency_table

metadata = new_metadata()
add_log_tables(metadata)
add_idempotency_table(metadata)
