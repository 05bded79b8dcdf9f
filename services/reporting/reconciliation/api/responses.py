"""The results of the rules in responses."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict

from reporting.reconciliation.domain.findings import CountState, Findings
from reporting.reconciliation.domain.rules import RULE_WORDINGS, ReconciliationRule
from reporting.reconciliation.queries.reconciliation import RuleResult
from reporting.shared.domain.periods import Period


class BrokenRuleOut(BaseModel):
    """A rule with the number of rows that do not fit it."""

    rule: ReconciliationRule
    statement_vi: str
    statement_en: str
    misfits: int


class ComparedCountOut(BaseModel):
    """What a source counts itself (`own`) beside what is counted here from its events (`ours`). `lagging` where either
    has counted events that the other has not: that is no error."""

    model_config = ConfigDict(from_attributes=True)

    source: str
    figure: str
    ours: int
    own: int
    state: CountState


class FindingsOut(BaseModel):
    """Whether the numbers agree. `errors` state what does not; `rules` are the broken ones. `not_compared` are the
    sources of whose own counts nothing is known: those that were not asked, or did not answer."""

    reconciled: bool
    errors: list[str]
    rules: list[BrokenRuleOut]
    counts: list[ComparedCountOut]
    not_compared: list[str]

    @classmethod
    def of(cls, findings: Findings) -> Self:
        return cls(
            reconciled=not findings.errors,
            errors=list(findings.errors),
            rules=[
                BrokenRuleOut(
                    rule=finding.rule,
                    statement_vi=RULE_WORDINGS[finding.rule].vi,
                    statement_en=RULE_WORDINGS[finding.rule].en,
                    misfits=finding.misfits,
                )
                for finding in findings.rules
                if finding.misfits
            ],
            counts=[ComparedCountOut.model_validate(count) for count in findings.counts],
            not_compared=list(findings.not_compared),
        )


class MisfitRowOut(BaseModel):
    """A row that does not fit. `document` is the number of its Decision, its dossier or its document, or the code of
    its procedure."""

    id: str
    document: str | None
    difference: str


class RuleResultOut(BaseModel):
    """`misfits` is how many rows do not fit the rule; `rows` has the first 100 of them."""

    rule: ReconciliationRule
    statement_vi: str
    statement_en: str
    misfits: int
    rows: list[MisfitRowOut]

    @classmethod
    def of(cls, result: RuleResult) -> Self:
        wording = RULE_WORDINGS[result.rule]
        return cls(
            rule=result.rule,
            statement_vi=wording.vi,
            statement_en=wording.en,
            misfits=result.total,
            rows=[MisfitRowOut(id=row.id, document=row.document, difference=row.difference) for row in result.rows],
        )


class ReconciliationOut(BaseModel):
    """It is `reconciled` where every row fits every rule, and no source counts anything else. `not_compared` are the
    sources that did not answer in time, or not as agreed."""

    period: str
    first: date
    last: date
    reconciled: bool
    rules: list[RuleResultOut]
    counts: list[ComparedCountOut]
    not_compared: list[str]

    @classmethod
    def of(cls, period: Period, results: list[RuleResult], findings: Findings) -> Self:
        return cls(
            period=str(period),
            first=period.first,
            last=period.last,
            reconciled=not findings.errors,
            rules=[RuleResultOut.of(result) for result in results],
            counts=[ComparedCountOut.model_validate(count) for count in findings.counts],
            not_compared=list(findings.not_compared),
        )
