"""`python -m online_services <command>`."""

from common.processes import run
from online_services.app import service

run(service)
