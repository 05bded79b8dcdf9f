"""`python -m population_lookup <command>`."""

from common.named import named
from common.processes import run

run(named("population_lookup.app:service"))
