"""What is refused when a Decision is published and does not agree with the law as it stands.

Refusal
└── ChangedPartsIncorrect, UnknownProcedureInProcess
"""

from collections.abc import Sequence

from common.errors import Refusal


class ChangedPartsIncorrect(Refusal):
    """A Decision says which parts it changes (Article 15 NĐ 63/2010); it must be just those in which its content
    differs from the
    one in force on the effective day."""

    status, type, title = 409, "changed-parts-incorrect", "The parts that change are not those that the Decision names"

    def __init__(self, code: str, item: int, stated: Sequence[str], actual: Sequence[str]) -> None:
        named, really = (", ".join(parts) or "no part" for parts in (stated, actual))
        super().__init__(
            f"item {item} says that {code} changes in {named};"
            f" compared with the version in force that day it differs in {really}",
            procedure=code,
            item=item,
            stated=list(stated),
            actual=list(actual),
        )


class UnknownProcedureInProcess(Refusal):
    """An internal process belongs to a procedure that this or an earlier Decision introduced."""

    status, type, title = 409, "unknown-procedure-in-process", "The process belongs to no known procedure"

    def __init__(self, process: str, procedure: str) -> None:
        super().__init__(
            f"the process {process} is about {procedure}, which no Decision has introduced",
            process=process,
            procedure=procedure,
        )
