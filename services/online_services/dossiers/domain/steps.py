"""The steps of the internal process (quy trình nội bộ) that a dossier goes through."""

from collections.abc import Iterable
from dataclasses import dataclass

from online_services.dossiers.domain.step_refusals import ProcessNotApproved, StepIsLast


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Process:
    """`channel` and `case` are None where the process is for all of them. With a `separate_signer` a dossier is not
    finished or stopped by an officer who handled it."""

    decision_id: str
    code: str
    agency: str
    channel: str | None
    case: str | None
    steps: tuple[Step, ...]
    separate_signer: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """At which step of which process a dossier is."""

    decision_id: str
    process_code: str
    step: Step


def process_for(processes: Iterable[Process], agency: str, channel: str, case: str | None) -> Process:
    """Returns the process of the agency, else one that another agency had approved for all that execute the procedure;
    the one for just this channel, then for just this case, comes before a general one. Raises `ProcessNotApproved`."""
    fitting = [process for process in processes if process.channel in (None, channel) and process.case in (None, case)]
    if not fitting:
        raise ProcessNotApproved
    return min(
        fitting,
        key=lambda process: (process.agency != agency, process.channel is None, process.case is None, process.code),
    )


def passed_on(process: Process, progress: Progress | None) -> Progress:
    """Returns the progress after the present step; a dossier that was never passed on is at the first one. Raises
    `StepIsLast`."""
    steps = sorted(process.steps, key=lambda step: step.number)
    present = steps[0] if progress is None else progress.step
    following = next((step for step in steps if step.number > present.number), None)
    if following is None:
        raise StepIsLast(present.number)
    return Progress(process.decision_id, process.code, following)
