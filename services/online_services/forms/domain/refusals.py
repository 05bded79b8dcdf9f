"""The refusals of forms.

Refusal
├── FormNotRecorded        404
├── VersionNotFound        404
├── FormOfAnotherAgency    403
├── FormSchemaRefused      409
├── FormDataUnexpected     409
├── FormDataMissing        409
├── FormFieldAltered       409
└── FormDataInvalid        409
"""

from collections.abc import Mapping, Sequence

from common.errors import Refusal


class FormNotRecorded(Refusal):
    """No form is recorded for this version of the procedure."""

    status, type, title = 404, "form-not-recorded", "No form is recorded for this version"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"no form of {code} version {version} is recorded", procedure_code=code, version=version)


class VersionNotFound(Refusal):
    """The procedure never had a version of this number."""

    status, type, title = 404, "version-not-found", "There is no such version"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"{code} has no version {version}", procedure=code, version=version)


class FormOfAnotherAgency(Refusal):
    """The agency that owns the procedure records its forms, and no other."""

    status, type, title = 403, "form-of-another-agency", "Another agency records the forms of this procedure"

    def __init__(self, code: str, owner: str) -> None:
        super().__init__(f"{owner} records the forms of {code}", procedure_code=code, owner=owner)


class FormSchemaRefused(Refusal):
    """The JSON Schema uses what a form may not use, or could take too long to judge data by. `errors` has the JSON
    pointer of each place in the schema, and what is wrong there."""

    status, type, title = 409, "form-schema-refused", "The JSON Schema of the form is not accepted"

    def __init__(self, errors: Sequence[Mapping[str, str]]) -> None:
        super().__init__(f"{errors[0]['pointer'] or 'the schema'}: {errors[0]['reason']}", errors=list(errors))


class FormDataUnexpected(Refusal):
    """No form is recorded for the version: nothing can be filled in, and so nothing is taken."""

    status, type, title = 409, "form-data-unexpected", "The version has no form to fill in"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"{code} version {version} has no form", procedure_code=code, version=version)


class FormDataMissing(Refusal):
    """The version has a form, and a dossier is filed with its data."""

    status, type, title = 409, "form-data-missing", "The form is to be filled in"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"{code} version {version} has a form", procedure_code=code, version=version)


class FormFieldAltered(Refusal):
    """The form fixes or prefills these fields, hidden ones too: what is sent for them must be what the form has, or
    nothing. `pointers` are JSON pointers into the data."""

    status, type, title = 409, "form-field-altered", "A field that the form fills in was altered"

    def __init__(self, pointers: Sequence[str]) -> None:
        super().__init__(f"altered: {', '.join(pointers[:5])}", pointers=list(pointers))


class FormDataInvalid(Refusal):
    """The data do not fit the form. `errors` has the JSON pointer of each place in the data, and the keyword of the
    JSON Schema that it does not fit; no value is repeated."""

    status, type, title = 409, "form-data-invalid", "The data do not fit the form"

    def __init__(self, errors: Sequence[Mapping[str, str]]) -> None:
        places = ", ".join(error["pointer"] or "the form" for error in errors[:5])
        super().__init__(f"these do not fit: {places}", errors=list(errors))
