"""What the OpenAPI document of the service says beside its operations."""

TAGS = {
    "dossiers": "Filing dossiers (hồ sơ), and handling them from reception to the result.",
    "forms": "What an applicant fills in, as a JSON Schema for each version of a procedure.",
    "impact": "What a Decision would change, before it is published.",
    "law": "What filing a dossier of a procedure needs.",
    "online services": "Which procedures are offered online (dịch vụ công trực tuyến), at which level, since when.",
    "reconciliation": "What this service counts in its own tables: `reporting` compares it with its own counts.",
    "reference data": "The reasons for which a service may be offered only partially.",
}
SCHEMA_NAMES = {
    "RecordedOfficers": "RecordedDossierOfficers",
    "DecisionOut": "DecisionRef",
    "History": "OnlineServiceHistory",
    "HistoryLine": "OnlineServiceHistoryLine",
    "LevelChangeIn": "LevelChangeInput",
    "OfferedOut": "OfferedOnlineService",
    "FilingReasonOut": "PublishedPartialReason",
    "ListedSetOut": "ListedServiceSet",
    "ReasonOut": "ListedPartialReason",
    "Reasons": "PartialReasons",
    "RegisteredServicesOut": "RegisteredOnlineServices",
    "ProactiveLevelIn": "ProactiveLevelInput",
    "ProactiveLevelOut": "ProactiveLevelPeriod",
    "RegistrationIn": "OnlineServiceInput",
    "RegistrationsIn": "OnlineServicesInput",
    "ServiceSetIn": "ServiceSetInput",
    "ServiceSetOut": "ServiceSet",
    "ServiceSetsIn": "ServiceSetsInput",
    "SetMemberIn": "ServiceSetMemberInput",
    "SetMemberOut": "ServiceSetMember",
}
"""The names of schemas that do not follow from the names of their classes."""
