"""From a time limit of a national record to one of a provincial content. What could not be parsed is kept as words."""

from dataclasses import replace

from procedures.law.domain.submission_channels import TimeLimit
from procedures.law.domain.time_limit_reading import read_time_limit, without_labels
from procedures.national_catalogue.domain.records import NationalTimeLimit


def time_limit_from(national: NationalTimeLimit) -> TimeLimit:
    """The note states the condition and the ground behind labels, as `LayThuTuc` of this system writes them. Where the
    source has no text beside the note, the note states the time."""
    if not national.raw.strip():
        return read_time_limit(national.note or "")
    limit = read_time_limit(national.raw)
    if national.note is None:
        return limit
    note, condition, ground = without_labels(national.note)
    notes = [text for text in (limit.note, note) if text]
    return replace(
        limit,
        note="; ".join(notes) or None,
        condition=limit.condition or condition,
        ground=limit.ground or ground,
    )
