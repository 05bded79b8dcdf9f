"""`python -m procedures <command>`."""

from common.named import named
from common.processes import run

run(named("procedures.app:service"))
