"""The hash chain of the access log: each line proves all lines before it."""

import json
from datetime import UTC, datetime

import pytest

from population_lookup.access_log.domain.access_log import GENESIS, Line, content_of, line_of, link
from population_lookup.lookup.domain.access_of_lookup import access_of
from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.register.domain.citizen import FIELDS
from population_lookup.shared.domain.refusals import AgencyMismatch, LookupRefusal
from tests.support.lookup_requests import DAO, lookup_request, person
from tests.unit.population_lookup.law.test_lawful_periods import JULY, disclose, law

SALT = "00112233445566778899aabbccddeeff"
AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def lookup(outcome: Disclosure | LookupRefusal, **changes: str) -> Lookup:
    return Lookup("0199aaaa-0000-7000-8000-000000000001", lookup_request(person(**changes)), AT, AT, outcome)


def lookup_entry(**changes: str) -> Lookup:
    return lookup(disclose(person(**changes), law(JULY, None, "full_name", "sex"), DAO), **changes)


def chain(*lookups: Lookup) -> list[Line]:
    lines: list[Line] = []
    for sequence, decided in enumerate(lookups, 1):
        prevhash = lines[-1].hash if lines else GENESIS
        access = access_of(decided, "officer-1", "POST /v1/lookups")
        lines.append(line_of(access, json.dumps(content_of(access, SALT)).encode(), sequence, prevhash))
    return lines


def test_a_line_contains_what_article_45_requires() -> None:
    (line,) = chain(lookup_entry())
    content = json.loads(line.content)
    assert content == {
        "lookup_id": "0199aaaa-0000-7000-8000-000000000001",
        "requested_at": "2026-11-23T05:00:00.000000+00:00",
        "answered_at": "2026-11-23T05:00:00.000000+00:00",
        "endpoint": "POST /v1/lookups",
        "account": "officer-1",
        "agency_code": "H60.01",
        "officer_id": "cb-07",
        "officer_account": None,
        "officer_phone": None,
        "request_id": "r-1",
        "operation": "TraCuuThongTinCongDan",
        "integration_code": "037",
        "stated_code": None,
        "procedure_code": "1.000101",
        "version": 1,
        "decision": {
            "id": "d-1",
            "number": "12/QĐ-UBND",
            "issuing_body": "H60",
            "signed_on": "2023-01-15",
            "title": "Công bố",
        },
        "request": {
            "personal_id": "008190123456",
            "old_identity_card": None,
            "full_name": "Đặng Thị Mẩy",
            "birth_date": "1990-03-07",
        },
        "personal_id": "008190123456",
        "state": "matched",
        "refusal": None,
        "fields": ["full_name", "sex"],
        "reason": None,
        "salt": SALT,
    }


def test_a_refused_look_up_is_logged_like_any_other_and_discloses_nothing() -> None:
    (line,) = chain(lookup(AgencyMismatch()))
    content = json.loads(line.content)
    assert (content["state"], content["refusal"], content["decision"], content["fields"]) == (
        "refused",
        "agency-mismatch",
        None,
        [],
    )
    assert content["personal_id"] == DAO.personal_id


def test_a_look_up_with_a_wrong_name_concerns_the_resident_with_the_number() -> None:
    about = person(full_name="Ai Đó", personal_id=None, old_identity_card=DAO.old_identity_card)
    request = lookup_request(about)
    failed = Lookup(
        "0199aaaa-0000-7000-8000-000000000002",
        request,
        AT,
        AT,
        disclose(about, law(JULY, None, *FIELDS), DAO),
    )
    (line,) = chain(failed)
    assert line.personal_id == DAO.personal_id
    assert json.loads(line.content)["state"] == "not_matched"


def test_no_traceback_shows_an_access_or_its_line() -> None:
    access, (line,) = access_of(lookup_entry(), "officer-1", "POST /v1/lookups"), chain(lookup_entry())
    for thing in (access, line, [access], (line,)):
        shown = f"{thing} {thing!r}"
        assert access.lookup_id in shown or "Line(1)" in shown
        for secret in (DAO.personal_id, DAO.full_name, "officer-1", "cb-07", SALT):
            assert secret not in shown


def test_an_unchanged_chain_has_no_fault() -> None:
    lines = chain(lookup_entry(), lookup(AgencyMismatch()), lookup_entry(full_name="Ai Đó"))
    sequence, hash = 0, GENESIS
    for line in lines:
        assert line.fault(sequence, hash) is None
        sequence, hash = line.sequence, line.hash


def edited(line: Line) -> Line:
    return line._replace(content=line.content.replace(b"officer-1", b"officer-9"))


def rehashed(line: Line) -> Line:
    content = edited(line).content
    return line._replace(content=content, hash=link(line.prevhash, line.sequence, content))


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda lines: [lines[0], lines[2]], "line 2 is missing"),
        (lambda lines: [lines[0], edited(lines[1]), lines[2]], "line 2 was changed"),
        (lambda lines: [rehashed(lines[0]), lines[1], lines[2]], "line 2 does not follow"),
        (lambda lines: [lines[0], lines[1]._replace(personal_id=None), lines[2]], "the columns of line 2"),
    ],
)
def test_a_removed_edited_or_rehashed_line_is_detected(tamper: object, fault: str) -> None:
    lines = tamper(chain(lookup_entry(), lookup_entry(), lookup_entry()))  # type: ignore[operator]  # parametrized by plain functions
    faults, sequence, hash = [], 0, GENESIS
    for line in lines:
        faults.append(line.fault(sequence, hash))
        sequence, hash = line.sequence, line.hash
    assert any(detected is not None and detected.startswith(fault) for detected in faults), faults
