"""Subscribers of the events, as an officer records them."""

from typing import Annotated, Any

from pydantic import Field

from procedures.shared.api.text_fields import Body, Line, ParsedUrl, SecretName, SystemCode

Sequence = Annotated[int, Field(ge=0, lt=2**63)]


class SubscriberIn(Body):
    """`secret_name` is a file in the folder that `WEBHOOK_SECRETS_DIR` names. A new subscriber begins behind the event
    `after`, or with what
    comes next where it is left out; a known one goes on where it was."""

    code: SystemCode
    name: Line
    url: ParsedUrl
    secret_name: SecretName
    active: bool = True
    after: Sequence | None = None

    def entry(self) -> dict[str, Any]:
        return {**self.model_dump(exclude={"after"}), "url": str(self.url)}


class ReplayIn(Body):
    """Events after this one are sent, whether they were before or not."""

    after: Sequence
