"""`python -m reporting`."""

from common.processes import run
from reporting.app import service

run(service)
