"""Fees, steps of the internal process, moves, and results that are replaced or revoked, through the HTTP API."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from common.contracts.dossiers import DossierEvent
from common.contracts.event import encode
from common.contracts.event import type_of as event_type
from common.contracts.parts import AgencyRef, DecisionRef
from common.contracts.procedures import DecisionPublished, ProcessApproved, ProcessStep
from online_services.dossiers.domain.transitions import Action
from tests.support.dossier_harness import (
    ABOLISHED,
    CODE,
    COMMUNE,
    CONTENT,
    DEPARTMENT,
    HANDLE,
    KEEP,
    OTHER_COMMUNE,
    DossierHarness,
    dossier_harness,
    type_of,
)
from tests.support.law_events import introduced, period
from tests.support.postgres import Postgres

GROUND = "NQ 12/2024/NQ-HĐND"
API = Path(__file__).parents[4] / "services" / "online_services" / "dossiers" / "api"


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        more = [("treasury-1", "treasury"), ("handler-2", "handler"), ("head_of_agency-1", "head_of_agency")]
        officers = [harness.officer(subject, role) for subject, role in more]
        officers += [harness.officer("handler-9", "handler", OTHER_COMMUNE)]
        await harness.post("/v1/dossier-officers", {"officers": officers}, harness.bearer(KEEP))
        yield harness


async def received(dossiers: DossierHarness) -> dict[str, Any]:
    return await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")


async def owing(dossiers: DossierHarness, amount: int = 50_000) -> dict[str, Any]:
    return await dossiers.act(
        await received(dossiers), "fee-request", "handler", reason="Lệ phí", amount=amount, ground=GROUND
    )


async def last_event(dossiers: DossierHarness) -> Any:
    return (await dossiers.service.emitted_events())[-1]


async def test_a_fee_stops_the_clock_until_the_treasury_confirms_its_payment(dossiers: DossierHarness) -> None:
    owed = await owing(dossiers)
    assert (owed["state"], owed["stage"], owed["due_on"]) == (6, "fee_requested", "2026-11-30")
    event = await last_event(dossiers)
    assert (event_type(event).name, event.fee, event.amount) == ("dossier.fee_asked.v1", 1, 50_000)
    dossiers.clock.moment += timedelta(days=2)
    payment = {"method": "treasury", "amount": 50_000}
    for reference in ("UNKNOWN", "MOCK-49999-1"):
        refused = await dossiers.try_act(owed, "fee-payment", "treasury", reference=reference, **payment)
        assert type_of(refused) == (409, "payment-not-confirmed")
    less = {"method": "treasury", "amount": 49_999, "reference": "MOCK-49999-1"}
    assert type_of(await dossiers.try_act(owed, "fee-payment", "treasury", **less)) == (409, "fee-amount-differs")
    by_receiver = await dossiers.try_act(owed, "fee-payment", "receiver", reference="MOCK-50000-1", **payment)
    assert type_of(by_receiver) == (403, "role-not-held")
    settled = await dossiers.act(owed, "fee-payment", "treasury", reference="MOCK-50000-1", **payment)
    assert (settled["state"], settled["due_on"], settled["paused_from"]) == (4, "2026-12-01", None)
    event = await last_event(dossiers)
    assert (event.amount, event.settled_by, event.fee) == (50_000, "treasury", 1)
    other = await owing(dossiers)
    again = await dossiers.try_act(other, "fee-payment", "treasury", reference="MOCK-50000-1", **payment)
    assert type_of(again) == (409, "payment-used-already")
    own = await dossiers.service.http.get(f"/v1/me/dossiers/{settled['id']}", headers=dossiers.citizen())
    (fee,) = own.json()["fees"]
    assert (fee["amount"], fee["ground"], fee["settled_by"], fee["paid"]) == (50_000, GROUND, "treasury", 50_000)


async def test_a_receiver_takes_cash_reduces_or_waives_a_fee(dossiers: DossierHarness) -> None:
    owed = await owing(dossiers)
    cash = {"method": "cash", "amount": 50_000, "reference": "0001"}
    assert type_of(await dossiers.try_act(owed, "fee-payment", "treasury", **cash)) == (403, "role-not-held")
    assert (await dossiers.act(owed, "fee-payment", "receiver", **cash))["state"] == 4
    owed = await owing(dossiers)
    lonely = await dossiers.try_act(owed, "fee-waiver", "receiver", reason="Hộ nghèo", reduced_to=10_000)
    assert lonely.status_code == 422, "what was paid has a receipt"
    reduction = {"reason": "Hộ nghèo", "receipt": "0002"}
    full = await dossiers.try_act(owed, "fee-waiver", "receiver", reduced_to=50_000, **reduction)
    assert type_of(full) == (409, "fee-not-reduced")
    assert (await dossiers.act(owed, "fee-waiver", "receiver", reduced_to=10_000, **reduction))["state"] == 4
    owed = await owing(dossiers)
    waived = await dossiers.act(owed, "fee-waiver", "receiver", reason="Hộ nghèo")
    twice = await dossiers.act(waived, "fee-request", "handler", reason="Phí", amount=1, ground=GROUND)
    assert (twice["state"], (await last_event(dossiers)).fee) == (6, 2)
    rows = await dossiers.service.rows("SELECT settled_by, amount FROM dossier_fee_settlement ORDER BY settled_by")
    assert [tuple(row) for row in rows] == [("cash", 50_000), ("reduction", 10_000), ("waiver", 0)]


async def test_every_pause_of_a_dossier_moves_its_appointment(dossiers: DossierHarness) -> None:
    """Two fees, asked for one after the other: the second appointment counts the first pause too."""
    dossier, appointments = await received(dossiers), list[str]()
    for days in (2, 1):
        dossier = await dossiers.act(dossier, "fee-request", "handler", reason="Lệ phí", amount=9, ground=GROUND)
        dossiers.clock.moment += timedelta(days=days)
        dossier = await dossiers.act(dossier, "fee-payment", "receiver", method="cash", amount=9, reference="BL-1")
        appointments.append(dossier["due_on"])
    assert appointments == ["2026-12-01", "2026-12-02"]


async def test_a_dossier_that_ends_while_a_fee_is_owed_is_judged_by_the_beginning_of_the_pause(
    dossiers: DossierHarness,
) -> None:
    owed = await owing(dossiers)
    dossiers.clock.moment += timedelta(days=60)
    withdrawn = await dossiers.act_as_citizen(owed, "withdrawal", reason="Không còn nhu cầu")
    assert (withdrawn["state"], withdrawn["timeliness"]) == (7, "early")


def approved(code: str, steps: int = 2, **more: Any) -> list[Any]:
    decision = DecisionRef(
        id=f"d-{code}", number="1/QĐ-UBND", issuing_body="H60", signed_on=date(2026, 1, 5), title="Quy trình"
    )
    named = tuple(
        ProcessStep(number=number, name=f"Bước {number}", role="Công chức", hours=4) for number in range(1, steps + 1)
    )
    process = ProcessApproved(
        process_code=code,
        name=code,
        procedure_code=CODE,
        inter_agency=False,
        agency=AgencyRef(code=DEPARTMENT, name="Sở Tư pháp"),
        steps=named,
        decision=decision,
        **more,
    )
    published = DecisionPublished(
        decision_id=decision.id,
        decision=decision,
        agency=process.agency,
        topics=(),
        items=(),
        processes=1,
        published_on=decision.signed_on,
        recorded_at=datetime(2026, 1, 6, tzinfo=UTC),
        back_entered=False,
        late=False,
        first_sequence=1,
    )
    return [process, published]


async def test_a_dossier_goes_through_the_steps_of_the_process_for_its_channel(dossiers: DossierHarness) -> None:
    first = await received(dossiers)
    assert type_of(await dossiers.try_act(first, "step", "handler")) == (409, "process-not-approved")
    await dossiers.service.apply_events([*approved("QT-ALL", steps=9), *approved("QT-DIRECT", 3, channel="direct")])
    claimed = await dossiers.act(first, "claim", "handler")
    to_stranger = await dossiers.try_act(claimed, "step", "handler", handler="receiver-1")
    assert type_of(to_stranger) == (409, "officer-not-handler")
    second = await dossiers.act(claimed, "step", "handler", handler="handler-2")
    assert (second["state"], second["step"], second["step_name"]) == (4, 2, "Bước 2")
    event = await last_event(dossiers)
    assert (event_type(event).name, event.process_code, event.step) == ("dossier.step_passed.v1", "QT-DIRECT", 2)
    assert type_of(await dossiers.try_act(second, "step", "handler")) == (409, "claimed-already")
    own = dossiers.bearer(HANDLE, "handler-2") | {"If-Match": f'"{second["revision"]}"'}
    third = await dossiers.post(f"/v1/dossiers/{second['id']}/step", {}, own)
    assert third.json()["step"] == 3
    last = await dossiers.try_act(third.json(), "step", "handler")
    assert (type_of(last), last.json()["step"]) == ((409, "step-is-last"), 3)
    online = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert (await dossiers.act(online, "step", "handler"))["step"] == 2
    assert (await last_event(dossiers)).process_code == "QT-ALL"


async def test_a_dossier_moves_to_another_agency_that_is_competent(dossiers: DossierHarness) -> None:
    claimed = await dossiers.act(await received(dossiers), "claim", "handler")
    for agency, refusal in ((COMMUNE, "agency-unchanged"), (ABOLISHED, "agency-not-existing")):
        refused = await dossiers.try_act(claimed, "move", "handler", reason="Không thuộc địa bàn", agency=agency)
        assert type_of(refused) == (409, refusal)
    moved = await dossiers.act(claimed, "move", "handler", reason="Không thuộc địa bàn", agency=OTHER_COMMUNE)
    assert (moved["deciding_agency"], moved["due_on"], moved["state"]) == (OTHER_COMMUNE, claimed["due_on"], 2)
    event = await last_event(dossiers)
    assert (event_type(event).name, event.former_agency, event.deciding_agency) == (
        "dossier.moved.v1",
        COMMUNE,
        OTHER_COMMUNE,
    )
    assert type_of(await dossiers.try_act(moved, "handling", "handler")) == (403, "role-not-held")
    there = dossiers.bearer(HANDLE, "handler-9", OTHER_COMMUNE) | {"If-Match": f'"{moved["revision"]}"'}
    begun = await dossiers.post(f"/v1/dossiers/{moved['id']}/handling", {}, there)
    assert (begun.status_code, begun.json()["state"]) == (200, 4), "it is assigned to nobody there"


async def test_a_dossier_that_moves_does_not_follow_an_officer_whose_role_ended(dossiers: DossierHarness) -> None:
    """They are a handler of the other agency by now."""
    officers = [dossiers.officer("handler-2", "handler"), dossiers.officer("handler-9", "handler", OTHER_COMMUNE)]
    await dossiers.post("/v1/dossier-officers", {"officers": officers}, dossiers.bearer(KEEP))
    claimed = await dossiers.act(await received(dossiers), "claim", "handler")
    changed = [dossiers.officer("handler-1", "handler", valid_to="2026-11-23")]
    changed.append(dossiers.officer("handler-1", "handler", OTHER_COMMUNE))
    await dossiers.post("/v1/dossier-officers", {"officers": changed}, dossiers.bearer(KEEP))
    moving = dossiers.bearer(HANDLE, "handler-2") | {"If-Match": f'"{claimed["revision"]}"'}
    body = {"reason": "Không thuộc địa bàn", "agency": OTHER_COMMUNE}
    moved = await dossiers.post(f"/v1/dossiers/{claimed['id']}/move", body, moving)
    assert moved.status_code == 200, moved.text
    there = dossiers.bearer(HANDLE, "handler-9", OTHER_COMMUNE) | {"If-Match": moved.headers["ETag"]}
    begun = await dossiers.post(f"/v1/dossiers/{claimed['id']}/handling", {}, there)
    assert begun.status_code == 200, begun.text


async def test_a_dossier_does_not_move_to_an_agency_that_the_version_does_not_name(dossiers: DossierHarness) -> None:
    named = {**CONTENT, "agencies": [{"role": "executes", "code": COMMUNE, "name": "Xã"}]}
    await dossiers.service.apply_events([introduced("1.000102", period(date(2023, 2, 1)))])
    await dossiers.put_content("1.000102", named)
    filed = await dossiers.file_at_counter(procedure_code="1.000102")
    dossier = await dossiers.act(filed, "reception", "receiver")
    refused = await dossiers.try_act(dossier, "move", "handler", reason="Khác", agency=OTHER_COMMUNE)
    assert type_of(refused) == (409, "agency-not-competent")


async def test_a_result_is_replaced_before_it_is_handed_over_and_revoked_after(dossiers: DossierHarness) -> None:
    finished = await dossiers.act(await received(dossiers), "result", "signer")
    assert finished["results"] == 1
    dossiers.clock.moment += timedelta(days=30)
    assert type_of(await dossiers.try_act(finished, "result-revocation", "signer", reason="Sai")) == (
        409,
        "act-out-of-state",
    )
    replaced = await dossiers.act(finished, "result-replacement", "signer", reason="Sai họ tên")
    assert (replaced["state"], replaced["results"]) == (9, 2)
    assert (replaced["ended_at"], replaced["timeliness"]) == (finished["ended_at"], "early")
    over = await dossiers.act(replaced, "handover", "deliverer")
    again = await dossiers.try_act(over, "result-replacement", "signer", reason="Sai")
    assert type_of(again) == (409, "act-out-of-state")
    revoked = await dossiers.act(over, "result-revocation", "signer", reason="Sai thẩm quyền")
    assert (revoked["state"], revoked["result_revoked"], revoked["timeliness"]) == (10, True, "early")
    twice = await dossiers.try_act(revoked, "result-revocation", "signer", reason="Sai thẩm quyền")
    assert type_of(twice) == (409, "result-revoked-already")
    names = [event_type(event).name for event in await dossiers.service.emitted_events()]
    assert names[-3:] == ["dossier.result_replaced.v1", "dossier.handed_over.v1", "dossier.result_revoked.v1"]
    stopped = await dossiers.act(await received(dossiers), "stop", "signer", reason="Không đủ điều kiện")
    over = await dossiers.act(stopped, "handover", "deliverer")
    assert type_of(await dossiers.try_act(over, "result-revocation", "signer", reason="Sai")) == (409, "no-result")


async def test_where_the_process_separates_them_who_handled_a_dossier_does_not_sign(dossiers: DossierHarness) -> None:
    """Of two officers who are handlers and signers each signs what only the other had."""
    both = [dossiers.officer(f"both-{number}", role) for number in (1, 2) for role in ("handler", "signer")]
    await dossiers.post("/v1/dossier-officers", {"officers": both}, dossiers.bearer(KEEP))
    without_process = await dossiers.act(await received(dossiers), "handling", "both")
    assert (await dossiers.act(without_process, "result", "both"))["state"] == 9
    await dossiers.service.apply_events(
        [*approved("QT-ONLINE", channel="online"), *approved("QT", separate_signer=True)]
    )
    assert (await dossiers.act(await online(dossiers), "result", "both"))["state"] == 9

    begun = await dossiers.act(await received(dossiers), "handling", "both")
    for act, body in (("result", {}), ("stop", {"reason": "Không đủ điều kiện"})):
        assert type_of(await dossiers.try_act(begun, act, "both", **body)) == (403, "signer-handled-dossier")
    finished = await dossiers.act(begun, "result", "signer")
    replacing = {"reason": "Sai họ tên"}
    refused = await dossiers.try_act(finished, "result-replacement", "both", **replacing)
    assert type_of(refused) == (403, "signer-handled-dossier")
    await dossiers.act(finished, "result-replacement", "signer", **replacing)

    named = await dossiers.act(await received(dossiers), "claim", "handler")
    given = await dossiers.act(named, "assignment", "handler", handler="both-1")
    assert type_of(await dossiers.try_act(given, "result", "both")) == (403, "signer-handled-dossier"), "it is theirs"
    other = dossiers.bearer(HANDLE, "both-2") | {"If-Match": f'"{given["revision"]}"'}
    assert (await dossiers.post(f"/v1/dossiers/{given['id']}/result", {}, other)).status_code == 200


async def test_who_opened_a_sub_dossier_handled_its_parent(dossiers: DossierHarness) -> None:
    both = [dossiers.officer("both-1", role) for role in ("handler", "signer")]
    there = [dossiers.officer("receiver-9", "receiver", OTHER_COMMUNE)]
    await dossiers.post("/v1/dossier-officers", {"officers": both + there}, dossiers.bearer(KEEP))
    await dossiers.service.apply_events(approved("QT", separate_signer=True))
    parent = await received(dossiers)
    headers = dossiers.bearer(HANDLE, "both-1") | {"If-Match": f'"{parent["revision"]}"', "Idempotency-Key": "sub"}
    request = {"agency": OTHER_COMMUNE, "reason": "Xin ý kiến"}
    sub = await dossiers.post(f"/v1/dossiers/{parent['id']}/sub-dossiers", request, headers)
    assert sub.status_code == 201, sub.text
    declining = dossiers.bearer(HANDLE, "receiver-9", OTHER_COMMUNE) | {"If-Match": '"1"'}
    path = f"/v1/dossiers/{sub.json()['id']}/refusal"
    assert (await dossiers.post(path, {"reason": "Không thuộc thẩm quyền"}, declining)).status_code == 200
    assert type_of(await dossiers.try_act(parent, "result", "both")) == (403, "signer-handled-dossier")
    await dossiers.act(parent, "result", "signer")


async def test_who_entered_a_past_dossier_did_not_handle_it_until_they_do(dossiers: DossierHarness) -> None:
    both = [dossiers.officer("both-1", role) for role in ("handler", "signer")]
    await dossiers.post("/v1/dossier-officers", {"officers": both}, dossiers.bearer(KEEP))
    await dossiers.service.apply_events(approved("QT", separate_signer=True))
    acts = [{"action": "receive", "at": "2026-11-20T09:00:00+07:00"}]
    acts.append({"action": "begin", "at": "2026-11-20T10:00:00+07:00"})
    entry = {**dossiers.filing(channel="direct", filed_at="2026-11-20T08:00:00+07:00"), "acts": acts}
    headers = dossiers.bearer("dossiers.back_enter", "both-1") | {"Idempotency-Key": "past"}
    entered = await dossiers.post("/v1/past-dossiers", {"dossiers": [entry, entry]}, headers)
    assert entered.status_code == 201, entered.text
    signed, handled = ({**item, "revision": 1 + len(acts)} for item in entered.json()["items"])
    await dossiers.act(signed, "result", "both")
    claimed = await dossiers.act(handled, "claim", "both")
    assert type_of(await dossiers.try_act(claimed, "result", "both")) == (403, "signer-handled-dossier")


async def online(dossiers: DossierHarness) -> dict[str, Any]:
    received = await dossiers.act(await dossiers.file(), "reception", "receiver")
    return await dossiers.act(received, "handling", "both")


async def test_no_event_of_these_acts_names_a_person(dossiers: DossierHarness) -> None:
    await dossiers.service.apply_events(approved("QT"))
    owed = await owing(dossiers)
    paid = await dossiers.act(owed, "fee-payment", "receiver", method="cash", amount=50_000, reference="BL-77")
    passed = await dossiers.act(paid, "step", "handler", handler="handler-2")
    own = dossiers.bearer(HANDLE, "handler-2") | {"If-Match": f'"{passed["revision"]}"'}
    move = {"reason": "Không thuộc địa bàn", "agency": OTHER_COMMUNE}
    assert (await dossiers.post(f"/v1/dossiers/{passed['id']}/move", move, own)).status_code == 200
    emitted = [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierEvent)]
    assert len(emitted) == 6
    written = b"".join(map(encode, emitted)).decode()
    personal = ("BL-77", "handler-", "receiver-", "Nguyễn", "Lệ phí", "Không thuộc", "008099")
    assert not [word for word in personal if word in written or word.encode("unicode_escape").decode() in written]


def test_each_act_of_the_table_has_an_operation() -> None:
    text = "".join((API / name).read_text("utf-8") for name in ("routes.py", "receptions.py"))
    filed_by_a_command_of_its_own = {Action.FILE}
    missing = {action for action in Action if f"Action.{action.name}" not in text}
    assert missing == filed_by_a_command_of_its_own
