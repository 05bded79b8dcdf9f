"""The new portal's own record, in camelCase, under this project's names. docs/national-formats.md lists what has no
place here."""

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


def is_new_portal(given: Any) -> bool:
    return isinstance(given, dict) and "executionMethods" in given and "code" in given


def misshapen(given: Mapping[str, Any]) -> str | None:
    """The first part that is no list of objects, where it must be one."""
    lists = ((name, given.get(name)) for name in LISTS)
    inner = (
        (f"{name}.{below}", one.get(below))
        for name, below in (("executionMethods", "fees"), ("executionCases", "profileComponents"))
        for one in _objects(given, name)
    )
    for name, found in (*lists, *inner):
        if found is not None and not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
            return name
    return None


def of_new_portal(given: Mapping[str, Any]) -> dict[str, Any]:
    """Of a record that is not misshapen."""
    category = next(iter(_objects(given, "categoriesDetails")), {})
    proposal = given.get("procedureProposal")
    methods = _objects(given, "executionMethods")
    return {
        "code": given.get("code"),
        "name": given.get("name"),
        "field": category.get("name"),
        "field_code": category.get("code"),
        "ministry": given.get("departmentPromulgateName"),
        "level": ", ".join(name for flag, name in LEVELS.items() if given.get(flag) is True) or None,
        "agencies": [
            {"role": role, "code": one.get("code"), "name": one.get("name")}
            for key, role in ROLES.items()
            for one in _objects(given, key)
        ],
        "decision_number": given.get("decisionNo"),
        "proposal_number": proposal.get("proposalNumber") if isinstance(proposal, dict) else None,
        "processing_time": [{"channel": _channel(one), "time": _time(one)} for one in methods],
        "fees": [fee for one in methods for fee in _fees(one)],
        "components": [paper for case in _objects(given, "executionCases") for paper in _papers(case)],
        "steps": [
            {"case": one.get("name") or None, "text": one.get("description")}
            for one in _objects(given, "executionSteps")
        ],
        "legal_bases": [
            {"number": one.get("code"), "title": one.get("name")} for one in _objects(given, "legalBasisesDetails")
        ],
        "results": [{"code": one.get("code"), "name": one.get("name")} for one in _objects(given, "resultsDetails")],
        "audience": [one.get("name") for one in _objects(given, "subjectTypesDetails")],
        "conditions": given.get("requirementsAndConditions"),
    }


def _objects(given: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = given.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _channel(method: Mapping[str, Any]) -> Any:
    said = method.get("submissionMethod")
    return CHANNELS.get(said, said) if isinstance(said, str) else said


def _time(method: Mapping[str, Any]) -> str | None:
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
            "under": _time(method),
        }


def _papers(case: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for paper in _objects(case, "profileComponents"):
        form = next((one.get("fileName") for one in _objects(paper, "attachments")), None)
        yield {
            "name": paper.get("name"),
            "code": paper.get("code"),
            "original": paper.get("originalQty"),
            "copy": paper.get("copyQty"),
            "case": case.get("name") or None,
            "form": form,
        }
