"""What is stated about the dossier as a whole, in Vietnamese, as it is written into annexes and read back: the number
of sets, the places of reception with their hours, and results with their validity."""

import re

from procedures.law.domain.contents import ProcedureResult, ReceptionPlace

HOURS, VALIDITY = "thời gian tiếp nhận: ", "thời hạn hiệu lực: "
_sets = re.compile(
    r"[-–•*+\s]*(?:[a-zđ0-9]{1,2}[.)]\s*)?(?:số\s+lượng(?:\s+hồ\s+sơ)?|số\s+bộ(?:\s+hồ\s+sơ)?)[\s:]*0?([1-9][0-9]?)"
    r"\s*(?:\([^()0-9]{1,30}\))?\s*bộ(?:\s+hồ\s+sơ)?[.;\s]*",
    re.IGNORECASE,
)


def sets_text(sets: int) -> str:
    return f"Số lượng hồ sơ: {sets} bộ"


def read_sets(text: str) -> int | None:
    """The number of sets, where the text says that it is one and states nothing else."""
    match = _sets.fullmatch(text)
    return None if match is None else int(match[1])


def reception_text(place: ReceptionPlace) -> str:
    return f"{place.place}; {HOURS}{place.opening_hours}" if place.opening_hours else place.place


def read_reception(text: str) -> ReceptionPlace:
    place, hours = _labelled(text, HOURS)
    return ReceptionPlace(place, hours)


def result_text(result: ProcedureResult) -> str:
    return f"{result.name}; {VALIDITY}{result.validity}" if result.validity else result.name


def read_result(text: str) -> ProcedureResult:
    name, validity = _labelled(text, VALIDITY)
    return ProcedureResult(None, name, validity)


def _labelled(text: str, label: str) -> tuple[str, str | None]:
    """The text before the label, and what stands behind it; the whole text where either is empty."""
    match = re.fullmatch(rf"(.+?)\s*;\s*{label.strip()}\s*(\S.*)", text, re.IGNORECASE | re.DOTALL)
    return (text, None) if match is None else (match[1], match[2])
