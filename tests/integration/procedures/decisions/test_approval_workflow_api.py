"""The approval workflow through the API: roles, separation of duties, the signed file, returned and revised drafts,
back-entered Decisions."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import DBAPIError

from common.contracts.procedures import DecisionPublished
from procedures.decisions.api.examples import ROLE_HOLDERS
from procedures.decisions.domain.roles import SCOPES, DecisionRole
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    BACK_ENTER,
    CHAIRMAN,
    CONTROL,
    CONTROLLER,
    DRAFT,
    PDF,
    PUBLISH,
    PUBLISHER,
    ROLES,
    SIGN,
    STATED_SHA256,
    Body,
    ProceduresHarness,
    item,
    problem,
    procedures_harness,
)

A, B = "1.000101", "1.000102"
OLD = {"back_entered": True, "published_on": "2023-01-20"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def post(
    harness: ProceduresHarness, id: str, step: str, scope: str, *, subject: str, agency: str = "H60.01", **parts: Any
) -> httpx.Response:
    headers = harness.service.bearer(scope, subject=subject, agency=agency) | parts.pop("headers", {})
    return await harness.http.post(f"/v1/decisions/{id}/{step}", headers=headers, **parts)


async def reviewed(harness: ProceduresHarness, **parts: Any) -> str:
    id = str((await harness.draft(item("introduce", A), **parts))["id"])
    assert (await harness.post_submit(id)).status_code == 200
    assert (await harness.post_approve(id)).status_code == 200
    return id


async def returned(harness: ProceduresHarness, id: str, reason: str = "Thiếu căn cứ pháp lý") -> httpx.Response:
    return await post(harness, id, "return", CONTROL, subject=CONTROLLER, agency="H60.02", json={"reason": reason})


async def record(harness: ProceduresHarness, **holder: Any) -> None:
    row = {"title": "Cơ quan", "legal_basis": "Quyết định phân công", **holder}
    response = await harness.http.post(
        "/v1/role-holders", json={"role_holders": [row]}, headers=harness.service.bearer(ROLES)
    )
    assert response.status_code == 200, response.text


async def history(harness: ProceduresHarness, id: str, *scopes: str) -> list[Body]:
    response = await harness.http.get(
        f"/v1/decisions/{id}/history", headers=harness.service.bearer(*scopes) if scopes else {}
    )
    assert response.status_code == 200, response.text
    return list(response.json()["items"])


async def test_a_decision_is_drafted_submitted_approved_signed_and_published_by_the_holders_of_each_role(
    harness: ProceduresHarness,
) -> None:
    draft = await harness.draft(item("introduce", A), number=None, signed_on="2023-01-31")
    id = draft["id"]
    assert (draft["status"], draft["number"]) == ("draft", None)
    submitted = (await harness.post_submit(id)).json()
    assert (submitted["status"], submitted["approved"], submitted["revision"]) == ("review", False, 2)
    assert (await harness.post_approve(id)).json()["approved"] is True
    signed = (await harness.post_sign(id, number="901/QĐ-UBND", signed_on="2023-01-15")).json()
    assert (signed["status"], signed["number"], signed["signed_on"]) == ("signed", "901/QĐ-UBND", "2023-01-15")
    assert (signed["signed_file_sha256"], signed["signer"]) == (sha256(PDF).hexdigest(), "Chủ tịch UBND tỉnh")
    assert (await harness.post_publish(id)).json()["status"] == "published"
    shown = await harness.get(f"/v1/decisions/{id}")
    assert {name: shown[name] for name in ("number", "signer", "signed_file_sha256", "revision")} == {
        "number": "901/QĐ-UBND",
        "signer": "Chủ tịch UBND tỉnh",
        "signed_file_sha256": sha256(PDF).hexdigest(),
        "revision": 5,
    }
    event = (await harness.emitted_events())[-1][1]
    assert isinstance(event, DecisionPublished)
    assert (event.signer, event.signed_file_sha256) == ("Chủ tịch UBND tỉnh", sha256(PDF).hexdigest())


async def test_every_step_has_its_author_time_and_legal_basis_and_the_public_sees_no_accounts(
    harness: ProceduresHarness,
) -> None:
    id = await reviewed(harness)
    await returned(harness, id)
    await post(harness, id, "submit", DRAFT, subject="officer-1", json={"reason": "Đã bổ sung"})
    await harness.post_approve(id)
    await harness.post_sign(id)
    assert (await harness.post_publish(id)).status_code == 200
    steps = await history(harness, id, DRAFT)
    assert [(step["step"], step["revision"], step["taken_by"], step["role"]) for step in steps] == [
        ("draft", 1, "officer-1", "drafter"),
        ("submit", 2, "officer-1", "drafter"),
        ("approve", 3, CONTROLLER, "controller"),
        ("return", 4, CONTROLLER, "controller"),
        ("submit", 5, "officer-1", "drafter"),
        ("approve", 6, CONTROLLER, "controller"),
        ("sign", 7, CHAIRMAN, "signer"),
        ("publish", 8, PUBLISHER, "publisher"),
    ]
    assert [step["reason"] for step in steps if step["reason"]] == ["Thiếu căn cứ pháp lý", "Đã bổ sung"]
    assert {step["legal_basis"] for step in steps} == {"Điều 8 TT 01/2018/TT-VPCP"}
    assert {step["taken_at"] for step in steps} == {"2026-11-23T05:00:00Z"}
    public = await history(harness, id)
    assert [step["step"] for step in public] == [step["step"] for step in steps]
    assert {(step["taken_by"], step["reason"]) for step in public} == {(None, None)}
    assert [step["agency_code"] for step in public][-2:] == ["H60", "H60.01"]


STEPS = [
    ("submit", DRAFT, "drafter"),
    ("approve", CONTROL, "controller"),
    ("sign", SIGN, "signer"),
    ("publish", PUBLISH, "publisher"),
]


@pytest.mark.parametrize(("step", "scope", "role"), STEPS)
async def test_a_scope_without_the_role_takes_no_step(
    harness: ProceduresHarness, step: str, scope: str, role: str
) -> None:
    """To an agency that may read the Decision the refusal names the role; to others there is no such Decision."""
    id = await reviewed(harness)
    parts: dict[str, Any] = {"content": PDF, "headers": {"Content-Type": "application/pdf"}} if step == "sign" else {}
    for agency in ("H60.77", ""):
        refusal = problem(await post(harness, id, step, scope, subject="stranger", agency=agency, **parts))
        assert (refusal["status"], refusal["type"]) == (404, "decision-not-found")
    reader = "publisher" if role == "controller" else "controller"
    await record(harness, role=reader, agency_code="H60.77")
    headers = harness.service.bearer(scope, SCOPES[DecisionRole(reader)], subject="stranger", agency="H60.77")
    parts["headers"] = headers | parts.get("headers", {})
    refusal = problem(await harness.http.post(f"/v1/decisions/{id}/{step}", **parts))
    assert (refusal["status"], refusal["type"]) == (403, "role-not-held")
    assert (refusal["roles"], refusal["agency"]) == ([role], "H60.77")


async def test_an_agency_without_the_role_neither_returns_nor_revises_nor_discards(
    harness: ProceduresHarness,
) -> None:
    id = await reviewed(harness)
    stranger = {"subject": "stranger", "agency": "H60.77"}
    headers = harness.service.bearer(DRAFT, **stranger)
    responses = [
        await post(harness, id, "return", CONTROL, **stranger, json={"reason": "Thiếu căn cứ"}),
        await post(harness, id, "revise", DRAFT, **stranger, json=harness.body(item("introduce", A))),
        await harness.http.delete(f"/v1/decisions/{id}", headers=headers),
    ]
    hidden = (404, "decision-not-found")
    assert [(response.status_code, problem(response)["type"]) for response in responses] == [hidden] * 3
    assert [step["step"] for step in await history(harness, id, DRAFT)] == ["draft", "submit", "approve"]


async def test_an_agency_without_a_role_drafts_nothing(harness: ProceduresHarness) -> None:
    response = await harness.http.post(
        "/v1/decisions", json=harness.body(item("introduce", A)), headers=harness.service.bearer(DRAFT, agency="H60.02")
    )
    assert problem(response)["type"] == "role-not-held"
    assert await harness.service.rows("SELECT 1 FROM decision") == []


async def test_a_role_that_moved_on_a_day_is_held_by_the_other_agency_from_that_day_on(
    harness: ProceduresHarness,
) -> None:
    moved = {"role": "controller", "legal_basis": "Điều 18 NĐ 224/2026/NĐ-CP"}
    await record(harness, **moved, agency_code="H60.02", valid_to="2026-11-23")
    await record(harness, **moved, agency_code="H60.03", valid_from="2026-11-23")
    id = (await harness.draft(item("introduce", A)))["id"]
    await harness.post_submit(id)
    refusal = problem(await harness.post_approve(id))
    assert refusal["type"] == "decision-not-found", "the role has ended, for reading too"
    approved = await post(harness, id, "approve", CONTROL, subject=CONTROLLER, agency="H60.03")
    assert approved.status_code == 200
    assert (await history(harness, id, DRAFT))[-1]["legal_basis"] == "Điều 18 NĐ 224/2026/NĐ-CP"


async def test_a_signer_must_hold_the_role_on_the_day_of_signing(harness: ProceduresHarness) -> None:
    await record(harness, role="signer", agency_code="H60", subject=None, valid_to="2023-01-10")
    await record(harness, role="signer", agency_code="H60", subject="chairwoman", valid_from="2023-01-12")
    id = await reviewed(harness)
    assert problem(await harness.post_sign(id))["on"] == "2023-01-15"
    pdf: dict[str, Any] = {"content": PDF, "headers": {"Content-Type": "application/pdf"}}
    before = await post(harness, id, "sign?signed_on=2023-01-11", SIGN, subject="chairwoman", agency="H60", **pdf)
    assert (problem(before)["type"], problem(before)["on"]) == ("role-not-held", "2023-01-11")
    assert (await post(harness, id, "sign", SIGN, subject="chairwoman", agency="H60", **pdf)).status_code == 200


async def test_nobody_signs_for_another_issuing_body(harness: ProceduresHarness) -> None:
    id = await reviewed(harness, issuing_body="H22")
    pdf: dict[str, Any] = {"content": PDF, "headers": {"Content-Type": "application/pdf"}}
    hidden = problem(await post(harness, id, "sign", SIGN, subject=CHAIRMAN, agency="H60", **pdf))
    assert hidden["type"] == "decision-not-found"
    await record(harness, role="publisher", agency_code="H60")
    both = harness.service.bearer(SIGN, PUBLISH, subject=CHAIRMAN, agency="H60") | pdf["headers"]
    refusal = problem(await harness.http.post(f"/v1/decisions/{id}/sign", content=PDF, headers=both))
    assert (refusal["status"], refusal["type"]) == (403, "decision-of-another-agency")
    assert (await harness.post_sign(id)).status_code == 200


async def test_nobody_publishes_signs_or_approves_what_they_drafted_or_submitted_whatever_their_scopes(
    harness: ProceduresHarness,
) -> None:
    """The officer holds every scope, and every role of their own agency."""
    for role in ("controller", "signer", "publisher"):
        await record(harness, role=role, agency_code="H60.01")
    every = {"subject": "officer-1", "agency": "H60.01"}
    pdf: dict[str, Any] = {"content": PDF, "headers": {"Content-Type": "application/pdf"}}
    id = (await harness.draft(item("introduce", A), issuing_body="H60.01"))["id"]
    await post(harness, id, "submit", DRAFT, subject="officer-2")
    for subject in ("officer-1", "officer-2"):
        refusal = problem(await post(harness, id, "approve", CONTROL, subject=subject))
        assert (refusal["status"], refusal["type"], refusal["step"]) == (403, "separation-of-duties", "approve")
        assert refusal["earlier"] == ("draft" if subject == "officer-1" else "submit")
    assert (await harness.post_approve(id)).status_code == 200
    assert problem(await post(harness, id, "sign", SIGN, **every, **pdf))["type"] == "separation-of-duties"
    by_controller = problem(await post(harness, id, "sign", SIGN, subject=CONTROLLER, agency="H60.01", **pdf))
    assert (by_controller["type"], by_controller["earlier"]) == ("separation-of-duties", "approve")
    assert (await harness.post_sign(id)).status_code == 200
    assert problem(await post(harness, id, "publish", PUBLISH, **every))["type"] == "separation-of-duties"
    assert await harness.emitted_events() == []
    assert (await post(harness, id, "publish", PUBLISH, subject=CONTROLLER)).status_code == 200


async def test_an_unsigned_decision_is_not_published(harness: ProceduresHarness) -> None:
    id = (await harness.draft(item("introduce", A)))["id"]
    for take_step in (None, harness.post_submit, harness.post_approve):
        if take_step is not None:
            await take_step(id)
        refusal = problem(await post(harness, id, "publish", PUBLISH, subject=PUBLISHER))
        assert (refusal["status"], refusal["type"]) == (409, "decision-not-signed")
    assert await harness.emitted_events() == []


async def test_a_decision_whose_signed_file_was_altered_is_not_published(
    harness: ProceduresHarness,
) -> None:
    id = await reviewed(harness)
    await harness.post_sign(id)
    await harness.service.execute("ALTER TABLE signed_file DISABLE TRIGGER USER, DROP CONSTRAINT ck_signed_file_sha256")
    for change in ("UPDATE signed_file SET content = content || 'x'::bytea", "DELETE FROM signed_file"):
        await harness.service.execute(change)
        refusal = problem(await post(harness, id, "publish", PUBLISH, subject=PUBLISHER))
        assert (refusal["status"], refusal["type"]) == (409, "signed-file-altered")
        assert refusal["signed_file_sha256"] == sha256(PDF).hexdigest()
    assert await harness.emitted_events() == []


async def test_postgresql_itself_keeps_no_file_under_another_hash(harness: ProceduresHarness) -> None:
    with pytest.raises(DBAPIError, match="ck_signed_file_sha256"):
        await harness.service.rows("INSERT INTO signed_file VALUES (repeat('0', 64), '%PDF-'::bytea, 'x', now())")


@pytest.mark.parametrize(
    "change",
    [
        (
            "UPDATE decision SET status = 'published', revision = 2, published_on = now(), recorded_at = now(),"
            " published_by = 'x'"
        ),
        "UPDATE decision SET status = 'signed', revision = 2, signed_file_sha256 = repeat('0', 64)",
        "UPDATE decision SET number = '9', revision = 2, status = 'review'",
        "UPDATE decision SET status = 'review'",
        "UPDATE decision_step SET taken_by = 'x'",
        "DELETE FROM decision_step",
        "UPDATE role_holder SET agency_code = 'x'",
    ],
)
async def test_postgresql_itself_lets_no_step_be_skipped_or_rewritten(harness: ProceduresHarness, change: str) -> None:
    await harness.draft(item("introduce", A))
    with pytest.raises(DBAPIError, match=r"append-only|changes in one way"):
        await harness.service.rows(change)


async def test_the_signed_file_is_returned_byte_for_byte(harness: ProceduresHarness) -> None:
    published = await harness.publish(item("introduce", A))
    response = await harness.http.get(f"/v1/decisions/{published['id']}/signed-file")
    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, PDF, "application/pdf")
    assert response.headers["ETag"] == f'"{sha256(PDF).hexdigest()}"'
    assert response.headers["Content-Disposition"].startswith("attachment")
    known = await harness.http.get(
        f"/v1/decisions/{published['id']}/signed-file", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert known.status_code == 304


async def test_the_same_file_again_changes_nothing_and_another_is_refused(harness: ProceduresHarness) -> None:
    id = await reviewed(harness)
    first, again = [await harness.post_sign(id) for _ in range(2)]
    assert (first.status_code, again.json()) == (200, first.json())
    others: list[tuple[bytes, Body]] = [
        (PDF + b".", {}),
        (PDF, {"number": "77/QĐ-UBND"}),
        (PDF, {"signed_on": "2023-01-14"}),
    ]
    for file, params in others:
        refusal = problem(await harness.post_sign(id, file, **params))
        assert (refusal["status"], refusal["type"]) == (409, "decision-already-signed")
    assert [step["step"] for step in await history(harness, id, DRAFT)].count("sign") == 1
    keyed = [await harness.post_sign(id, headers={"Idempotency-Key": "sign-1"}) for _ in range(2)]
    assert keyed[1].headers["Idempotent-Replayed"] == "true"


async def test_a_file_that_is_no_pdf_or_too_large_is_refused(harness: ProceduresHarness) -> None:
    id = await reviewed(harness)
    html = problem(await harness.post_sign(id, b"<html></html>"))
    assert (html["status"], html["type"]) == (415, "signed-file-not-pdf")
    large = problem(await harness.post_sign(id, b"%PDF-" + b"x" * 8_000_000))
    assert (large["status"], large["type"], large["largest"]) == (413, "signed-file-too-large", 8_000_000)
    largest = b"%PDF-" + b"x" * 7_999_995
    assert (await harness.post_sign(id, largest)).status_code == 200
    assert await harness.service.rows("SELECT 1 FROM signed_file WHERE length(content) <> 8000000") == []


async def test_a_number_that_is_taken_when_it_is_signed_is_refused_and_the_decision_stays_in_review(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", B), number="901/QĐ-UBND")
    id = await reviewed(harness, number=None)
    assert problem(await harness.post_sign(id))["type"] == "decision-not-numbered"
    refusal = problem(await harness.post_sign(id, number="901/QĐ-UBND"))
    assert (refusal["status"], refusal["type"]) == (409, "decision-number-taken")
    assert (await harness.post_sign(id, number="901/QĐ-UBND", signed_on="2022-12-30")).status_code == 200


async def test_the_list_is_checked_again_against_the_day_of_signing(harness: ProceduresHarness) -> None:
    id = await reviewed(harness)
    refusal = problem(await harness.post_sign(id, signed_on="2023-02-02"))
    assert (refusal["status"], refusal["type"]) == (409, "effective-before-decision")
    assert (await harness.post_sign(id, signed_on="2023-02-01")).json()["late"] is False


async def test_the_lead_agency_of_a_group_is_checked_again_against_the_day_of_signing(
    harness: ProceduresHarness,
) -> None:
    lead = {"agencies": [{"code": "H60.77", "name": "Sở Nội vụ", "valid_to": "2023-01-20"}]}
    headers = harness.service.bearer("catalogue.write")
    assert (await harness.http.post("/v1/agencies", json=lead, headers=headers)).is_success
    group = {
        "code": "LT.0077",
        "name": "Liên thông",
        "lead_agency_code": "H60.77",
        "members": [A, B],
        "valid_from": "2023-02-01",
    }
    id = await reviewed(harness, groups=[group])
    refusal = problem(await harness.post_sign(id, signed_on="2023-01-25"))
    assert (refusal["status"], refusal["type"]) == (409, "agency-not-valid")
    assert (await harness.post_sign(id, signed_on="2023-01-16")).is_success


async def test_a_return_needs_a_reason_and_the_signer_may_return_too(harness: ProceduresHarness) -> None:
    id = await reviewed(harness)
    silent = await post(harness, id, "return", CONTROL, subject=CONTROLLER, agency="H60.02", json={})
    assert problem(silent)["type"] == "malformed-request"
    by_signer = await post(harness, id, "return", SIGN, subject=CHAIRMAN, agency="H60", json={"reason": "Xem lại"})
    assert (by_signer.json()["status"], by_signer.json()["approved"]) == ("draft", False)
    assert problem(await returned(harness, id))["type"] == "step-not-allowed-in-status"
    await harness.complete_approval(id)
    assert problem(await returned(harness, id))["type"] == "role-not-held", "only a signer returns a signed Decision"
    with_the_wrong_scope = await post(
        harness, id, "return", CONTROL, subject=CHAIRMAN, agency="H60", json={"reason": "Xem lại"}
    )
    assert problem(with_the_wrong_scope)["type"] == "decision-not-found", "the signer's role needs the signer's scope"
    taken_back = await post(harness, id, "return", SIGN, subject=CHAIRMAN, agency="H60", json={"reason": "Nhầm tệp"})
    assert (taken_back.json()["status"], taken_back.json()["signed_file_sha256"]) == ("draft", None)
    assert problem(await harness.post_publish(id))["type"] == "decision-not-signed"


async def test_a_returned_draft_is_revised_under_its_number_and_its_drafters_stay_excluded(
    harness: ProceduresHarness,
) -> None:
    await record(harness, role="publisher", agency_code="H60.01")
    id = await reviewed(harness, number="12/QĐ-UBND")
    await returned(harness, id)
    body = harness.body(item("introduce", B), number="12/QĐ-UBND")
    response = await post(harness, id, "revise", DRAFT, subject="officer-2", json=body, params={"reason": "Sai mã"})
    revised = response.json()
    assert (response.status_code, revised["revises"], revised["status"], revised["number"]) == (
        201,
        id,
        "draft",
        "12/QĐ-UBND",
    )
    assert [item["procedure_code"] for item in revised["items"]] == [B]
    assert problem(await harness.post_submit(id))["type"] == "decision-not-found", "the former draft is discarded"
    await post(harness, revised["id"], "submit", DRAFT, subject="officer-2")
    await harness.post_approve(revised["id"])
    await harness.post_sign(revised["id"])
    for subject in ("officer-1", "officer-2"):
        refusal = problem(await post(harness, revised["id"], "publish", PUBLISH, subject=subject))
        assert refusal["type"] == "separation-of-duties", "who drafted the former draft took part in drafting"
    assert (await post(harness, revised["id"], "publish", PUBLISH, subject=PUBLISHER)).status_code == 200
    steps = [(step["decision"] == id, step["step"]) for step in await history(harness, revised["id"], DRAFT)]
    former = [(True, step) for step in ("draft", "submit", "approve", "return", "discard")]
    assert steps == [*former, *((False, step) for step in ("revise", "submit", "approve", "sign", "publish"))]


async def test_only_a_draft_is_revised(harness: ProceduresHarness) -> None:
    id = await reviewed(harness)
    response = await post(harness, id, "revise", DRAFT, subject="officer-1", json=harness.body(item("introduce", B)))
    assert problem(response)["type"] == "step-not-allowed-in-status"


async def test_a_back_entered_decision_needs_two_calls_by_two_people(harness: ProceduresHarness) -> None:
    entered = await harness.draft(item("introduce", A), **OLD, signer="Chủ tịch UBND tỉnh")
    assert (entered["status"], entered["signed_file_sha256"]) == ("signed", STATED_SHA256)
    both = harness.service.bearer(PUBLISH, BACK_ENTER)
    same_person = await harness.http.post(f"/v1/decisions/{entered['id']}/publish", headers=both)
    assert (problem(same_person)["type"], problem(same_person)["earlier"]) == ("separation-of-duties", "enter")
    other = await harness.http.post(
        f"/v1/decisions/{entered['id']}/publish", headers=harness.service.bearer(PUBLISH, BACK_ENTER, subject="other")
    )
    assert (other.json()["status"], other.json()["signed_file_sha256"]) == ("published", STATED_SHA256)
    missing = problem(await harness.http.get(f"/v1/decisions/{entered['id']}/signed-file"))
    assert (missing["status"], missing["type"], missing["signed_file_sha256"]) == (
        404,
        "signed-file-not-found",
        STATED_SHA256,
    )
    assert [step["step"] for step in await history(harness, entered["id"])] == ["enter", "publish"]


async def test_only_a_back_entered_decision_states_the_hash_of_its_file(harness: ProceduresHarness) -> None:
    without = {**harness.body(item("introduce", A), **OLD), "signed_file_sha256": None}
    ahead = harness.body(item("introduce", A), signed_file_sha256=STATED_SHA256)
    for body in (without, ahead):
        assert problem(await harness.post_draft(body, DRAFT, BACK_ENTER))["type"] == "stated-hash-missing"
    unnumbered = harness.body(item("introduce", A), **OLD, number=None)
    assert problem(await harness.post_draft(unnumbered, DRAFT, BACK_ENTER))["type"] == "decision-not-numbered"
    malformed = harness.body(item("introduce", A), **OLD, signed_file_sha256="5E")
    assert problem(await harness.post_draft(malformed, DRAFT, BACK_ENTER))["type"] == "malformed-request"


async def test_a_mistaken_back_entry_is_discarded_and_its_number_is_free(harness: ProceduresHarness) -> None:
    entered = await harness.draft(item("introduce", A), **OLD, number="12/QĐ-UBND")
    gone = await harness.http.delete(
        f"/v1/decisions/{entered['id']}", headers=harness.service.bearer(DRAFT), params={"reason": "Nhập nhầm"}
    )
    assert gone.status_code == 204
    await harness.publish(item("introduce", A), **OLD, number="12/QĐ-UBND")
    (row,) = await harness.service.rows("SELECT taken_by, reason FROM decision_step WHERE step = 'discard'")
    assert tuple(row) == ("officer-1", "Nhập nhầm")


async def test_of_concurrent_signatures_or_publications_of_one_decision_one_succeeds(
    harness: ProceduresHarness,
) -> None:
    id = await reviewed(harness)
    signed = await asyncio.gather(*(harness.post_sign(id, PDF + bytes([48 + n])) for n in range(6)))
    assert sorted(response.status_code for response in signed) == [200, 409, 409, 409, 409, 409]
    published = await asyncio.gather(
        *(post(harness, id, "publish", PUBLISH, subject=f"publisher-{n}") for n in range(6))
    )
    assert sorted(response.status_code for response in published) == [200, 409, 409, 409, 409, 409]
    assert [step["step"] for step in await history(harness, id)] == ["draft", "submit", "approve", "sign", "publish"]


async def test_a_repeated_step_returns_the_first_response_and_has_one_effect(harness: ProceduresHarness) -> None:
    id = (await harness.draft(item("introduce", A)))["id"]
    for step in (harness.post_submit, harness.post_approve):
        first, again = [await step(id, **{"Idempotency-Key": step.__name__}) for _ in range(2)]
        assert (first.status_code, again.json(), again.headers["Idempotent-Replayed"]) == (200, first.json(), "true")
    stale = await harness.post_sign(id, headers={"If-Match": '"2"'})
    assert (stale.status_code, problem(stale)["current"]) == (412, '"3"')


async def test_role_holders_are_recorded_once_with_their_author_and_accounts_are_not_public(
    harness: ProceduresHarness,
) -> None:
    headers = harness.service.bearer(ROLES, subject="keeper")
    for _ in range(2):
        response = await harness.http.post("/v1/role-holders", json=ROLE_HOLDERS, headers=headers)
        assert response.json() == {"recorded": 4}
    rows = await harness.service.rows("SELECT agency_code, role FROM role_holder WHERE recorded_by = 'keeper'")
    assert len(rows) == len({tuple(row) for row in rows}), "what differs in nothing is left same_person"
    shown = (await harness.get("/v1/role-holders", on="2026-07-01"))["items"]
    (control,) = [holder for holder in shown if holder["role"] == "controller" and holder["agency_code"] == "H60.01"]
    assert (control["valid_from"], control["legal_basis"], control["subject"]) == (
        "2026-07-01",
        "Điều 18, 19 NĐ 224/2026/NĐ-CP",
        None,
    )
    before = (await harness.get("/v1/role-holders", on="2026-06-30"))["items"]
    assert not [holder for holder in before if holder["role"] == "controller" and holder["agency_code"] == "H60.01"]
    assert {holder["subject"] for holder in (await harness.get("/v1/role-holders"))["items"]} == {None}
    whole = (await harness.http.get("/v1/role-holders", headers=headers)).json()["items"]
    assert "chairman" in {holder["subject"] for holder in whole}


async def test_a_role_is_withdrawn_by_a_row_whose_end_equals_its_beginning(harness: ProceduresHarness) -> None:
    mistake = {"role": "controller", "agency_code": "H60.44", "valid_from": "2026-01-01"}
    await record(harness, **mistake)
    assert "H60.44" in {
        holder["agency_code"] for holder in (await harness.get("/v1/role-holders", on="2026-11-23"))["items"]
    }
    await record(harness, **mistake, valid_to="2026-01-01")
    for params in ({"on": "2026-11-23"}, {}):
        assert "H60.44" not in {
            holder["agency_code"] for holder in (await harness.get("/v1/role-holders", **params))["items"]
        }
    wrong = {"role_holders": [{**mistake, "title": "x", "legal_basis": "y", "valid_to": "2025-12-31"}]}
    response = await harness.http.post("/v1/role-holders", json=wrong, headers=harness.service.bearer(ROLES))
    assert problem(response)["type"] == "malformed-request"
