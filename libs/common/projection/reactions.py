"""A reaction calls a command because an event arrived. It is never replayed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from common.projection.handlers import Handlers

React = Callable[[Sequence[Any], Any], Awaitable[None]]


class Reactions(Handlers[React]):
    """The reactions to the events of one source. The unit of work is part of the consumer's transaction: a reaction
    must not commit it."""

    relation = "reactions to"
