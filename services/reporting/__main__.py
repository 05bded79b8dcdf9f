"""`python -m reporting`."""

from common.named import named
from common.processes import run

run(named("reporting.app:service"))
