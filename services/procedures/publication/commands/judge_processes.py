"""Compares the internal processes of a Decision with the time limits of the law."""

from collections.abc import Sequence

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.storage.repository import Timelines
from procedures.processes.domain.groups import check_members
from procedures.processes.domain.process_limits import Fit, check_fit
from procedures.processes.storage.repository import Processes
from procedures.publication.domain.changes_of_decision import check_processes


async def judge_processes(work: UnitOfWork, decision: Decision) -> Sequence[Fit]:
    """Called after the Decision's changes have become law: a process is compared with the version that the Decision
    itself makes, otherwise with the one in force on the day on which it was signed.

    Raises `UnknownProcedureInProcess`, `UnknownProcedureInGroup`, `ProcessExceedsTimeLimit`.
    """
    if not decision.processes and not decision.groups:
        return ()
    members = [code for group in decision.groups for code in group.members]
    introduced = await work.of(Timelines).known_codes(
        [*(process.procedure_code for process in decision.processes), *members]
    )
    check_processes(decision, introduced)
    check_members(decision.groups, introduced)
    days = {process.procedure_code: decision.signed_on for process in decision.processes}
    for item in decision.items:
        if item.content is not None and (code := item.successor_code or item.code) in days:
            days[code] = item.effective_on
    versions = await work.of(Processes).versions(days)
    hours_per_unit = await work.of(Processes).hours_per_unit(decision.signed_on)
    fits = [check_fit(process, versions.get(process.procedure_code), hours_per_unit) for process in decision.processes]
    await work.of(Processes).add_fits(decision.id, fits)
    return fits
