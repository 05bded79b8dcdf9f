"""Numbers that stand for few persons are withheld: from a cell of one day, agency and procedure somebody who knows one
of these persons could learn what is not theirs to know.

A number that is withheld is null, and its row is marked. A part of a number is withheld with the others of its kind
where one of them is small, since the rest would reveal it.
"""

from collections.abc import Sequence

FEWEST_PERSONS = 5


def shown(count: str) -> str:
    """SQL of a count, or null where it is small. Its row exists only where something was counted."""
    return f"CASE WHEN {count} >= {FEWEST_PERSONS} THEN {count} END"


def part_shown(part: str, whole: str) -> str:
    """SQL of a part of a count, or null where it, or the rest of the whole, is small. That none or all are in the part
    is shown."""
    return (
        f"CASE WHEN {whole} >= {FEWEST_PERSONS} AND ({part} = 0 OR {part} >= {FEWEST_PERSONS})"
        f" AND ({part} = {whole} OR {whole} - {part} >= {FEWEST_PERSONS}) THEN {part} END"
    )


def none_small(parts: Sequence[str], whole: str) -> str:
    """SQL of whether all of the parts that together are the whole may be shown: if not, none of them may."""
    conditions = " AND ".join(f"({part} = 0 OR {part} >= {FEWEST_PERSONS})" for part in parts)
    return f"({whole} >= {FEWEST_PERSONS} AND {conditions})"
