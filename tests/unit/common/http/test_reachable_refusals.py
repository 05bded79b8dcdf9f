"""How the refusals of an operation are found in the code that it reaches."""

import sys
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.routing import APIRoute

from common.errors import Refusal
from common.http.openapi.operation import Operation
from common.http.openapi.reachable_refusals import reachable_refusals

PACKAGE = __name__.partition(".")[0]


class ThingNotFound(Refusal):
    """There is no such thing."""

    status, type, title = 404, "thing-not-found", "There is no such thing"


class ThingLocked(Refusal):
    """The thing cannot be changed."""

    type, title = "thing-locked", "The thing cannot be changed"


class ThingInvisible(Refusal):
    """Nobody makes this one."""

    type, title = "thing-invisible", "Nobody sees the thing"


@dataclass
class Thing:
    locked: bool

    def change(self) -> None:
        if self.locked:
            raise ThingLocked("it is locked")

    def hide(self) -> None:
        raise ThingInvisible("nobody hides it")


def thing_of(name: str) -> Thing:
    if not name:
        raise ThingNotFound("it has no name")
    return Thing(locked=False)


async def change_thing(name: str) -> None:
    thing_of(name).change()


async def list_things() -> list[str]:
    try:
        return [str(thing_of("a").locked)]
    except ThingNotFound:
        return []


def refusals_of(path: str) -> set[type[Refusal]]:
    router = APIRouter()
    router.add_api_route("/change", change_thing, methods=["POST"], operation_id="changeThing")
    router.add_api_route("/list", list_things, operation_id="listThings")
    (route,) = [route for route in router.routes if isinstance(route, APIRoute) and route.path == path]
    return set(reachable_refusals(Operation(route, "get"), PACKAGE))


def test_refusals_of_functions_and_of_the_methods_that_are_called_are_found() -> None:
    assert refusals_of("/change") == {ThingNotFound, ThingLocked}


def test_a_method_that_nobody_names_and_a_refusal_that_is_only_caught_add_nothing() -> None:
    assert sys.modules[__name__]
    assert refusals_of("/list") == {ThingNotFound}
