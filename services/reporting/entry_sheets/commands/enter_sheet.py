"""Enters the values of a workbook: every line of it, or none."""

from common.errors import Refusal
from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from reporting.entry_sheets.domain.entry_sheets import EntryLine, EntrySheet, LineFault, LineOutcome, LineResult
from reporting.entry_sheets.domain.refusals import EntrySheetOfAnotherAgency, EntrySheetRefused
from reporting.indicators.commands.enter_value import enter_value
from reporting.indicators.domain.values import EnteredValue, LastValue
from reporting.indicators.storage.repository import Values


async def enter_sheet(work: UnitOfWork, sheet: EntrySheet, by: Actor) -> list[LineResult]:
    """Raises `EntrySheetOfAnotherAgency` and `EntrySheetRefused`, which states what is wrong with each line; the caller
    then rolls back."""
    if sheet.agency != by.agency:
        raise EntrySheetOfAnotherAgency(sheet.agency)
    results, faults = [], list(sheet.faults)
    for line in sheet.lines:
        try:
            results.append(await _enter_line(work, sheet, line, by))
        except Refusal as refusal:
            faults.append(_fault_of(line, refusal))
    if faults:
        raise EntrySheetRefused(sorted(faults, key=lambda fault: fault.line))
    return results


async def _enter_line(work: UnitOfWork, sheet: EntrySheet, line: EntryLine, by: Actor) -> LineResult:
    if line.numerator is None:
        return LineResult(line.line, LineOutcome.EMPTY, None)
    value = EnteredValue(
        id=new_id(),
        indicator=line.indicator,
        place=line.place,
        period=sheet.period,
        numerator=line.numerator,
        denominator=line.denominator,
        estimated=line.estimated,
        source_document=line.source_document,
        note=line.note,
        agency_code=by.agency,
        replaces=line.replaces,
    )
    last = await work.of(Values).last_of_chain(value)
    if last is not None and _is_same(value, last):
        return LineResult(line.line, LineOutcome.UNCHANGED, last.value.id)
    await enter_value(work, value, by)
    return LineResult(line.line, LineOutcome.ENTERED, value.id)


def _is_same(value: EnteredValue, last: LastValue) -> bool:
    names = ("numerator", "denominator", "estimated", "source_document", "note", "agency_code")
    return all(getattr(value, name) == getattr(last.value, name) for name in names)


def _fault_of(line: EntryLine, refusal: Refusal) -> LineFault:
    return LineFault(
        line.line, refusal.type, refusal.facts.get("field"), refusal.detail, refusal.facts.get("reason_vi")
    )
