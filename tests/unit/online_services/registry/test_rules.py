"""The rules of registrations and changes by officers, and the consequences of changes of the law."""

from datetime import date
from itertools import count

import pytest

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.registry.domain.changes_of_law import Amended, ChangeOfLaw, DeclaredOnline, Ended, consequences
from online_services.registry.domain.levels import Offer, OnlineLevel, PartialReason
from online_services.registry.domain.online_service import (
    LevelChanged,
    OnlineService,
    Registered,
    ReviewRequested,
    Withdrawn,
)
from online_services.registry.domain.refusals import (
    DuplicateProcedure,
    FullServiceWithReason,
    OnlineLevelUnchanged,
    OnlineServiceAlreadyRegistered,
    OnlineServiceNotOffered,
    OnlineServiceNotUnderReview,
    PartialServiceWithoutReason,
    ProcedureNotInForce,
    UnknownPartialReason,
)
from online_services.registry.domain.registration import NewId, Registration, refuse_unreasoned, register_all

CODE, OTHER = "1.000101", "1.000102"
AGENCY = Agency("H60.01", "Sở Tư pháp")
DECISION = Decision("d-1", "12/QĐ-UBND", "H60", date(2026, 5, 2), "Về việc công bố thủ tục hành chính")
FULL = Offer(OnlineLevel.FULL)
PARTIAL = Offer(OnlineLevel.PARTIAL, PartialReason("must_be_present", "Luật Hộ tịch"))
JANUARY, MARCH, MAY, JULY, OCTOBER = (date(2026, month, 1) for month in (1, 3, 5, 7, 10))


def law(*spans: tuple[date, date | None], code: str = CODE) -> Procedure:
    return Procedure(
        code, AGENCY, tuple(InForce(begin, end, "Đăng ký khai sinh", ("commune",)) for begin, end in spans)
    )


def numbered() -> NewId:
    numbers = count(1)
    return lambda: f"service-{next(numbers)}"


def registered(procedure: Procedure, on: date, offer: Offer = PARTIAL) -> OnlineService:
    (fact,) = register_all([Registration(procedure.code, offer, on)], {procedure.code: procedure}, {}, numbered())
    return fact.service


def test_a_procedure_in_force_is_registered_under_its_own_name_agency_and_levels() -> None:
    service = registered(law((JANUARY, None)), MARCH)
    assert (service.name, service.agency, service.administrative_levels) == ("Đăng ký khai sinh", AGENCY, ("commune",))
    assert (service.levels.begins, service.levels.ends) == (MARCH, None)


def test_a_procedure_that_is_not_in_force_on_the_day_is_refused_and_named() -> None:
    with pytest.raises(ProcedureNotInForce) as refused:
        registered(law((MARCH, None)), JANUARY)
    assert refused.value.facts == {"procedures": [{"procedure_code": CODE, "on": "2026-01-01"}]}


def test_an_unknown_procedure_is_refused() -> None:
    with pytest.raises(ProcedureNotInForce):
        register_all([Registration(CODE, FULL, MARCH)], {}, {}, numbered())


def test_one_invalid_line_refuses_the_whole_request() -> None:
    requests = [Registration(CODE, FULL, MARCH), Registration(OTHER, FULL, MARCH)]
    with pytest.raises(ProcedureNotInForce) as refused:
        register_all(requests, {CODE: law((JANUARY, None))}, {}, numbered())
    assert [procedure["procedure_code"] for procedure in refused.value.facts["procedures"]] == [OTHER]


def test_a_procedure_named_twice_in_one_request_is_refused() -> None:
    requests = [Registration(CODE, FULL, MARCH), Registration(CODE, PARTIAL, MAY)]
    with pytest.raises(DuplicateProcedure):
        register_all(requests, {CODE: law((JANUARY, None))}, {}, numbered())


def test_a_service_ends_with_its_procedure_also_when_the_repeal_arrived_before_the_registration() -> None:
    assert registered(law((JANUARY, JULY)), MARCH).levels.ends == JULY


def test_a_service_continues_through_consecutive_versions_of_its_procedure() -> None:
    service = registered(law((JANUARY, MAY), (MAY, OCTOBER), (date(2027, 1, 1), None)), MARCH)
    assert service.levels.ends == OCTOBER


def test_a_procedure_that_is_offered_already_or_will_be_is_refused() -> None:
    procedure = law((JANUARY, None))
    present = {CODE: [registered(procedure, MAY)]}
    for day in (MARCH, MAY, JULY):
        with pytest.raises(OnlineServiceAlreadyRegistered):
            register_all([Registration(CODE, FULL, day)], {CODE: procedure}, present, numbered())


def test_a_procedure_that_was_repealed_and_introduced_again_can_be_registered_anew() -> None:
    past = registered(law((JANUARY, MAY)), MARCH)
    procedure = law((JANUARY, MAY), (JULY, None))
    (fact,) = register_all([Registration(CODE, FULL, JULY)], {CODE: procedure}, {CODE: [past]}, numbered())
    assert fact.service.levels.begins == JULY


def test_a_partial_service_must_state_a_listed_reason_with_its_legal_basis() -> None:
    codes = frozenset({"must_be_present"})
    refuse_unreasoned([PARTIAL, FULL], codes)
    for unreasoned in (Offer(OnlineLevel.PARTIAL), Offer(OnlineLevel.PARTIAL, PartialReason("must_be_present", " "))):
        with pytest.raises(PartialServiceWithoutReason):
            refuse_unreasoned([unreasoned], codes)
    with pytest.raises(UnknownPartialReason):
        refuse_unreasoned([Offer(OnlineLevel.PARTIAL, PartialReason("no_time", "Luật"))], codes)
    with pytest.raises(FullServiceWithReason):
        refuse_unreasoned([Offer(OnlineLevel.FULL, PARTIAL.reason)], codes)


def test_an_officer_can_raise_a_partial_service() -> None:
    changed = registered(law((JANUARY, None)), MARCH).change_level(FULL, MAY)
    assert changed.service.levels.on(MAY) == FULL
    assert (changed.effective_on, changed.service.revision) == (MAY, 2)


def test_a_change_to_the_present_level_is_refused() -> None:
    with pytest.raises(OnlineLevelUnchanged):
        registered(law((JANUARY, None)), MARCH).change_level(PARTIAL, MAY)


@pytest.mark.parametrize("day", [JANUARY, JULY, OCTOBER])
def test_a_change_before_the_first_day_or_after_a_withdrawal_is_refused(day: date) -> None:
    withdrawn = registered(law((JANUARY, None)), MARCH).withdraw(JULY, DECISION)
    assert withdrawn is not None
    with pytest.raises(OnlineServiceNotOffered):
        withdrawn.service.change_level(FULL, day)


def test_a_service_can_be_changed_until_a_repeal_takes_effect() -> None:
    withdrawn = registered(law((JANUARY, None)), MARCH).withdraw(OCTOBER, DECISION)
    assert withdrawn is not None
    changed = withdrawn.service.change_level(FULL, JULY)
    assert changed.service.levels.ends == OCTOBER


def test_a_repeal_cancels_a_service_that_was_to_begin_later() -> None:
    service = registered(law((JANUARY, None)), JULY)
    (fact,) = consequences([Ended(CODE, MAY, DECISION)], {CODE: [service]}, numbered())
    assert fact.service.levels.periods == ()
    assert fact.decision == DECISION


def test_a_repeal_does_not_change_a_service_that_has_ended() -> None:
    service = registered(law((JANUARY, MAY)), MARCH)
    assert consequences([Ended(CODE, MAY, DECISION)], {CODE: [service]}, numbered()) == []


def test_a_second_repeal_with_an_earlier_day_brings_the_end_forward() -> None:
    service = registered(law((JANUARY, None)), MARCH)
    facts = consequences([Ended(CODE, OCTOBER, DECISION), Ended(CODE, JULY, DECISION)], {CODE: [service]}, numbered())
    assert [fact.service.levels.ends for fact in facts] == [OCTOBER, JULY]
    assert [fact.service.revision for fact in facts] == [2, 3]


def test_each_amendment_requests_a_review_of_its_own() -> None:
    service = registered(law((JANUARY, None)), MARCH)
    facts = consequences([Amended(CODE, MAY, DECISION), Amended(CODE, JULY, DECISION)], {CODE: [service]}, numbered())
    assert [fact.service.under_review for fact in facts] == [True, True]
    assert facts[-1].service.revision == 3


def test_an_amendment_of_a_procedure_without_a_service_has_no_consequence() -> None:
    assert consequences([Amended(CODE, MAY, DECISION)], {CODE: []}, numbered()) == []


def test_a_confirmed_review_copies_name_agency_and_levels_of_the_procedure() -> None:
    (requested,) = consequences(
        [Amended(CODE, MAY, DECISION)], {CODE: [registered(law((JANUARY, None)), MARCH)]}, numbered()
    )
    today = Procedure(
        CODE, Agency("H60.02", "Sở Nội vụ"), (InForce(MAY, None, "Đăng ký khai sinh lưu động", ("province",)),)
    )
    reviewed = requested.service.confirm_review(today, JULY)
    assert not reviewed.service.under_review
    assert (reviewed.service.name, reviewed.service.agency.code) == ("Đăng ký khai sinh lưu động", "H60.02")
    assert reviewed.service.administrative_levels == ("province",)


def test_a_service_that_is_not_under_review_cannot_be_confirmed() -> None:
    with pytest.raises(OnlineServiceNotUnderReview):
        registered(law((JANUARY, None)), MARCH).confirm_review(law((JANUARY, None)), MAY)


def test_a_withdrawn_service_cannot_be_confirmed() -> None:
    withdrawn = registered(law((JANUARY, None)), MARCH).withdraw(MAY, DECISION)
    assert withdrawn is not None
    with pytest.raises(OnlineServiceNotOffered):
        withdrawn.service.confirm_review(law((JANUARY, MAY)), JULY)


def declared(on: date, procedure: Procedure, level: OnlineLevel = OnlineLevel.FULL) -> DeclaredOnline:
    return DeclaredOnline(procedure.code, on, DECISION, procedure, level)


def test_a_declaration_raises_the_present_service_and_names_the_decision() -> None:
    procedure = law((JANUARY, None))
    (fact,) = consequences([declared(MAY, procedure)], {CODE: [registered(procedure, MARCH)]}, numbered())
    assert isinstance(fact, LevelChanged)
    assert fact.service.levels.on(MAY) == Offer(OnlineLevel.FULL, decision=DECISION)
    assert not fact.service.under_review


def test_a_declaration_does_not_change_a_full_service() -> None:
    procedure = law((JANUARY, None))
    assert consequences([declared(MAY, procedure)], {CODE: [registered(procedure, MARCH, FULL)]}, numbered()) == []


def test_a_declaration_never_lowers_a_service() -> None:
    procedure = law((JANUARY, None))
    services = {CODE: [registered(procedure, MARCH, FULL)]}
    assert consequences([declared(MAY, procedure, OnlineLevel.PARTIAL)], services, numbered()) == []


def test_a_declaration_registers_a_service_until_the_end_of_its_procedure() -> None:
    (fact,) = consequences([declared(MARCH, law((JANUARY, JULY)))], {CODE: []}, numbered())
    assert isinstance(fact, Registered)
    assert (fact.service.levels.begins, fact.service.levels.ends) == (MARCH, JULY)


def test_a_partial_service_registered_by_a_decision_is_under_review_until_its_reason_is_stated() -> None:
    (fact,) = consequences([declared(MARCH, law((JANUARY, None)), OnlineLevel.PARTIAL)], {}, numbered())
    assert fact.service.under_review


def test_a_declaration_that_arrives_late_applies_until_the_later_change_and_requests_a_review() -> None:
    procedure = law((JANUARY, None))
    service = registered(procedure, MAY)
    (fact,) = consequences([declared(MARCH, procedure)], {CODE: [service]}, numbered())
    assert fact.service.levels.on(MARCH) == Offer(OnlineLevel.FULL, decision=DECISION)
    assert fact.service.levels.on(MAY) == PARTIAL
    assert fact.service.under_review


def test_a_declaration_for_an_earlier_span_in_force_does_not_change_the_present_service() -> None:
    procedure = law((JANUARY, MAY), (JULY, None))
    present = registered(procedure, JULY)
    (fact,) = consequences([declared(MARCH, procedure)], {CODE: [present]}, numbered())
    assert isinstance(fact, Registered)
    assert (fact.service.levels.begins, fact.service.levels.ends) == (MARCH, MAY)


def test_a_declaration_for_a_day_on_which_the_procedure_is_not_in_force_has_no_consequence() -> None:
    assert consequences([declared(JULY, law((JANUARY, MAY)))], {}, numbered()) == []


def test_two_declarations_of_one_procedure_register_one_service() -> None:
    procedure = law((JANUARY, None))
    facts = consequences([declared(MARCH, procedure, OnlineLevel.PARTIAL), declared(MAY, procedure)], {}, numbered())
    assert [type(fact) for fact in facts] == [Registered, LevelChanged]
    assert len({fact.service.id for fact in facts}) == 1


def test_changes_are_applied_in_their_order() -> None:
    procedure = law((JANUARY, None))
    changes: list[ChangeOfLaw] = [
        declared(MARCH, procedure),
        Amended(CODE, MAY, DECISION),
        Ended(CODE, JULY, DECISION),
        Amended(CODE, OCTOBER, DECISION),
    ]
    facts = consequences(changes, {}, numbered())
    assert [type(fact) for fact in facts] == [Registered, ReviewRequested, Withdrawn]
    assert [fact.service.revision for fact in facts] == [1, 2, 3]
    assert facts[-1].service.levels.ends == JULY
