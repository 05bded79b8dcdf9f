"""`python -m online_services <command>`."""

from common.named import named
from common.operations import run

run(named("online_services.app:service"))
