"""What a time limit of each form must state, and may not state."""

from procedures.law.domain.submission_channels import TimeForm, TimeLimit, TimeUnit

MEMBERS = {
    TimeForm.LENGTH: ({"amount", "unit"}, {"amount", "unit"}),
    TimeForm.RANGE: ({"shortest", "longest", "unit"}, {"shortest", "longest", "unit"}),
    TimeForm.SAME_DAY: (set(), {"unit"}),
    TimeForm.UNLIMITED: (set(), set()),
    TimeForm.WORDS: ({"words"}, {"words"}),
}
"""The members that each form needs, and all that it may have."""
TIME = ("amount", "unit", "shortest", "longest", "words")


def fault_of_time_limit(limit: TimeLimit) -> str | None:
    """Why the limit cannot be recorded; None where it can."""
    needed, possible = MEMBERS[limit.form]
    stated = {name for name in TIME if getattr(limit, name) is not None}
    if missing := sorted(needed - stated):
        return f"a time limit of the form {limit.form.value} needs {' and '.join(missing)}"
    if foreign := sorted(stated - possible):
        return f"a time limit of the form {limit.form.value} has no {' and no '.join(foreign)}"
    if limit.shortest is not None and limit.longest is not None and limit.shortest >= limit.longest:
        return "the shortest time of a range must be shorter than the longest"
    if limit.form is TimeForm.SAME_DAY and limit.unit not in (None, TimeUnit.DAY, TimeUnit.WORKING_DAY):
        return "a time within the day has the unit day or working_day"
    return None
