"""No event that somebody has to record is refused for its size: the room for it is kept free."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from common.contracts.event import Event, encode
from common.contracts.parts import AgencyRef, DecisionRef, FieldRef, ItemKind, ItemRef, Level, OnlineLevel
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionPublished,
    InstrumentRef,
    ItemCount,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureDeclaredOnline,
    ProcedureRepealed,
    ProcedureReplaced,
)
from common.eventlog.event_size import LARGEST_EVENT
from procedures.decisions.api.decision_requests import MOST
from procedures.law.domain.parts import Part
from procedures.law.events.event_sizes import LARGEST_PERIODS, LARGEST_WITH_NEW_VERSION
from procedures.shared.domain.text_lengths import LONGEST_LINE, LONGEST_PROSE

WORST = "\x01"
"""No character takes more bytes in JSON: six."""
LINE, REASON, NUMBER, CODE, ID = LONGEST_LINE * WORST, LONGEST_PROSE * WORST, 100 * WORST, "X" * 60, "0" * 36
DAY = date(2026, 11, 29)
MOMENT = datetime(2026, 11, 29, 1, 2, 3, 456789, tzinfo=UTC)
DECISION = DecisionRef(id=ID, number=NUMBER, issuing_body=CODE, signed_on=DAY, title=LINE)
AGENCY = AgencyRef(code=CODE, name=LINE)
ABOUT_PROCEDURE: dict[str, Any] = {
    "procedure_code": CODE,
    "name": LINE,
    "agency": AGENCY,
    "field": FieldRef(code=CODE, name=LINE),
    "levels": tuple(Level),
    "item": ItemRef(number=100_000, kind=ItemKind.DECLARE_ONLINE),
    "effective_on": DAY,
    "decision": DECISION,
    "periods": (),
    "list": LINE,
    "section": LINE,
    "list_number": LINE,
}
RECTIFIED: dict[str, Any] = {
    "instrument": InstrumentRef(
        id=ID, number=NUMBER, issuing_body=CODE, signed_on=DAY, title=LINE, canonical_number=NUMBER
    ),
    "reason": REASON,
}


@pytest.mark.parametrize(
    "event",
    [
        ProcedureRepealed(**ABOUT_PROCEDURE),
        ProcedureReplaced(**ABOUT_PROCEDURE, successor_code=CODE),
        ProcedureDeclaredOnline(**ABOUT_PROCEDURE, online_level=OnlineLevel.INFORMATION_ONLY),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_that_adds_no_period_fits_beside_the_largest_periods(event: Event) -> None:
    assert len(encode(event)) < 90_000
    assert LARGEST_PERIODS + len(encode(event)) < LARGEST_EVENT


@pytest.mark.parametrize(
    "event",
    [
        ProcedureAnnulled(**ABOUT_PROCEDURE, **RECTIFIED),
        ProcedureCorrected(
            **ABOUT_PROCEDURE,
            **RECTIFIED,
            previous_effective_on=DAY,
            corrected_parts=tuple(part.value for part in Part),
            successor_code=CODE,
        ),
    ],
    ids=lambda event: type(event).__name__,
)
def test_a_rectification_with_the_longest_reason_fits_beside_the_largest_event_of_a_new_version(event: Event) -> None:
    assert LARGEST_WITH_NEW_VERSION + len(encode(event)) < LARGEST_EVENT


@pytest.mark.parametrize(
    "event",
    [
        DecisionPublished(
            decision_id=ID,
            decision=DECISION,
            agency=AGENCY,
            topics=("x" * 60,) * 100,
            items=tuple(ItemCount(kind=kind, count=MOST) for kind in ItemKind),
            processes=MOST,
            published_on=DAY,
            recorded_at=MOMENT,
            back_entered=True,
            late=True,
            first_sequence=2**63,
            signer=LINE,
            signed_file_sha256="0" * 64,
            canonical_number=NUMBER,
        ),
        DecisionAnnulled(
            decision_id=ID,
            decision=DECISION,
            agency=AGENCY,
            **RECTIFIED,
            legal_document_number=NUMBER,
            legal_document_canonical_number=NUMBER,
            items=(ItemRef(number=100_000, kind=ItemKind.DECLARE_ONLINE),) * MOST,
            recorded_at=MOMENT,
            first_sequence=2**63,
            effective_from=DAY,
            entire_decision=True,
        ),
    ],
    ids=lambda event: type(event).__name__,
)
def test_the_event_about_a_decision_is_bounded_by_what_can_be_recorded(event: Event) -> None:
    assert len(encode(event)) < LARGEST_EVENT
