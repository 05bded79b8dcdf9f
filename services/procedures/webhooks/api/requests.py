"""Subscribers of events as officers record them."""

from typing import Annotated, Any

from pydantic import Field

from procedures.shared.api.text_fields import Body, Line, ParsedUrl, SecretName, SystemCode

EventSequence = Annotated[int, Field(ge=0, lt=2**63)]


class SubscriberIn(Body):
    """`secret_name` names a file in the directory `WEBHOOK_SECRETS_DIR`. A new subscriber starts behind the event
    `after`, or with the next event if `after` is absent; a known subscriber continues at its position."""

    code: SystemCode
    name: Line
    url: ParsedUrl
    secret_name: SecretName
    active: bool = True
    after: EventSequence | None = None

    def entry(self) -> dict[str, Any]:
        return {**self.model_dump(exclude={"after"}), "url": str(self.url)}


class ReplayIn(Body):
    """The events after this sequence are sent, whether they were sent before or not."""

    after: EventSequence
