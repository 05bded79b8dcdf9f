"""Annulments of entire Decisions, which end also the processes and groups that these Decisions approved."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from procedures.tables import rectification


def annulled_from(decision: ColumnElement[Any], known_on: datetime | None) -> ScalarSelect[Any]:
    """Returns the stated day from which the entire Decision is annulled, as this system knew it; `decision` is the
    column of its id."""
    days = select(func.min(rectification.c.effective_from)).where(
        rectification.c.decision_id == decision, rectification.c.entire_decision
    )
    return (days if known_on is None else days.where(rectification.c.recorded_at <= known_on)).scalar_subquery()
