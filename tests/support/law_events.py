"""Builders of the events of `procedures`: a procedure is introduced, amended, replaced, repealed or declared online."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from common.contracts.parts import (
    AgencyRef,
    DecisionRef,
    FieldRef,
    InForce,
    ItemKind,
    ItemRef,
    Level,
    OnlineLevel,
    PopulationField,
)
from common.contracts.procedures import (
    CodeDocumentRef,
    InstrumentRef,
    ProcedureAmended,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureDeclaredOnline,
    ProcedureIntroduced,
    ProcedureRecoded,
    ProcedureRepealed,
    ProcedureReplaced,
    ProcedureRestored,
    RecodedItem,
    RecodedProcess,
)

AGENCY = AgencyRef(code="H60.01", name="Sở Tư pháp")
DECISION = DecisionRef(
    id="0199aaaa-0000-7000-8000-000000000001",
    number="12/QĐ-UBND",
    issuing_body="H60",
    signed_on=date(2023, 1, 15),
    title="Về việc công bố thủ tục hành chính",
)

INSTRUMENT = InstrumentRef(
    id="0199bbbb-0000-7000-8000-000000000001",
    number="77/QĐ-UBND",
    issuing_body="H60",
    signed_on=date(2026, 11, 20),
    title="Về việc hủy bỏ",
)
ABOUT: dict[str, Any] = {"instrument": INSTRUMENT, "reason": "Văn bản vẫn còn hiệu lực"}


def period(
    begin: date,
    end: date | None = None,
    *,
    version: int = 1,
    fields: Sequence[PopulationField] = (),
    name: str = "Đăng ký khai sinh",
    levels: Sequence[Level] = (Level.COMMUNE,),
    content_sha256: str | None = None,
    agencies: Sequence[str] | None = None,
    member_fields: Sequence[PopulationField] = (),
) -> InForce:
    return InForce(
        effective_from=begin,
        effective_to=end,
        version=version,
        name=name,
        levels=tuple(levels),
        population_fields=tuple(fields),
        decision=DECISION,
        content_sha256=content_sha256,
        agencies=None if agencies is None else tuple(agencies),
        household_member_fields=tuple(member_fields),
    )


def _fields(code: str, kind: ItemKind, on: date, periods: Sequence[InForce], **more: Any) -> dict[str, Any]:
    assert all(
        before.effective_to is not None and before.effective_to <= after.effective_from
        for before, after in pairwise(periods)
    )
    return {
        "procedure_code": code,
        "name": "Đăng ký khai sinh",
        "agency": AGENCY,
        "field": FieldRef(code="G15-TP110", name="Hộ tịch"),
        "levels": (Level.COMMUNE,),
        "item": ItemRef(number=1, kind=kind),
        "effective_on": on,
        "decision": DECISION,
        "periods": tuple(periods),
        **more,
    }


def introduced(code: str, *periods: InForce) -> ProcedureIntroduced:
    return ProcedureIntroduced(**_fields(code, ItemKind.INTRODUCE, periods[0].effective_from, periods))


def amended(code: str, on: date, *periods: InForce) -> ProcedureAmended:
    return ProcedureAmended(**_fields(code, ItemKind.AMEND, on, periods))


def replaced(code: str, on: date, *periods: InForce, by: str | None = None) -> ProcedureReplaced:
    return ProcedureReplaced(**_fields(code, ItemKind.REPLACE, on, periods, successor_code=by))


def repealed(code: str, on: date, *periods: InForce) -> ProcedureRepealed:
    return ProcedureRepealed(**_fields(code, ItemKind.REPEAL, on, periods))


def declared_online(
    code: str, on: date, *periods: InForce, online_level: OnlineLevel = OnlineLevel.FULL
) -> ProcedureDeclaredOnline:
    return ProcedureDeclaredOnline(**_fields(code, ItemKind.DECLARE_ONLINE, on, periods, online_level=online_level))


def restored(code: str, on: date, *periods: InForce, kind: ItemKind = ItemKind.REPEAL) -> ProcedureRestored:
    return ProcedureRestored(**_fields(code, kind, on, periods, **ABOUT))


def annulled(
    code: str, kind: ItemKind, on: date, *periods: InForce, online_level: OnlineLevel | None = None
) -> ProcedureAnnulled:
    return ProcedureAnnulled(**_fields(code, kind, on, periods, **ABOUT, online_level=online_level))


def corrected(
    code: str, kind: ItemKind, previous: date, on: date, *periods: InForce, **more: Any
) -> ProcedureCorrected:
    return ProcedureCorrected(**_fields(code, kind, on, periods, **ABOUT, previous_effective_on=previous, **more))


def recoded(
    former: str,
    to: str,
    *periods: InForce,
    items: Sequence[tuple[str, int]] = ((DECISION.id, 1),),
    processes: Sequence[tuple[str, str]] = (),
) -> ProcedureRecoded:
    return ProcedureRecoded(
        former_code=former,
        to=to,
        name="Đăng ký khai sinh",
        agency=AGENCY,
        field=FieldRef(code="G15-TP110", name="Hộ tịch"),
        levels=(Level.COMMUNE,),
        periods=tuple(periods),
        items=tuple(RecodedItem(decision_id=decision, number=number) for decision, number in items),
        processes=tuple(RecodedProcess(decision_id=decision, process_code=code) for decision, code in processes),
        document=CodeDocumentRef(
            id="0199cccc-0000-7000-8000-000000000001",
            number="2471/BTP-KSTT",
            issuing_body="BTP",
            signed_on=date(2023, 4, 3),
            title="Thông báo mã số",
        ),
        recorded_at=datetime(2023, 4, 4, tzinfo=UTC),
    )
