"""The parts of a procedure that an amending Decision must name (Article 15 NĐ 63/2010), in the order of Article
8(2)."""

from enum import StrEnum


class Part(StrEnum):
    """A closed list. Forms belong to `papers`; `agency` is the agency that owns the procedure, `agencies` are those in
    a role."""

    NAME = "name"
    FIELD = "field"
    LEVELS = "levels"
    STEPS = "steps"
    CHANNELS = "channels"
    PAPERS = "papers"
    TIME_LIMITS = "time_limits"
    AUDIENCE = "audience"
    AGENCY = "agency"
    AGENCIES = "agencies"
    RESULTS = "results"
    CONDITIONS = "conditions"
    FEES = "fees"
    LEGAL_BASES = "legal_bases"
    POPULATION_FIELDS = "population_fields"
