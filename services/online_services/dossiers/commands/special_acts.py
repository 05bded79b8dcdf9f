"""What fees, steps and moves do beside the table of states: each returns the dossier as the act finds it changed, and
the facts that its event states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import day_of
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.domain.act_refusals import AgencyUnchanged
from online_services.dossiers.domain.dossier import Dossier, moved
from online_services.dossiers.domain.fee_refusals import PaymentNotConfirmed
from online_services.dossiers.domain.fees import Payment, paid, reduced
from online_services.dossiers.domain.filing import VersionContent
from online_services.dossiers.domain.step_refusals import ProcessNotApproved
from online_services.dossiers.domain.steps import Process, Step, passed_on, process_for
from online_services.dossiers.domain.transitions import Action, Role
from online_services.dossiers.storage.existing_agencies import require_existing_agency
from online_services.dossiers.storage.stored_fees import Fees
from online_services.law.queries.content_of_version import content_of_version
from online_services.law.queries.processes_in_force import processes_in_force
from online_services.law.storage.repository import present_code

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeeRequest:
    """`amount` is in đồng, `ground` the legal basis."""

    amount: int
    ground: str


@dataclass(frozen=True, slots=True)
class ActDetails:
    """`fee` is what is asked for, `payment` what is stated to be paid, `confirmed` what the treasury says of it, and
    `move_to` the other agency that decides."""

    fee: FeeRequest | None = None
    payment: Payment | None = None
    confirmed: Payment | None = None
    move_to: str | None = None


NO_DETAILS = ActDetails()


async def apply_details(
    work: UnitOfWork, dossier: Dossier, action: Action, role: Role, details: ActDetails, at: datetime
) -> tuple[Dossier, Facts]:
    """Other acts than these change nothing more. Raises the refusals of fees, steps and moves."""
    if action is Action.REQUEST_FEE and details.fee is not None:
        fee = await work.of(Fees).request(dossier.filing.id, details.fee.amount, details.fee.ground, at)
        return dossier, {"fee": fee.number, "amount": fee.amount}
    if action in (Action.PAY_FEE, Action.WAIVE_FEE):
        return dossier, await _settle(work, dossier, action, role, details, at)
    if action is Action.PASS_STEP:
        return await _pass_step(work, dossier)
    if action is Action.MOVE and details.move_to is not None:
        return await _move(work, dossier, details.move_to, at)
    return dossier, {}


async def _settle(
    work: UnitOfWork, dossier: Dossier, action: Action, role: Role, details: ActDetails, at: datetime
) -> Facts:
    fee, payment = await work.of(Fees).owed(dossier.filing.id), details.payment
    if action is Action.PAY_FEE and payment is not None:
        if role is Role.TREASURY and details.confirmed != payment:
            raise PaymentNotConfirmed(payment.reference)
        settlement = paid(fee, payment, role)
    else:
        settlement = reduced(fee, payment)
    await work.of(Fees).settle(dossier.filing.id, fee, settlement, at)
    return {"fee": fee.number, "amount": settlement.amount, "settled_by": settlement.by.value}


async def _pass_step(work: UnitOfWork, dossier: Dossier) -> tuple[Dossier, Facts]:
    """The process that was in force on the day of reception is followed to its end."""
    process = await process_of(work.connection, dossier)
    progress = passed_on(process, dossier.progress)
    return replace(dossier, progress=progress), {"process_code": process.code, "step": progress.step.number}


async def process_of(read: AsyncConnection, dossier: Dossier) -> Process:
    """The process that was in force on the day of reception. Raises `ProcessNotApproved`."""
    filing, received_at = dossier.filing, dossier.received_at or dossier.filing.filed_at
    code = await present_code(read, filing.procedure_code)
    rows = await processes_in_force(read, code, day_of(received_at))
    return process_for(map(_process, rows), filing.agencies.deciding, filing.channel, filing.for_case)


async def has_separate_signer(read: AsyncConnection, dossier: Dossier) -> bool:
    """Whether its internal process says so; where none is approved, nothing does."""
    try:
        return (await process_of(read, dossier)).separate_signer
    except ProcessNotApproved:
        return False


async def _move(work: UnitOfWork, dossier: Dossier, agency: str, at: datetime) -> tuple[Dossier, Facts]:
    filing = dossier.filing
    if agency == filing.agencies.deciding:
        raise AgencyUnchanged(agency)
    content = await content_of_version(work.connection, filing.procedure_code, filing.version)
    VersionContent(content).check_deciding(agency)
    await require_existing_agency(work.connection, agency, day_of(at))
    return moved(dossier, agency), {"former_agency": filing.agencies.deciding}


def _process(row: Row[Any]) -> Process:
    return Process(
        decision_id=row.decision_id,
        code=row.process_code,
        agency=row.agency_code,
        channel=row.channel,
        case=row.for_case,
        steps=tuple(Step(step["number"], step["name"]) for step in orjson.loads(row.steps)),
        separate_signer=row.separate_signer,
    )
