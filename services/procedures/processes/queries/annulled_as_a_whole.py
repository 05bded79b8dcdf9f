"""From when a Decision is annulled as a whole: what it approved beside its items stands no more."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from procedures.tables import later_act


def annulled_from(decision: ColumnElement[Any], known_on: datetime | None) -> ScalarSelect[Any]:
    """The stated day, as this system knew it; `decision` is the column of its id."""
    days = select(func.min(later_act.c.effective_from)).where(later_act.c.decision_id == decision, later_act.c.whole)
    return (days if known_on is None else days.where(later_act.c.recorded_at <= known_on)).scalar_subquery()
