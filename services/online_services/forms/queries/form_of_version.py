"""Queries the form of a version of a procedure."""

from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.forms.domain.refusals import FormNotRecorded
from online_services.forms.storage.recorded_forms import Forms, RecordedForm
from online_services.law.storage.repository import present_code


async def form_of_version(read: AsyncConnection, code: str, version: int) -> RecordedForm:
    """A former provisional code leads to the procedure. Raises `FormNotRecorded`."""
    code = await present_code(read, code)
    form = await Forms(read).current(code, version)
    if form is None:
        raise FormNotRecorded(code, version)
    return form
