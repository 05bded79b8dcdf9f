"""The levels of online services (dịch vụ công trực tuyến) over time. They are public."""

from common.projection.views import View

ONLINE_SERVICES = View(
    "online_services",
    "one row for each period in which an online service has one level",
    {
        "service_id": "identifies the online service",
        "procedure_code": "its procedure",
        "level": "full (toàn trình) or partial (một phần)",
        "effective_from": "the first day of the level",
        "effective_to": "the first day on which it no longer has the level; null while no end is known",
        "agency_code": "the agency that is in charge",
        "agency_name": "the name of that agency when the service last changed",
        "administrative_level": "the highest administrative level that handles the procedure",
        "under_review": "whether a change of its procedure has to be reviewed by its agency",
    },
    """\
SELECT service_id, procedure_code, level, effective_from, effective_to, agency_code, agency_name, administrative_level,
    under_review
FROM projected.online_level""",
)
