"""Where all tables of this service are declared, the mechanism's own among them."""

from common.database import new_metadata
from common.http.kept_answers import add_idempotency_table
from common.streams.tables import add_log_tables

metadata = new_metadata()
add_log_tables(metadata)
add_idempotency_table(metadata)
