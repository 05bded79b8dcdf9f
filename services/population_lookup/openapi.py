"""What the OpenAPI document of the service says beside its operations."""

TAGS = {
    "LGSP": "The operations as the gateways of provinces offer them.",
    "accesses": "Who has looked a citizen up.",
    "faults": "Faults that testers order for the look-ups of their session, and what came in it; only with `FAULTS=1`.",
    "impact": "What a Decision would change, before it is published.",
    "personas": "People with fixed numbers for tests, each a case that a client must handle.",
    "look-ups": "Look a citizen up for a procedure; the law decides which fields the response has.",
}
SCHEMA_NAMES = {
    "TraCuuThongTinCongDan": "TraCuuThongTinCongDanInput",
    "AccessDecisionOut": "AccessDecision",
    "CodeOut": "CodedValue",
    "Collection": "CongDanList",
    "DecisionOut": "DecisionRef",
    "LookupOut": "Lookup",
    "ProcedureOut": "ProcedureRef",
    "Profile": "SpellingProfile",
}
"""The names of schemas that do not follow from the names of their classes."""
