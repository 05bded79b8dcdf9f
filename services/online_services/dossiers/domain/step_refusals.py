"""The refusals about the steps of the internal process.

Refusal
├── ProcessNotApproved          409
└── StepIsLast                  409
"""

from common.errors import Refusal


class ProcessNotApproved(Refusal):
    """No Decision approved an internal process for dossiers of this kind on the day of reception."""

    status, type, title = 409, "process-not-approved", "No internal process is approved for the dossier"

    def __init__(self) -> None:
        super().__init__("no internal process was approved for such dossiers on the day of reception")


class StepIsLast(Refusal):
    """The process has no further step: the dossier is finished or stopped."""

    status, type, title = 409, "step-is-last", "The dossier is at the last step"

    def __init__(self, step: int) -> None:
        super().__init__(f"step {step} is the last one of the internal process", step=step)
