"""The API of the service: its routers, its cached routes and its upload paths."""

from common.service.api_definition import ApiDefinition, CachedRoute
from procedures.annex_files.api import decision_annex_routes as annex
from procedures.annex_files.api import heading_routes as annex_headings
from procedures.annex_files.api import upload_routes as annexes
from procedures.calendar.api import routes as calendar
from procedures.decisions.api import approval_routes as approval
from procedures.decisions.api import cached_decisions
from procedures.decisions.api import decision_routes as decisions
from procedures.decisions.api import role_holder_routes as roles
from procedures.impact.api import routes as impact
from procedures.law.api import cached_procedures
from procedures.law.api import routes as procedures
from procedures.law.queries.catalogue_revision import revision_of_catalogue
from procedures.national_catalogue.api import inbox_routes as inbox
from procedures.national_catalogue.api import routes as national
from procedures.open_data.api import catalogue_download_routes as catalogue
from procedures.open_data.api import decision_download_routes as decision_files
from procedures.open_data.api import lay_thu_tuc_routes as lay_thu_tuc
from procedures.open_data.api import procedure_routes as open_data
from procedures.openapi import SCHEMA_NAMES, TAGS
from procedures.own_counts.api import routes as own_counts
from procedures.processes.api import routes as processes
from procedures.publication.api import routes as publication
from procedures.publication_channels.api import routes as channels
from procedures.recoding.api import routes as recoding
from procedures.rectification.api import routes as rectifications
from procedures.registers.api import routes as registers
from procedures.reviews.api import routes as reviews
from procedures.search.api import routes as search
from procedures.shared.domain.problem_texts import DETAILS, TITLES
from procedures.webhooks.api import routes as subscribers
from procedures.website.api import difference_routes
from procedures.website.api import routes as site

api = ApiDefinition(
    routers=[
        catalogue.router,
        decision_files.router,
        open_data.router,  # before the procedures, whose codes may hold full stops
        procedures.router,
        difference_routes.router,
        annexes.router,
        annex_headings.router,
        decisions.router,
        publication.router,
        impact.router,
        own_counts.router,
        approval.router,
        annex.router,
        rectifications.router,
        recoding.router,
        channels.router,
        subscribers.router,
        calendar.router,
        processes.router,
        reviews.router,
        registers.router,
        roles.router,
        national.router,
        inbox.router,
        lay_thu_tuc.router,
        search.router,
        site.router,
    ],
    cached_routes=[
        CachedRoute("/v1/procedures/{code}", revision_of_catalogue, cached_procedures.READ),
        cached_procedures.PAGES.route(),
        cached_decisions.PAGES.route(for_anyone=False),
        CachedRoute("/v1/search", revision_of_catalogue),
        CachedRoute("/v1/search/suggestions", revision_of_catalogue),
    ],
    uploads=frozenset({national.UPLOAD}),
    tags=TAGS,
    schema_names=SCHEMA_NAMES,
    vietnamese_titles=TITLES,
    vietnamese_details=DETAILS,
)
