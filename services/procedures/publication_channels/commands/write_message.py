"""Render the message to a channel about a Decision, or about an instrument that annuls or corrects one."""

from typing import Any

from procedures.publication_channels.domain.publications import Publication
from procedures.publication_channels.domain.published_decision import PublishedDecision
from procedures.publication_channels.formats.message import ChannelMessage
from procedures.publication_channels.formats.message_of_decision import message_of_decision
from procedures.publication_channels.formats.message_of_rectification import message_of_rectification
from procedures.publication_channels.storage.declared_level import declared_level
from procedures.publication_channels.storage.published_contents import published_contents
from procedures.publication_channels.storage.published_decision_rows import legal_documents, published_decision
from procedures.publication_channels.storage.resulting_periods import resulting_periods


async def write_message(driver: Any, publication: Publication) -> ChannelMessage:
    """Returns the same bytes each time. Once a Decision is annulled or corrected, its message changes, and so does the
    message's id."""
    decision = await published_decision(driver, publication.decision_id)
    if publication.rectification is not None:
        return await _of_rectification(driver, decision.known_with(publication.rectification), publication.channel)
    documents = await legal_documents(driver, decision.heading.id)
    return message_of_decision(decision, documents, await published_contents(driver, decision), publication.channel)


async def _of_rectification(driver: Any, decision: PublishedDecision, channel: str) -> ChannelMessage:
    instrument = decision.instruments[-1]
    periods = await resulting_periods(driver, instrument)
    declaring = {item.number for item in decision.items if item.effect.declares_level}
    declared = dict.fromkeys(period.code for period in periods if period.item_number in declaring)
    levels = {code: await declared_level(driver, code, instrument.recorded_at) for code in declared}
    return message_of_rectification(decision, periods, levels, channel)
