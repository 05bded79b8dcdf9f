"""The findings of a kept report as JSON, as its row has them."""

from collections.abc import Mapping
from typing import Any

from reporting.reconciliation.domain.findings import ComparedCount, CountState, Findings, RuleFinding
from reporting.reconciliation.domain.rules import ReconciliationRule


def stored(findings: Findings) -> dict[str, Any]:
    return {
        "rules": [finding._asdict() for finding in findings.rules],
        "counts": [count._asdict() for count in findings.counts],
        "not_compared": list(findings.not_compared),
    }


def findings_in(row: Mapping[str, Any]) -> Findings:
    return Findings(
        tuple(RuleFinding(ReconciliationRule(rule["rule"]), rule["misfits"]) for rule in row["rules"]),
        tuple(ComparedCount(**{**count, "state": CountState(count["state"])}) for count in row["counts"]),
        tuple(row["not_compared"]),
    )
