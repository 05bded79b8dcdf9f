"""The views for analysts and dashboards, in the schema `published`: docs/analysts.md."""

from reporting.views.decisions import APPROVED_PROCESSES, DECISION_ITEMS, DECISIONS
from reporting.views.dossier_cells import DOSSIERS_ENDED, DOSSIERS_RECEIVED
from reporting.views.lookups import LOOKUP_FIELDS, LOOKUPS
from reporting.views.online_services import ONLINE_SERVICES
from reporting.views.publications import PUBLICATIONS

views = (
    DECISIONS,
    DECISION_ITEMS,
    APPROVED_PROCESSES,
    PUBLICATIONS,
    ONLINE_SERVICES,
    DOSSIERS_RECEIVED,
    DOSSIERS_ENDED,
    LOOKUPS,
    LOOKUP_FIELDS,
)
