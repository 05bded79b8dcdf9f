"""A Decision that publishes its lists anew says whose lists they replace (thay thế danh mục ban hành kèm theo Quyết
định …). Decisions older than this register are named by number and day."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from procedures.decisions.domain.decision import Decision, ReplacedLists
from procedures.decisions.domain.list_replacement_refusals import ReplacedDecisionNotPublished, ReplacedListsNotEarlier
from procedures.law.domain.references import DecisionReference


def with_replaced_lists(decision: Decision, published: Mapping[UUID, DecisionReference]) -> Decision:
    """The Decision with number, body and day of each Decision whose lists it replaces. `published` has the published
    Decisions among those that it names by id.

    Raises `ReplacedDecisionNotPublished` and `ReplacedListsNotEarlier`.
    """
    return replace(
        decision, replaces_lists_of=tuple(_complete(decision, lists, published) for lists in decision.replaces_lists_of)
    )


def _complete(decision: Decision, lists: ReplacedLists, published: Mapping[UUID, DecisionReference]) -> ReplacedLists:
    if lists.id is not None:
        if (found := published.get(lists.id)) is None or found.id == decision.id:
            raise ReplacedDecisionNotPublished(lists.id)
        lists = ReplacedLists(found.id, found.number, found.issuing_body, found.signed_on)
    lists = replace(lists, issuing_body=lists.issuing_body or decision.issuing_body)
    if lists.signed_on is not None and lists.signed_on > decision.signed_on:
        raise ReplacedListsNotEarlier(lists.number or "", lists.signed_on, decision.signed_on)
    return lists
