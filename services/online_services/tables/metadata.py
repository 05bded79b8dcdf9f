"""The metadata that all tables of this service belong to, with the tables that every such service has."""

from common.consumer.consumer_tables import add_consumer_tables
from common.database.connections import new_metadata
from common.eventlog.log_tables import add_log_tables
from common.http.idempotency_table import add_idempotency_table

metadata = new_metadata()
add_log_tables(metadata)
add_consumer_tables(metadata)
add_idempotency_table(metadata)
