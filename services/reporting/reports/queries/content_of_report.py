"""The lines of a report, computed from the read models of the connection."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.dossier_figures import DOSSIER_WORDINGS
from reporting.figures.queries.dossier_conditions import DossierFilter, DossierGroup
from reporting.figures.queries.dossiers_of_period import DossierCounts
from reporting.reports.domain.report_content import ReportKind, ReportLine
from reporting.reports.queries.annual_report import AnnualReport, annual_report
from reporting.reports.queries.dossier_report import DossierReport, dossier_report
from reporting.reports.queries.figures_of_report import figure_lines
from reporting.shared.domain.periods import Period


async def report_lines(
    read: AsyncConnection, kind: ReportKind, period: Period, known_on: datetime
) -> tuple[ReportLine, ...]:
    """What was entered counts where it was approved by `known_on`. The caller reads in one snapshot."""
    match kind:
        case ReportKind.ANNUAL:
            return _of_annual(await annual_report(read, period.first.year))
        case ReportKind.DOSSIERS:
            return _of_dossiers(await dossier_report(read, period, DossierGroup.AGENCY, DossierFilter()))
        case ReportKind.FIGURES:
            return tuple(await figure_lines(read, period, known_on))
        case _:
            assert_never(kind)


def _of_annual(report: AnnualReport) -> tuple[ReportLine, ...]:
    lines = [
        ReportLine("figures", "", figure.key, figure.wording.name_vi, figure.wording.name_en, figure.value)
        for figure in report.figures
    ]
    lines += [ReportLine("by_kind", "", kind, "", "", count) for kind, count in report.by_kind.items()]
    for level in report.by_level:
        lines += _lines("by_level", level.level, "", {**_items(level.items), **_online(level.online)})
    for agency in report.by_agency:
        numbers = {
            "decisions": agency.decisions,
            **_items(agency.items),
            "internal_processes": agency.internal_processes,
            "inter_agency_processes": agency.inter_agency_processes,
            **_online(agency.online),
        }
        lines += _lines("by_agency", agency.agency_code, agency.agency_name, numbers)
    return tuple(lines)


def _of_dossiers(report: DossierReport) -> tuple[ReportLine, ...]:
    lines = [
        ReportLine("figures", "", figure.value, wording.name_vi, wording.name_en, report.counts[figure])
        for figure, wording in DOSSIER_WORDINGS.items()
    ]
    for section, (period, counts) in zip(("period_before", "year_before"), report.compared, strict=True):
        lines += _lines(section, str(period), "", _values(counts))
    for agency, counts in report.groups:
        lines += _lines("by_agency", agency, "", _values(counts))
    return tuple(lines)


def _lines(section: str, group: str, name: str, numbers: Mapping[str, int]) -> list[ReportLine]:
    return [ReportLine(section, group, key, name, name, number) for key, number in numbers.items()]


def _items(items: Mapping[str, int]) -> dict[str, int]:
    return {f"items_{kind}": count for kind, count in items.items()}


def _online(online: Mapping[str, int]) -> dict[str, int]:
    return {f"online_{level}": count for level, count in online.items()}


def _values(counts: DossierCounts) -> dict[str, int]:
    return {figure.value: count for figure, count in counts.items()}
