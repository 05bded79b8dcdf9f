"""`python -m reporting`."""

from common.lazy_import import lazy_import
from common.operations import run

run(lazy_import("reporting.app:service"))
