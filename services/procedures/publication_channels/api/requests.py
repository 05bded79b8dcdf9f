"""Channels and evidence of publication as officers record them."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from typing_extensions import TypeAliasType

from common.http.days import Day
from procedures.publication_channels.api.examples import CHANNELS, EVIDENCE
from procedures.publication_channels.commands.record_evidence import Evidence
from procedures.shared.api.text_fields import Body, Line, ParsedUrl, SecretName, SystemCode

PublicationMethod = TypeAliasType("PublicationMethod", Literal["push", "evidence"])


class PublicationChannelIn(Body):
    """`secret_name` names a file in the directory `CHANNEL_SECRETS_DIR`. A push goes to `url`, signed with the secret
    in that file."""

    code: SystemCode
    name: Line
    mandatory: bool = False
    method: PublicationMethod
    url: ParsedUrl | None = None
    secret_name: SecretName | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="after")
    def url_with_secret(self) -> "PublicationChannelIn":
        if (self.url is None) is not (self.secret_name is None):
            raise ValueError("url and secret_name go together")
        if self.url is not None and self.method != "push":
            raise ValueError("only a push has a url")
        return self

    def entry(self) -> dict[str, Any]:
        return {**self.model_dump(), "url": None if self.url is None else str(self.url)}


def each_once(channels: tuple[PublicationChannelIn, ...]) -> tuple[PublicationChannelIn, ...]:
    if len({channel.code for channel in channels}) < len(channels):
        raise ValueError("each code is given once")
    return channels


class ChannelsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [CHANNELS]})

    channels: Annotated[
        tuple[PublicationChannelIn, ...], Field(min_length=1, max_length=100), AfterValidator(each_once)
    ]


class EvidenceIn(Body):
    """Where the Decision is shown (`url`) or what the officer saw (`note`), and the day on which it was shown."""

    model_config = ConfigDict(json_schema_extra={"examples": [EVIDENCE]})

    shown_on: Day
    url: ParsedUrl | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def url_or_note(self) -> "EvidenceIn":
        if self.url is None and self.note is None:
            raise ValueError("evidence is a url or a note")
        return self

    def evidence(self) -> Evidence:
        return Evidence(self.shown_on, None if self.url is None else str(self.url), self.note)
