"""Reads the new portal's own record (camelCase) under this project's names, not yet normalised.
docs/national-formats.md lists the fields that are left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from procedures.national_catalogue.domain.row_results import Note
from procedures.national_catalogue.domain.row_rules import Normalisation
from procedures.national_catalogue.formats.members import Shape, members_without_place, sound_members, text_of

LEVELS = {"isMinistry": "Cấp bộ", "isProvince": "Cấp tỉnh", "isWard": "Cấp xã", "isOtherAgency": "Cơ quan khác"}
CHANNELS = {"DIRECT": "Trực tiếp", "ONLINE": "Trực tuyến", "POSTAL": "Dịch vụ bưu chính"}
UNITS = {"WORKING_DAY": "ngày làm việc", "DAY": "ngày", "HOUR": "giờ", "MONTH": "tháng"}
ROLES = {
    "departmentsExecuting": "executes",
    "departmentsAuthority": "competent",
    "departmentsAuthorized": "delegated",
    "departmentsCoordinating": "coordinates",
}

AGENCY = dict.fromkeys(("code", "name"))
SHAPE: Shape = {
    **dict.fromkeys(("code", "name", "departmentPromulgateName", "decisionNo", *LEVELS)),
    "requirementsAndConditions": None,
    "procedureProposal": dict.fromkeys(("proposalNumber",)),
    "categoriesDetails": AGENCY,
    "executionMethods": {
        **dict.fromkeys(("submissionMethod", "processingTime", "processingTimeUnit", "description")),
        "fees": dict.fromkeys(("value", "currencyId", "description")),
    },
    "executionCases": {
        "name": None,
        "profileComponents": {
            **dict.fromkeys(("name", "code", "originalQty", "copyQty")),
            "attachments": dict.fromkeys(("fileName",)),
        },
    },
    "executionSteps": dict.fromkeys(("name", "description")),
    "legalBasisesDetails": AGENCY,
    "resultsDetails": AGENCY,
    "subjectTypesDetails": dict.fromkeys(("name",)),
    **dict.fromkeys(ROLES, AGENCY),
}
LEFT_OUT = frozenset(
    {
        *(f"{name}.id" for name in SHAPE if SHAPE[name] is not None),
        *("id", "codeNotation", "state", "type", "createdAt", "updatedAt", "formalityType", "formalityTargetType"),
        *("categoryIds", "serviceGroupIds", "legalBasisIds", "resultIds", "subjectTypeIds", "departmentExecutingIds"),
        *("departmentAuthorityIds", "departmentAuthorizedIds", "departmentCoordinatingIds", "unitGroupExecutingIds"),
        *("unitGroupAuthorityIds", "unitGroupAuthorizedIds", "unitGroupCoordinatingIds", "departmentPromulgateId"),
        *("departmentPromulgateCode", "departmentDetails", "executingAgencies", "authorizedAgencies"),
        *("delegatedAgencies", "coordinatingAgencies", "subjectTypesDetails.code", "cases", "isInternal", "isVertical"),
        *("isUndetermined", "isFullProcess", "isSharedService", "isOfflineOnly", "isNonTerritorial"),
        *("executionMethods.fees.type", "procedureProposal.proposalType"),
        *(
            f"executionCases.profileComponents.{name}"
            for name in ("profileComponentId", "required", "hasElectronicForm", "isProcessingResult")
        ),
        *(
            f"executionCases.profileComponents.attachments.{name}"
            for name in ("id", "bucketName", "filePath", "fileSize", "contentType")
        ),
    }
)
"""Members that state nothing of the procedure that another member does not state: ids and flags of the portal, names
and codes that are repeated, and `cases`, which repeats `executionCases` with sums of days."""


def is_new_portal(record: Any) -> bool:
    return isinstance(record, dict) and "executionMethods" in record and "code" in record


def read_new_portal(record: Mapping[str, Any]) -> tuple[dict[str, Any], list[Note]]:
    """The values of a record, and notes on the members that cannot be read or have no place."""
    sound, notes = sound_members(record, SHAPE)
    notes += members_without_place(sound, SHAPE, LEFT_OUT)
    notes += [
        Note(Normalisation.PART_WITHOUT_PLACE, "categoriesDetails", text_of(category))
        for category in _objects(sound, "categoriesDetails")[1:]
    ]
    notes += [Note(Normalisation.PART_WITHOUT_PLACE, *unused) for unused in _second_values(sound)]
    return _values(sound), notes


def _second_values(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Values of members of which a record keeps one: the number of a proposal beside that of the decision, and files
    of a form after its first."""
    numbers = [proposal.get("proposalNumber") for proposal in _objects(record, "procedureProposal")]
    for number in numbers if record.get("decisionNo") else numbers[1:]:
        if number and number != record.get("decisionNo"):
            yield "procedureProposal.proposalNumber", text_of(number)
    for case in _objects(record, "executionCases"):
        for paper in _objects(case, "profileComponents"):
            for file in _objects(paper, "attachments")[1:]:
                if name := file.get("fileName"):
                    yield "executionCases.profileComponents.attachments.fileName", text_of(name)


def _values(record: Mapping[str, Any]) -> dict[str, Any]:
    category = next(iter(_objects(record, "categoriesDetails")), {})
    proposal = next(iter(_objects(record, "procedureProposal")), {})
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
        "proposal_number": proposal.get("proposalNumber"),
        "processing_time": [
            {"channel": _channel(method), "time": _time_limit(method), "note": method.get("description") or None}
            for method in methods
        ],
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
    return record.get(key) or []


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
            "time_limit_note": method.get("description") or None,
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
