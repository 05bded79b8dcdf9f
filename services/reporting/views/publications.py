"""What channels of publication have shown (công khai). It is public."""

from common.projection.views import View

PUBLICATIONS = View(
    "publications",
    "one row for each Decision, or annulment or correction of one, and channel that shows it",
    {
        "decision_id": "the Decision",
        "number": "its number and symbol (số, ký hiệu)",
        "instrument_id": "the document that annuls or corrects it, null where the Decision itself is shown",
        "channel": "the code of the channel",
        "agency_code": "the agency that drafted the Decision",
        "due_on": "the last day on which it was to be shown, null where there is no deadline",
        "shown_on": "the day on which it was first shown",
        "timeliness": "on_time, late or without_deadline",
        "how": "confirmed by the channel, or evidenced by an officer",
        "recorded_at": "when that was recorded",
    },
    """\
SELECT p.decision_id, d.number, nullif(p.instrument_id, '') AS instrument_id, p.channel, p.agency_code, p.due_on,
    p.shown_on, p.timeliness, p.how, p.recorded_at
FROM projected.publication p LEFT JOIN projected.decision d ON d.decision_id = p.decision_id""",
)
