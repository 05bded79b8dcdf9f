"""Which report is to be kept."""

from typing import Annotated

from pydantic import ConfigDict, Field

from reporting.kept_reports.api.examples import KEEP_REPORT
from reporting.reports.domain.report_content import ReportKind
from reporting.shared.api.entry_fields import Body, PeriodText, Prose


class KeepReportIn(Body):
    """The annual report is that of a year, the report on dossiers and all figures are those of any period. `reason`
    states why a report is kept whose numbers do not add up."""

    model_config = ConfigDict(json_schema_extra={"examples": [KEEP_REPORT]})

    kind: ReportKind
    period: PeriodText
    reason: Annotated[Prose | None, Field(description="required where the numbers do not add up")] = None
