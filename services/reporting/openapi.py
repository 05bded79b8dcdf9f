"""What the OpenAPI document of the service says beside its operations."""

TAGS = {
    "figures": "The catalogue of figures, each figure of any period, and the rows behind it.",
    "reports": "The annual report of the province, and the Decisions behind its figures.",
    "scores": "Schemes of scores, and the ranking of agencies with the rows behind each part.",
    "impact": "What a Decision would change, before it is published.",
    "indicators": "What agencies enter values for, because no event states it.",
    "values": "The values of indicators: entered by an agency, counted once another person has approved them.",
    "records": "Data services, shared databases, working groups, tasks and video points: counted, never typed.",
}
SCHEMA_NAMES = {
    "AgencyOut": "AgencyFigures",
    "ComparedPeriodOut": "ComparedDossierFigures",
    "DecisionOut": "ReportedDecision",
    "DossierGroupOut": "DossierFiguresOfGroup",
    "FigureOut": "ReportFigure",
    "ItemKind": "DecisionItemKind",
    "LevelOut": "LevelFigures",
}
"""The names of schemas that do not follow from the names of their classes."""
