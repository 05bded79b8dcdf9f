"""The warnings that a dossier has at a moment of its life: those of a running clock."""

from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.deadline_warnings import DeadlineWarning, deadline_warnings
from online_services.dossiers.domain.dossier import Dossier


def warnings_of(dossier: Dossier, rules: ClockRules | None) -> list[DeadlineWarning]:
    """None while it is paused, after it ended, and without an appointment."""
    if dossier.paused_from is not None or dossier.ended_at is not None or rules is None:
        return []
    if dossier.limit is None or dossier.clock_from is None or dossier.appointed is None:
        return []
    return list(deadline_warnings(dossier.limit, dossier.clock_from, dossier.pauses, dossier.appointed, rules))
