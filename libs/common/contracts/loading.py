"""Loads the module of every event type: a type is known to a process only after the module that declares it was
imported."""

import importlib
import pkgutil

import common.contracts


def load_event_types() -> None:
    for module in pkgutil.iter_modules(common.contracts.__path__):
        importlib.import_module(f"common.contracts.{module.name}")
