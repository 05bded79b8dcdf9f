"""Who may manage the subscribers of events."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

SubscriberKeeper = Annotated[Actor, Requires("subscribers.write")]
