"""The HTTP API of the service."""

from common.service.api_definition import ApiDefinition
from reporting.entry_sheets.api import routes as entry_sheets
from reporting.figures.api import routes as figures
from reporting.indicators.api import due_routes as due_values
from reporting.indicators.api import routes as indicators
from reporting.indicators.api import value_routes as values
from reporting.kept_reports.api import routes as kept_reports
from reporting.openapi import SCHEMA_NAMES, TAGS
from reporting.reconciliation.api import routes as reconciliation
from reporting.records.api import routes as records
from reporting.reports.api import dossier_routes as dossier_reports
from reporting.reports.api import impact_routes as impact
from reporting.reports.api import routes as reports
from reporting.scores.api import routes as scores
from reporting.shared.domain.problem_texts import DETAILS, TITLES

api = ApiDefinition(
    [
        figures.router,
        reconciliation.router,
        reports.router,
        dossier_reports.router,
        kept_reports.router,
        scores.router,
        indicators.router,
        values.router,
        due_values.router,
        entry_sheets.router,
        records.router,
        impact.router,
    ],
    tags=TAGS,
    schema_names=SCHEMA_NAMES,
    vietnamese_titles=TITLES,
    vietnamese_details=DETAILS,
)
