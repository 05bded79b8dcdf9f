"""`python -m population_lookup access-log`: the access log as a file, and its proof."""

from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator

from common.eventlog.findings import Finding
from common.operations.arguments import existing_file, new_file
from common.operations.verify_command import key_bytes, print_findings
from common.service.definition import Command, OfflineBody, Runtime, Service
from population_lookup.access_log.commands.export_lines import export_lines
from population_lookup.access_log.queries.export_faults import verify_exported_log


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    export = acts.add_parser("export", help="write the log to a file")
    export.add_argument("file", type=new_file)
    verify = acts.add_parser("verify", help="check such a file, without settings, database and network")
    verify.add_argument("file", type=existing_file)
    verify.add_argument("--streams", type=existing_file, required=True, help="a file that `export` has written")
    verify.add_argument("--first-key", type=key_bytes, help="the service's first key in base64, obtained out of band")


def offline(options: Namespace) -> OfflineBody | None:
    return verify if options.act == "verify" else None


async def verify(_: Service, options: Namespace) -> int:
    async def findings() -> AsyncIterator[Finding]:
        for finding in verify_exported_log(options.file, options.streams, options.first_key):
            yield finding

    return await print_findings(findings(), as_json=False)


async def keep_access_log(runtime: Runtime, options: Namespace) -> int:
    """Write the access log to a file, or check such a file: `access-log export FILE | verify FILE --streams FILE
    [--first-key KEY]`."""
    if options.act == "verify":
        return await verify(runtime.service, options)
    print(f"{await export_lines(runtime, options.file)} lines written to {options.file}")
    return 0


access_log = Command(keep_access_log, add_arguments, offline=offline)
