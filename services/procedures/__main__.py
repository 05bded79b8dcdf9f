"""`python -m procedures <command>`."""

from common.lazy_import import lazy_import
from common.operations import run

run(lazy_import("procedures.app:service"))
