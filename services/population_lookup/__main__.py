"""`python -m population_lookup <command>`."""

from common.lazy_import import lazy_import
from common.operations import run

run(lazy_import("population_lookup.app:service"))
