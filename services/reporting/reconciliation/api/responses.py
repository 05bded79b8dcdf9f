"""The results of the rules in responses."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from reporting.reconciliation.domain.rules import RULE_WORDINGS, ReconciliationRule
from reporting.reconciliation.queries.reconciliation import RuleResult
from reporting.shared.domain.periods import Period


class MisfitRowOut(BaseModel):
    """A row that does not fit. `document` is the number of its Decision, its dossier or its document."""

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
    """It is `reconciled` where every row fits every rule."""

    period: str
    first: date
    last: date
    reconciled: bool
    rules: list[RuleResultOut]

    @classmethod
    def of(cls, period: Period, results: list[RuleResult]) -> Self:
        return cls(
            period=str(period),
            first=period.first,
            last=period.last,
            reconciled=not any(result.total for result in results),
            rules=[RuleResultOut.of(result) for result in results],
        )
