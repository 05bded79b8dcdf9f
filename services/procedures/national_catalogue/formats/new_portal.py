"""Reads the new portal's own record (camelCase) under this project's names, not yet normalised.
docs/national-formats.md lists the fields that are left out."""

from collections.abc import Iterator, Mapping
from typing import Any

LEVELS = {"isMinistry": "Cấp bộ", "isProvince": "Cấp tỉnh", "isWard": "Cấp xã", "isOtherAgency": "Cơ quan khác"}
CHANNELS = {"DIRECT": "Trực tiếp", "ONLINE": "Trực tuyến", "POSTAL": "Dịch vụ bưu chính"}
UNITS = {"WORKING_DAY": "ngày làm việc", "DAY": "ngày", "HOUR": "giờ", "MONTH": "tháng"}
ROLES = {
    "departmentsExecuting": "executes",
    "departmentsAuthority": "competent",
    "departmentsAuthorized": "delegated",
    "departmentsCoordinating": "coordinates",
}

LISTS = (
    "categoriesDetails",
    "executionMethods",
    "executionCases",
    "executionSteps",
    "legalBasisesDetails",
    "resultsDetails",
    "subjectTypesDetails",
    *ROLES,
)


def is_new_portal(record: Any) -> bool:
    return isinstance(record, dict) and "executionMethods" in record and "code" in record


def malformed_part(record: Mapping[str, Any]) -> str | None:
    """The first part that must be a list of objects and is none."""
    lists = ((name, record.get(name)) for name in LISTS)
    nested_lists = (
        (f"{name}.{nested}", entry.get(nested))
        for name, nested in (("executionMethods", "fees"), ("executionCases", "profileComponents"))
        for entry in _objects(record, name)
    )
    for name, value in (*lists, *nested_lists):
        if value is not None and not (isinstance(value, list) and all(isinstance(entry, dict) for entry in value)):
            return name
    return None


def values_of_new_portal(record: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record that has no malformed part."""
    category = next(iter(_objects(record, "categoriesDetails")), {})
    proposal = record.get("procedureProposal")
    methods = _objects(record, "executionMethods")
    return {
        "code": record.get("code"),
        "name": record.get("name"),
        "field": category.get("name"),
        "field_code": category.get("code"),
        "ministry": record.get("departmentPromulgateName"),
        "level": ", ".join(name for flag, name in LEVELS.items() if record.get(flag) is True) or None,
        "agencies": [
            {"role": role, "code": agency.get("code"), "name": agency.get("name")}
            for key, role in ROLES.items()
            for agency in _objects(record, key)
        ],
        "decision_number": record.get("decisionNo"),
        "proposal_number": proposal.get("proposalNumber") if isinstance(proposal, dict) else None,
        "processing_time": [{"channel": _channel(method), "time": _time_limit(method)} for method in methods],
        "fees": [fee for method in methods for fee in _fees(method)],
        "components": [paper for case in _objects(record, "executionCases") for paper in _papers(case)],
        "steps": [
            {"case": step.get("name") or None, "text": step.get("description")}
            for step in _objects(record, "executionSteps")
        ],
        "legal_bases": [
            {"number": basis.get("code"), "title": basis.get("name")}
            for basis in _objects(record, "legalBasisesDetails")
        ],
        "results": [
            {"code": result.get("code"), "name": result.get("name")} for result in _objects(record, "resultsDetails")
        ],
        "audience": [group.get("name") for group in _objects(record, "subjectTypesDetails")],
        "conditions": record.get("requirementsAndConditions"),
    }


def _objects(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = record.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _channel(method: Mapping[str, Any]) -> Any:
    channel = method.get("submissionMethod")
    return CHANNELS.get(channel, channel) if isinstance(channel, str) else channel


def _time_limit(method: Mapping[str, Any]) -> str | None:
    amount, unit = method.get("processingTime"), method.get("processingTimeUnit")
    return None if amount is None else f"{amount} {UNITS.get(str(unit), unit)}"


def _fees(method: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for fee in _objects(method, "fees"):
        value = fee.get("value")
        yield {
            "channel": _channel(method),
            "amount_raw": None if value is None else str(value),
            "currency": fee.get("currencyId") or None,
            "note": fee.get("description") or None,
            "time_limit": _time_limit(method),
        }


def _papers(case: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for paper in _objects(case, "profileComponents"):
        form = next((file.get("fileName") for file in _objects(paper, "attachments")), None)
        yield {
            "name": paper.get("name"),
            "code": paper.get("code"),
            "original": paper.get("originalQty"),
            "copy": paper.get("copyQty"),
            "case": case.get("name") or None,
            "form": form,
        }
