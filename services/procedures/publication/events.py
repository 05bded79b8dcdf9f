"""The last event of a publication: the one about the Decision itself."""

from collections import Counter
from datetime import datetime

from common.contracts.parts import ItemKind
from common.contracts.procedures import DecisionPublished, ItemCount, ReplacedLists
from procedures.decisions.domain import decision as decisions
from procedures.decisions.domain.decision import Decision
from procedures.law.events.event_references import Names, decision_ref
from procedures.shared.domain.document_numbers import canonical_number


def decision_published(
    decision: Decision, names: Names, recorded_at: datetime, first_sequence: int
) -> DecisionPublished:
    """The event counts items, not events: a replacement by another code is one item and two events. `first_sequence` is
    the sequence number of the first event that belongs to the Decision."""
    if decision.published_on is None:
        raise ValueError("a published Decision has a day of publication")
    counts = Counter(item.kind.value for item in decision.items)
    return DecisionPublished(
        decision_id=str(decision.id),
        decision=decision_ref(decision.reference),
        agency=names.agencies[decision.agency_code],
        topics=decision.topics,
        items=tuple(ItemCount(kind=kind, count=counts[kind.value]) for kind in ItemKind if counts[kind.value]),
        processes=len(decision.processes),
        published_on=decision.published_on,
        recorded_at=recorded_at,
        back_entered=decision.back_entered,
        late=decision.is_late,
        first_sequence=first_sequence,
        signer=decision.signer,
        signed_file_sha256=decision.signed_file_sha256,
        replaces_lists_of=tuple(map(_replaced_lists, decision.replaces_lists_of)),
        canonical_number=canonical_number(decision.reference.number),
    )


def _replaced_lists(lists: decisions.ReplacedLists) -> ReplacedLists:
    if lists.number is None or lists.issuing_body is None or lists.signed_on is None:
        raise ValueError("number, body and day of replaced lists are looked up when the Decision is drafted")
    id = None if lists.id is None else str(lists.id)
    return ReplacedLists(
        id=id,
        number=lists.number,
        issuing_body=lists.issuing_body,
        signed_on=lists.signed_on,
        canonical_number=canonical_number(lists.number),
    )
