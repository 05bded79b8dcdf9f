"""What a command says where it could not do as it was asked."""

import sys

from common.service.definition import Service
from common.verdict import Verdict


def print_error(service: Service, why: str, verdict: Verdict = Verdict.UNKNOWN) -> Verdict:
    print(f"{service.name}: {why}", file=sys.stderr)
    return verdict
