"""A reaction calls a command because an event arrived. It is never replayed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from common.projection.handlers import Handlers

React = Callable[[Sequence[Any], Any], Awaitable[None]]


class Reactions(Handlers[React]):
    """What is done about one source. The unit of work is part of the consumer's transaction: it must not commit."""

    what = "reactions to"
