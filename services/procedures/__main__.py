"""`python -m procedures <command>`."""

from common.named import named
from common.operations import run

run(named("procedures.app:service"))
