"""Refusals of a publication whose Decision does not agree with the law in force.

Refusal
└── ChangedPartsIncorrect, UnknownProcedureInProcess
"""

from collections.abc import Sequence

from common.errors import Refusal


class ChangedPartsIncorrect(Refusal):
    """A Decision states which parts it changes (Article 15 NĐ 63/2010); these must be exactly the parts in which its
    content differs from the one in force on the effective day."""

    status, type, title = 409, "changed-parts-incorrect", "The stated changed parts are not those that differ"

    def __init__(self, code: str, item: int, stated: Sequence[str], actual: Sequence[str]) -> None:
        stated_parts, actual_parts = (", ".join(parts) or "no part" for parts in (stated, actual))
        super().__init__(
            f"item {item} states that {code} changes in {stated_parts};"
            f" compared with the version in force that day it differs in {actual_parts}",
            procedure=code,
            item=item,
            stated=list(stated),
            actual=list(actual),
        )


class UnknownProcedureInProcess(Refusal):
    """An internal process belongs to a procedure that this Decision or an earlier one introduced."""

    status, type, title = 409, "unknown-procedure-in-process", "The process belongs to no known procedure"

    def __init__(self, process: str, procedure: str) -> None:
        super().__init__(
            f"the process {process} is about {procedure}, which no Decision has introduced",
            process=process,
            procedure=procedure,
        )
