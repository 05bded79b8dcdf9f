"""`python -m online_services <command>`."""

from common.lazy_import import lazy_import
from common.operations import run

run(lazy_import("online_services.app:service"))
