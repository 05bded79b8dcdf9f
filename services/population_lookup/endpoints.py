"""The HTTP API of the service."""

from common.service.api_definition import ApiDefinition
from population_lookup.access_log.api import routes as accesses
from population_lookup.lookup.commands.look_up_batch import look_up_batch
from population_lookup.protocols.json.api import routes as lookups
from population_lookup.protocols.lgsp.api import routes as congdan_collection

api = ApiDefinition([lookups.router, congdan_collection.router, accesses.router], batch=look_up_batch)
