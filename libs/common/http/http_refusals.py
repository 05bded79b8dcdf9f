"""The base of refusals that a header explains to programs too."""

from collections.abc import Mapping

from common.errors import Refusal


class HttpRefusal(Refusal):
    """A refusal by a rule of HTTP itself. `headers` are those of its response."""

    headers: Mapping[str, str] = {}
