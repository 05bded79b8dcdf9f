"""`python -m procedures <command>`."""

from common.processes import run
from procedures.app import service

run(service)
