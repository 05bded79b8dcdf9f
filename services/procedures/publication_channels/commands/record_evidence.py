"""Record that a Decision, or a rectification of one, is shown on a channel."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from common.database.connections import driver_of
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.storage.repository import Decisions
from procedures.publication_channels.domain.publications import Publication
from procedures.publication_channels.events import publication_confirmed
from procedures.publication_channels.storage.confirmed_publications import confirmed_publication
from procedures.publication_channels.storage.repository import PublicationChannels


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the Decision is shown (`url`) or what the officer saw (`note`), and the day on which it was shown."""

    on: date
    url: str | None = None
    note: str | None = None


async def record_evidence(
    work: UnitOfWork, decision: UUID, channel: str, rectification: UUID | None, evidence: Evidence, by: Actor
) -> Publication:
    """Used for channels that cannot be pushed to, such as the notice board of an agency, and for any channel that does
    not confirm by itself.

    Raises `NotPublishedOnChannel`, `AlreadyPublishedOnChannel` and `EvidenceDayOutOfRange`.
    """
    publication = await work.of(PublicationChannels).lock(decision, channel, rectification)
    decisions = work.of(Decisions)
    signed_on = await (
        decisions.signed_on(decision) if rectification is None else decisions.instrument_signed_on(rectification)
    )
    shown = publication.evidenced(evidence.on, signed_on, work.clock.today())
    await work.of(PublicationChannels).put_evidenced(shown, evidence.url, evidence.note, by.subject, work.clock.now())
    recorded = await confirmed_publication(await driver_of(work.connection), shown)
    await work.record([publication_confirmed(recorded)])
    return shown
