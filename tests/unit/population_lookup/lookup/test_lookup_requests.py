"""When two requests of one officer are equal."""

from population_lookup.register.domain.birth_date import BirthDate
from tests.support.lookup_requests import DAO, lookup_request, person


def test_requests_are_equal_however_name_and_date_are_written() -> None:
    digest = lookup_request().digest()
    assert digest == lookup_request(person(full_name="DANG THI MAY"), request_id="r-2").digest()
    assert digest != lookup_request(person(birth_date=BirthDate(1990))).digest()
    assert digest != lookup_request(procedure_code="1.000102").digest()
    assert digest != lookup_request(person(personal_id=None, old_identity_card=DAO.personal_id)).digest()


def test_a_request_shows_no_person_in_a_traceback() -> None:
    text = repr(lookup_request()) + repr(person())
    assert not any(secret in text for secret in (DAO.personal_id, DAO.full_name, "1990"))
