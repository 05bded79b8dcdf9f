"""The definition of the service population_lookup."""

from common.lazy_import import lazy_import
from common.service.definition import Service, Subscription
from population_lookup.access_log.queries.access_log_faults import verify_access_log
from population_lookup.law.consumers.procedures.projection import projection
from population_lookup.settings import Settings
from population_lookup.tables import metadata

service = Service(
    name="population_lookup",
    title="Population look-up (a mock of the national population database)",
    settings=Settings,
    metadata=metadata,
    migrations="population_lookup:migrations",
    api=lazy_import("population_lookup.endpoints:api"),
    shards=4,
    subscriptions=[Subscription("procedures", projections=[projection])],
    scopes={
        "population.lookup": "look citizens up for a procedure, for the caller's own agency",
        "population.accesses.read": "see who looked at anyone's record",
        "events.read": "follow the events of this service",
    },
    commands={"residents": lazy_import("population_lookup.cli.residents_command:residents")},
    verifications=[verify_access_log],
    closed_tables=frozenset({"resident", "lookup_request", "access_log"}),
)
