"""The approval workflow: from which state each step starts, who may take it, and the separation of duties."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import Refusal
from procedures.decisions.domain import approval_workflow as workflow
from procedures.decisions.domain.approval_refusals import (
    DecisionAlreadySigned,
    DecisionNotApproved,
    DecisionNotNumbered,
    DecisionNotSigned,
    RoleNotHeld,
    SeparationOfDuties,
    SignedFileNotPdf,
    SignedFileTooLarge,
    StepNotAllowedInStatus,
)
from procedures.decisions.domain.approval_workflow import (
    LARGEST_FILE,
    SEPARATED_STEPS,
    CompletedStep,
    Signature,
    Step,
    operation_of,
    require_separation_of_duties,
)
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_access import ACCESS
from procedures.decisions.domain.refusals import DecisionAlreadyPublished, SigningDayInFuture
from procedures.decisions.domain.roles import DecisionRole, RoleHolder, mandate_of
from procedures.law.domain.references import Status
from tests.support.decisions import SIGNED, day, decision, item

TODAY = day(5)
FILE = b"%PDF-1.7 signed"
SIGNATURE = Signature(FILE)
STEPS = {
    Step.SUBMIT: workflow.submitted,
    Step.RETURN: workflow.returned,
    Step.APPROVE: workflow.approved,
    Step.SIGN: lambda decision: workflow.signed(decision, SIGNATURE, "Chủ tịch", TODAY),
    Step.PUBLISH: lambda decision: decision.published(TODAY),
    Step.DISCARD: lambda decision: decision.discarded(),
}


def decision_after(*steps: Step, **parts: object) -> Decision:
    current = decision(item(), **parts)
    for step in steps:
        current = STEPS[step](current)
    return current


def test_a_decision_takes_all_steps_from_draft_to_publication() -> None:
    published = decision_after(Step.SUBMIT, Step.APPROVE, Step.SIGN, Step.PUBLISH)
    assert (published.status, published.revision, published.signer) == (Status.PUBLISHED, 5, "Chủ tịch")
    assert published.signed_file_sha256 == Signature(FILE).sha256


def test_a_returned_decision_loses_its_approval_and_its_signature() -> None:
    for steps in ((Step.SUBMIT, Step.APPROVE), (Step.SUBMIT, Step.APPROVE, Step.SIGN)):
        draft = decision_after(*steps, Step.RETURN)
        assert (draft.status, draft.approved, draft.signed_file_sha256, draft.signer) == (
            Status.DRAFT,
            False,
            None,
            None,
        )
        with pytest.raises(DecisionNotApproved):
            STEPS[Step.SIGN](workflow.submitted(draft))


@settings(max_examples=600)  # a return followed by all steps again is rare among random sequences
@given(st.lists(st.sampled_from(list(STEPS)), min_size=8, max_size=30))
def test_in_any_order_of_steps_nothing_is_published_that_was_not_approved_and_then_signed(steps: list[Step]) -> None:
    current, taken = decision(item()), []
    for step in steps:
        try:
            after = STEPS[step](current)
        except Refusal:
            continue
        if after is not current:
            assert after.revision == current.revision + 1
            taken.append(step)
        current = after
    since = taken[max((place + 1 for place, step in enumerate(taken) if step is Step.RETURN), default=0) :]
    if current.status is Status.PUBLISHED:
        assert since[-4:] == [Step.SUBMIT, Step.APPROVE, Step.SIGN, Step.PUBLISH]
    if current.status in (Status.SIGNED, Status.PUBLISHED):
        assert current.signed_file_sha256 is not None
    assert Step.PUBLISH not in taken[:-1]


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ((Step.APPROVE,), StepNotAllowedInStatus),
        ((Step.SIGN,), StepNotAllowedInStatus),
        ((Step.PUBLISH,), DecisionNotSigned),
        ((Step.RETURN,), StepNotAllowedInStatus),
        ((Step.SUBMIT, Step.SUBMIT), StepNotAllowedInStatus),
        ((Step.SUBMIT, Step.DISCARD), StepNotAllowedInStatus),
        ((Step.SUBMIT, Step.SIGN), DecisionNotApproved),
        ((Step.SUBMIT, Step.PUBLISH), DecisionNotSigned),
        ((Step.SUBMIT, Step.APPROVE, Step.APPROVE), StepNotAllowedInStatus),
        ((Step.SUBMIT, Step.APPROVE, Step.PUBLISH), DecisionNotSigned),
        ((Step.SUBMIT, Step.APPROVE, Step.SIGN, Step.DISCARD), StepNotAllowedInStatus),
        ((Step.SUBMIT, Step.APPROVE, Step.SIGN, Step.PUBLISH, Step.RETURN), DecisionAlreadyPublished),
        ((Step.SUBMIT, Step.APPROVE, Step.SIGN, Step.PUBLISH, Step.SUBMIT), DecisionAlreadyPublished),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else value.__name__,
)
def test_each_step_starts_from_its_own_state(steps: tuple[Step, ...], refused: type[Refusal]) -> None:
    with pytest.raises(refused):
        decision_after(*steps)


def test_a_decision_is_not_signed_without_a_number_or_in_the_future() -> None:
    reviewed = decision_after(Step.SUBMIT, Step.APPROVE, number=None)
    with pytest.raises(DecisionNotNumbered):
        workflow.signed(reviewed, SIGNATURE, "Chủ tịch", TODAY)
    signed = workflow.signed(reviewed, Signature(FILE, "901/QĐ-UBND", day(2)), "Chủ tịch", TODAY)
    assert (signed.number, signed.signed_on) == ("901/QĐ-UBND", day(2))
    with pytest.raises(DecisionNotNumbered):
        assert reviewed.reference
    with pytest.raises(SigningDayInFuture):
        workflow.signed(reviewed, Signature(FILE, "901/QĐ-UBND", day(6)), "Chủ tịch", TODAY)


def test_the_same_signature_again_changes_nothing_and_another_is_refused() -> None:
    signed = decision_after(Step.SUBMIT, Step.APPROVE, Step.SIGN)
    for again in (SIGNATURE, Signature(FILE, signed.number, SIGNED)):
        assert workflow.signed(signed, again, "Phó Chủ tịch", TODAY) is signed
    for other in (Signature(FILE + b"."), Signature(FILE, "9/QĐ-UBND"), Signature(FILE, None, day(1))):
        with pytest.raises(DecisionAlreadySigned):
            workflow.signed(signed, other, "Chủ tịch", TODAY)


def test_a_signed_file_is_a_pdf_of_a_size_that_is_kept() -> None:
    whole = b"%PDF-" + b"x" * (LARGEST_FILE - 5)
    workflow.check_file(whole)
    with pytest.raises(SignedFileTooLarge):
        workflow.check_file(whole + b"x")
    for file in (b"", b"<html>", b" %PDF-1.7"):
        with pytest.raises(SignedFileNotPdf):
            workflow.check_file(file)


def test_a_back_entered_decision_starts_as_signed_and_can_be_discarded_but_not_returned() -> None:
    old = workflow.created(decision(item(), back_entered=True, published_on=day(1)))
    assert old.status is Status.SIGNED
    assert old.discarded().status is Status.DISCARDED
    assert old.published(TODAY).published_on == day(1)
    with pytest.raises(StepNotAllowedInStatus):
        workflow.returned(old)


def completed(step: Step, taken_by: str) -> CompletedStep:
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    return CompletedStep(decision().id, 1, step, taken_by, "H60.01", DecisionRole.DRAFTER, "Sở", moment, "Điều 8")


def test_who_drafted_does_not_approve_sign_or_publish_and_who_approved_does_not_sign() -> None:
    separated = {
        (earlier, later)
        for later in Step
        for earlier in Step
        if refuses(
            lambda later=later, earlier=earlier: require_separation_of_duties(
                later, "a", decision(), [completed(earlier, "a")]
            )
        )
    }
    drafting = {Step.DRAFT, Step.ENTER, Step.REVISE, Step.SUBMIT}
    closing = {Step.APPROVE, Step.SIGN, Step.PUBLISH}
    assert separated == {(earlier, later) for earlier in drafting for later in closing} | {(Step.APPROVE, Step.SIGN)}
    for later in SEPARATED_STEPS:
        require_separation_of_duties(later, "b", decision(), [completed(step, "a") for step in Step])


def refuses(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except SeparationOfDuties:
        return True
    return False


CONTROL, SIGN = (DecisionRole.CONTROLLER,), (DecisionRole.SIGNER,)
MOVED = date(2026, 7, 1)
HOLDERS = [
    RoleHolder(DecisionRole.CONTROLLER, "H60.00", "Văn phòng", "TT 01/2018", valid_to=MOVED),
    RoleHolder(DecisionRole.CONTROLLER, "H60.02", "Sở Tư pháp", "NĐ 224/2026", valid_from=MOVED),
    RoleHolder(DecisionRole.SIGNER, "H60", "Chủ tịch", "NĐ 63/2010", subject="old", valid_to=date(2026, 9, 1)),
    RoleHolder(DecisionRole.SIGNER, "H60", "Chủ tịch", "NĐ 63/2010", subject="new", valid_from=date(2026, 9, 1)),
]


@pytest.mark.parametrize(
    ("on", "agency", "legal_basis"), [(date(2026, 6, 30), "H60.00", "TT 01/2018"), (MOVED, "H60.02", "NĐ 224/2026")]
)
def test_the_decree_moved_control_from_one_day_to_the_next(on: date, agency: str, legal_basis: str) -> None:
    assert mandate_of(CONTROL, HOLDERS, "anyone", agency, {on}).legal_basis == legal_basis
    other = ({"H60.00", "H60.02"} - {agency}).pop()
    with pytest.raises(RoleNotHeld):
        mandate_of(CONTROL, HOLDERS, "anyone", other, {on})


def test_a_signer_holds_the_role_on_the_day_of_signing_and_today() -> None:
    assert mandate_of(SIGN, HOLDERS, "new", "H60", {date(2026, 9, 1), date(2026, 11, 23)}).subject == "new"
    for subject, days in (
        ("old", {date(2026, 8, 31), date(2026, 11, 23)}),
        ("new", {date(2026, 8, 31), date(2026, 11, 23)}),
        ("x", {MOVED}),
    ):
        with pytest.raises(RoleNotHeld):
            mandate_of(SIGN, HOLDERS, subject, "H60", days)


def test_a_role_holder_whose_end_equals_its_beginning_never_held_the_role() -> None:
    withdrawn = replace(HOLDERS[1], valid_to=MOVED)
    assert not any(withdrawn.is_held_on(date(2026, 7, day)) for day in range(1, 4))


def test_only_a_signer_returns_a_signed_decision() -> None:
    in_review, signed_decision = decision_after(Step.SUBMIT), decision_after(Step.SUBMIT, Step.APPROVE, Step.SIGN)
    assert set(ACCESS[operation_of(Step.RETURN, in_review)]) == {DecisionRole.CONTROLLER, DecisionRole.SIGNER}
    assert set(ACCESS[operation_of(Step.RETURN, signed_decision)]) == {DecisionRole.SIGNER}
