"""`python -m population_lookup <command>`."""

from common.named import named
from common.operations import run

run(named("population_lookup.app:service"))
