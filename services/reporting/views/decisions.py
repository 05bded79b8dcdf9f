"""Published Decisions (Quyết định công bố) and their items. They are public."""

from common.projection.views import View

DECISIONS = View(
    "decisions",
    "one row for each published Decision",
    {
        "decision_id": "identifies the Decision",
        "number": "number and symbol (số, ký hiệu)",
        "issuing_body": "who issued it",
        "title": "what it is about (trích yếu)",
        "signed_on": "the day of signing",
        "published_on": "the day on which it was published in this system",
        "agency_code": "the agency that drafted it",
        "agency_name": "the name of that agency when it was published",
        "back_entered": "whether it was issued before this system and entered later",
        "late": "whether an item took effect before the day of publication",
        "items": "how many items it has",
        "annulled_items": "how many of them were annulled later",
        "corrections": "how many corrections of its items were recorded later",
        "annulled_from": "the day from which the whole Decision is annulled, else null",
    },
    """\
SELECT d.decision_id, d.number, d.issuing_body, d.title, d.signed_on, d.published_on, d.agency_code, d.agency_name,
    d.back_entered, d.late,
    (SELECT count(*) FROM projected.decision_item i WHERE i.decision_id = d.decision_id) AS items,
    (SELECT count(*) FROM projected.annulled_item a WHERE a.decision_id = d.decision_id) AS annulled_items,
    (SELECT count(*) FROM projected.corrected_item c WHERE c.decision_id = d.decision_id) AS corrections,
    w.effective_from AS annulled_from
FROM projected.decision d LEFT JOIN projected.annulled_decision w ON w.decision_id = d.decision_id""",
)

DECISION_ITEMS = View(
    "decision_items",
    "one row for each item of a published Decision: what it does to one procedure (thủ tục hành chính)",
    {
        "decision_id": "the Decision",
        "item_number": "the number of the item in its Decision",
        "kind": "introduce, amend, replace or repeal",
        "procedure_code": "the procedure that it introduces, amends, replaces or repeals",
        "successor_code": "the code of the successor, if it replaces the procedure by another",
        "name": "the name of the procedure in this item",
        "agency_code": "the agency that is in charge of the procedure",
        "agency_name": "the name of that agency when the Decision was published",
        "field_code": "the field (lĩnh vực) of the procedure",
        "level": "the highest administrative level that handles the procedure",
        "effective_on": "the day on which it takes effect",
        "predecessor_unrecorded": "whether no earlier version of the procedure was recorded",
        "annulled_from": "the day from which it has no effect, if it was annulled",
    },
    """\
SELECT i.decision_id, i.item_number, i.kind, i.procedure_code, i.successor_code, i.name, i.agency_code, i.agency_name,
    i.field_code, i.level, i.effective_on, i.predecessor_unrecorded, a.effective_from AS annulled_from
FROM projected.decision_item i
    LEFT JOIN projected.annulled_item a ON a.decision_id = i.decision_id AND a.item_number = i.item_number""",
)

APPROVED_PROCESSES = View(
    "approved_processes",
    "one row for each internal process (quy trình nội bộ) that a published Decision approves",
    {
        "decision_id": "the Decision",
        "process_code": "the code of the process",
        "procedure_code": "the procedure that it handles",
        "name": "its name",
        "inter_agency": "whether it leads through several agencies (liên thông)",
        "agency_code": "the agency that is in charge",
        "annulled_from": "the day from which it is no longer valid, if its whole Decision was annulled",
    },
    """\
SELECT p.decision_id, p.process_code, p.procedure_code, p.name, p.inter_agency, p.agency_code,
    a.effective_from AS annulled_from
FROM projected.approved_process p LEFT JOIN projected.annulled_decision a ON a.decision_id = p.decision_id""",
)
