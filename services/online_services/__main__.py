"""`python -m online_services <command>`."""

from common.named import named
from common.processes import run

run(named("online_services.app:service"))
