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
        "population.sensitive": "see sensitive fields of those whom the caller looks up, where the law lists them",
        "population.accesses.read": "see who looked at anyone's record",
        "population.accesses.withhold": "withhold an access from the citizen whom it concerns, until a day",
        "population.faults": "order faults for look-ups in tests, and see the calls that came, where FAULTS=1",
        "impact.read": "state what events of `procedures` that are only proposed would change",
        "events.read": "follow the events of this service",
    },
    parts={"watch-lookups": lazy_import("population_lookup.lookup.clients.lookup_watcher:watch_lookups")},
    commands={
        "residents": lazy_import("population_lookup.cli.residents_command:residents"),
        "access-log": lazy_import("population_lookup.cli.access_log_command:access_log"),
        "clients": lazy_import("population_lookup.cli.clients_command:clients"),
    },
    verifications=[verify_access_log],
    closed_tables=frozenset(
        {
            "resident",
            "household",
            "kinship",
            "lookup_request",
            "lookup_count",
            "access_log",
            "withheld_access",
            "expectation",
            "recorded_call",
            "session_persona",
            "raised_alarm",
        }
    ),
)
