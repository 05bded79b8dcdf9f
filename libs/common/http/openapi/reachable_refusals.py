"""Which refusals each operation may raise, from the code that its endpoint reaches.

Followed are the functions that a function names, and the methods that it names of the classes in play: those that
functions name or annotate, and those of their members. So the result may hold a refusal that no request meets, and
lacks one only where code is called that nobody names: that one is declared at the endpoint, by `@refuses`.

For all operations of the largest service it takes a second.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, get_args, get_type_hints

from common.errors import Refusal
from common.http.openapi.operation import Operation

DECLARED_ELSEWHERE = ("common.http", "common.service", "common.database")
"""Packages whose functions declare what they refuse."""
CONSTRUCTORS = ("__init__", "__post_init__")


def reachable_refusals(operation: Operation, package: str) -> list[type[Refusal]]:
    """`package` is that of the service: no operation reaches the code of another."""
    functions: set[FunctionType] = set()
    for called in (operation.route.endpoint, *operation.calls):
        functions |= _Reach(package).functions_from(called)
    refusals = {refusal for function in functions for refusal in raised_by(function)}
    return sorted(refusals, key=lambda refusal: refusal.type)


@cache
def raised_by(function: FunctionType) -> frozenset[type[Refusal]]:
    """The refusals that the function makes. A class that others extend stands for these."""
    made = {_value_of(node, function) for node in ast.walk(_tree_of(function))}
    return frozenset(
        value for value in made if isinstance(value, type) and issubclass(value, Refusal) and not value.__subclasses__()
    )


def _tree_of(function: FunctionType) -> ast.AST:
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError):  # made by a library, as the methods of dataclasses
        return ast.Module([], [])


def _value_of(node: ast.AST, function: FunctionType) -> Any:
    """What is called or raised at the node."""
    made = node.func if isinstance(node, ast.Call) else node.exc if isinstance(node, ast.Raise) else None
    if isinstance(made, ast.Attribute) and isinstance(made.value, ast.Name):
        return getattr(function.__globals__.get(made.value.id), made.attr, None)
    return function.__globals__.get(made.id) if isinstance(made, ast.Name) else None


class _Reach:
    """The code that one function reaches."""

    def __init__(self, package: str) -> None:
        self.packages = (package, "common")
        self.functions: set[FunctionType] = set()
        self.classes: set[type] = set()
        self.named: set[str] = set()

    def functions_from(self, start: Callable[..., Any]) -> set[FunctionType]:
        left: list[Any] = [start]
        while left:
            for function in filter(self._is_new, left):
                self._add(function)
            left = [value for value in self._named_values() if self._is_new(value)]
        return self.functions

    def _is_new(self, value: Any) -> bool:
        return (
            isinstance(value, FunctionType)
            and value not in self.functions
            and self._is_ours(value)
            and not value.__module__.startswith(DECLARED_ELSEWHERE)
        )

    def _is_ours(self, value: Any) -> bool:
        return str(getattr(value, "__module__", "")).partition(".")[0] in self.packages

    def _add(self, function: FunctionType) -> None:
        self.functions.add(function)
        self.named |= _names_in(function.__code__)
        values = [*_globals_named_by(function), *_annotated_classes(function)]
        left = [value for value in values if isinstance(value, type) and self._is_ours(value)]
        while left:
            added = set(left) - self.classes
            self.classes |= added
            left = [member for cls in added for member in _annotated_classes(cls) if self._is_ours(member)]

    def _named_values(self) -> Iterator[Any]:
        for function in list(self.functions):
            yield from _globals_named_by(function)
        for cls in self.classes:
            yield from (method for name, method in _methods_of(cls) if name in self.named or name in CONSTRUCTORS)


def _names_in(code: CodeType) -> set[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names_in(constant)
    return names


@cache
def _globals_named_by(function: FunctionType) -> list[Any]:
    """Also the attributes that it names of modules, and the values of its closure."""
    names = _names_in(function.__code__)
    values = [function.__globals__[name] for name in names if name in function.__globals__]
    for module in [value for value in values if isinstance(value, ModuleType)]:
        values += [getattr(module, name) for name in names if hasattr(module, name)]
    for cell in function.__closure__ or ():
        with suppress(ValueError):  # a cell that is still empty
            values.append(cell.cell_contents)
    return values


@cache
def _annotated_classes(annotated: Any) -> list[type]:
    """The classes in the annotations of a function, or of the members of a class."""
    try:
        left = list(get_type_hints(annotated).values())
    except (NameError, TypeError):  # an import for type checkers only
        return []
    classes: list[type] = []
    while left:
        hint = left.pop()
        if isinstance(hint, type):
            classes.append(hint)
        left += get_args(hint)
    return classes


@cache
def _methods_of(cls: type) -> list[tuple[str, FunctionType]]:
    if issubclass(cls, Refusal):
        return []
    members = [(name, member) for base in cls.__mro__ for name, member in vars(base).items()]
    return [(name, function) for name, member in members if isinstance(function := _unwrapped(member), FunctionType)]


def _unwrapped(member: Any) -> Any:
    """The function behind a class method, a property or a cached property."""
    for attribute in ("__func__", "fget", "func"):
        if isinstance(function := getattr(member, attribute, None), FunctionType):
            return function
    return member
