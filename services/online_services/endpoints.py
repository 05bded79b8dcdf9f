"""The HTTP API of the service: its routers and its cached routes."""

from common.service.api_definition import ApiDefinition
from online_services.dossiers.api import routes as dossiers
from online_services.dossiers.commands.receive_dossiers import receive_dossiers
from online_services.dossiers.domain import dossier_problem_texts
from online_services.drafts.api import routes as drafts
from online_services.drafts.domain.draft_problem_texts import DRAFT_DETAILS, DRAFT_TITLES
from online_services.forms.api import routes as forms
from online_services.forms.domain.form_problem_texts import FORM_DETAILS, FORM_TITLES
from online_services.impact.api import routes as impact
from online_services.law.api import routes as law
from online_services.openapi import SCHEMA_NAMES, TAGS
from online_services.own_counts.api import routes as own_counts
from online_services.registry.api import cached_online_services
from online_services.registry.api import online_filing_routes as online_filing
from online_services.registry.api import partial_reason_routes as partial_reasons
from online_services.registry.api import routes as online_services
from online_services.registry.api import service_set_routes as service_sets
from online_services.registry.domain.problem_texts import DETAILS, TITLES
from online_services.worklist.api import register_routes as register
from online_services.worklist.api import routes as worklist

api = ApiDefinition(
    [
        law.router,
        online_services.router,
        partial_reasons.router,
        service_sets.router,
        online_filing.router,
        forms.router,
        dossiers.router,
        drafts.router,
        worklist.router,
        register.router,
        impact.router,
        own_counts.router,
    ],
    cached_routes=[cached_online_services.PAGES.route()],
    batch=receive_dossiers,
    tags=TAGS,
    schema_names=SCHEMA_NAMES,
    vietnamese_titles={**TITLES, **dossier_problem_texts.TITLES, **FORM_TITLES, **DRAFT_TITLES},
    vietnamese_details={**DETAILS, **dossier_problem_texts.DETAILS, **FORM_DETAILS, **DRAFT_DETAILS},
)
