"""`python -m population_lookup <command>`."""

from common.processes import run
from population_lookup.app import service

run(service)
