"""The definition of the service `reporting`."""

from common.lazy_import import lazy_import
from common.service.definition import Service, Subscription
from reporting.read_models.online_services import projection as online_services
from reporting.read_models.online_services.dossier_projection import dossier_projection
from reporting.read_models.population_lookup import projection as population_lookup
from reporting.read_models.procedures import projection as procedures
from reporting.read_models.procedures.period_projection import period_projection
from reporting.settings import Settings
from reporting.tables import metadata
from reporting.views import views

service = Service(
    name="reporting",
    title="Công bố: reporting",
    settings=Settings,
    metadata=metadata,
    migrations="reporting:migrations",
    api=lazy_import("reporting.endpoints:api"),
    subscriptions=(
        Subscription("procedures", [procedures.projection, period_projection]),
        Subscription("online_services", [online_services.projection, dossier_projection]),
        Subscription("population_lookup", [population_lookup.projection]),
    ),
    keeps_events=True,
    views=views,
    closed_tables=frozenset(
        {
            "dossier",
            "dossier_count",
            "dossier_day_count",
            "lookup",
            "lookup_count",
            "lookup_day_count",
            "lookup_field_count",
            "applied_event",
            "orphaned_event",
        }
    ),  # views show cells
    commands={
        "due": lazy_import("reporting.cli.due_command:reminders"),
        "reproduce": lazy_import("reporting.cli.reproduce_command:command"),
        "export-views": lazy_import("reporting.cli.export_views_command:command"),
        "reconcile": lazy_import("reporting.cli.reconcile_command:reconciler"),
        "check-connections": lazy_import("reporting.cli.check_connections_command:checks"),
    },
    scopes={
        "impact.read": "state what events of `procedures` that are only proposed would change",
        "reports.read": "read the reports, and what agencies entered for them",
        "reports.keep": "keep reports as they are at that moment",
        "scores.define": "record the schemes by which agencies are scored",
        "indicators.define": "define the indicators that agencies enter values for",
        "values.enter": "enter values and records of the caller's own agency",
        "values.approve": "approve values and records that others entered, or send them back",
    },
)
