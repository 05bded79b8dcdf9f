"""Moves the services of a procedure to the code that replaces its provisional one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.law.domain.decision import Decision
from online_services.registry.events import events_of
from online_services.registry.storage.repository import Registry


@dataclass(frozen=True, slots=True)
class Recoding:
    """The procedure has `code` from that day on, as the document states."""

    former_code: str
    code: str
    on: date
    document: Decision


async def recode_services(work: UnitOfWork, recodings: Sequence[Recoding], by: Actor) -> None:
    codes = [code for recoding in recodings for code in (recoding.former_code, recoding.code)]
    services = await work.of(Registry).lock(codes)
    facts = [
        service.recoded(recoding.code, recoding.on, recoding.document)
        for recoding in recodings
        for service in services[recoding.former_code]
    ]
    await work.of(Registry).save(facts, by=by.subject, at=work.clock.now())
    await work.record(events_of(facts))
