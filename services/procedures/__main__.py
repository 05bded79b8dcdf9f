"""`python -m procedures`."""

from common.processes import run
from procedures.app import service

run(service)
