"""The HTTP API of the service."""

from common.service.api_definition import ApiDefinition
from population_lookup.access_log.api import routes as accesses
from population_lookup.expectations.api import persona_routes as session_personas
from population_lookup.expectations.api import routes as expectations
from population_lookup.law.api import impact_routes as impact
from population_lookup.lookup.commands.look_up_batch import look_up_batch
from population_lookup.openapi import SCHEMA_NAMES, TAGS
from population_lookup.personas.api import page_routes as pages
from population_lookup.personas.api import routes as personas
from population_lookup.protocols.json.api import routes as lookups
from population_lookup.protocols.lgsp.api import routes as congdan_collection
from population_lookup.protocols.soap.api import gateway_routes as gateways
from population_lookup.protocols.soap.api import routes as soap
from population_lookup.protocols.soap.api.faults import render_fault
from population_lookup.shared.domain.problem_texts import DETAILS, TITLES

api = ApiDefinition(
    [
        lookups.router,
        congdan_collection.router,
        soap.router,
        gateways.router,
        accesses.router,
        expectations.router,
        personas.router,
        session_personas.router,
        pages.router,
        impact.router,
    ],
    batch=look_up_batch,
    problem_forms={"/soap": render_fault, "/lgsp": gateways.render_gateway_error},
    tags=TAGS,
    schema_names=SCHEMA_NAMES,
    vietnamese_titles=TITLES,
    vietnamese_details=DETAILS,
)
