"""Imports the module of every event type, since a type is registered when its module is imported."""

import importlib
import pkgutil

import common.contracts


def load_event_types() -> None:
    for module in pkgutil.iter_modules(common.contracts.__path__):
        importlib.import_module(f"common.contracts.{module.name}")
