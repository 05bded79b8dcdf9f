"""The event that a Decision, or a rectification of one, is shown on a channel."""

from common.contracts.parts import AgencyRef
from common.contracts.procedures import InstrumentRef
from common.contracts.publications import Confirmation, PublicationConfirmed
from procedures.law.domain.references import DecisionReference
from procedures.law.events.event_references import decision_ref
from procedures.publication_channels.storage.confirmed_publications import ConfirmedPublication
from procedures.shared.domain.document_numbers import canonical_number


def publication_confirmed(publication: ConfirmedPublication) -> PublicationConfirmed:
    decision, instrument = publication.decision, publication.instrument
    return PublicationConfirmed(
        decision_id=str(decision.id),
        decision=decision_ref(decision),
        agency=AgencyRef(code=publication.agency_code, name=publication.agency_name),
        instrument=None if instrument is None else _instrument_ref(instrument),
        channel=publication.channel,
        due_on=publication.due_on,
        article=publication.article,
        shown_on=publication.shown_on,
        how=Confirmation(publication.state),
        recorded_at=publication.recorded_at,
    )


def _instrument_ref(instrument: DecisionReference) -> InstrumentRef:
    return InstrumentRef(
        id=str(instrument.id),
        number=instrument.number,
        issuing_body=instrument.issuing_body,
        signed_on=instrument.signed_on,
        title=instrument.title,
        canonical_number=canonical_number(instrument.number),
    )
