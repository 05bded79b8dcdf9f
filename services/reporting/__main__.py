"""`python -m reporting`."""

from common.named import named
from common.operations import run

run(named("reporting.app:service"))
