#!/usr/bin/python3
"""Runs the benchmark's jobs and writes results.md and results.json. See README.md beside this file; scripts/bench
builds what is needed and starts this."""

import argparse
import datetime
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left in the source tree
sys.path.insert(0, str(Path(__file__).parent))

import jobs  # noqa: E402
import report  # noqa: E402
from context import Context  # noqa: E402
from measure import CommandFailed  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"
# Where the servers have their data; SQLite's files are there too.
FOLDER = os.environ.get("DBTOOL_SERVER_FOLDER", "/tmp")


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench",
                                     description="Measures dbtool beside the engines' own shells and its peers.",
                                     epilog="scripts/bench --micro [--benchmark_filter=REGEX] measures single functions.")
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer runs: under ten minutes")
    parser.add_argument("--only", metavar="JOB", action="append", choices=list(jobs.ALL),
                        help="these jobs only, of: " + ", ".join(jobs.ALL))
    parser.add_argument("--save", metavar="FOLDER", type=Path, default=BUILD,
                        help="where results.md and results.json go; --save bench keeps them (default: build/bench)")
    parser.add_argument("--short", metavar="RESULTS_JSON", type=Path,
                        help="measure nothing: print README's table of saved results")
    parser.add_argument("--dbtool", type=Path, default=ROOT / "build/release/bin/dbtool", help=argparse.SUPPRESS)
    parser.add_argument("--scale", type=float, default=1, help=argparse.SUPPRESS)  # of all sizes, to try a job
    return parser.parse_args()


def versions(context):
    def output_of(*command):
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()

    commit = output_of("git", "-C", ROOT, "describe", "--always", "--dirty")
    return [f"{output_of(context.binary, '--version')} ({commit or 'no commit'})",
            *(engine.version() for engine in context.engines), *context.peers.versions()]


def run_jobs(context, wanted):
    """The rows, and what went wrong: a job that fails ends, and the others go on. What was measured before somebody
    ended the whole is kept."""
    rows, failures = [], []
    for name, job in jobs.ALL.items():
        if wanted and name not in wanted:
            continue
        try:
            for row in job(context):
                rows.append(row.as_dict())
                print(f"{row.job}: {report.outcome(rows[-1])}", file=sys.stderr, flush=True)
        except (CommandFailed, OSError, ValueError) as failure:
            print(f"bench: {name}: {failure}", file=sys.stderr)
            failures.append(f"{name}: {str(failure).splitlines()[0]}")
        except (KeyboardInterrupt, SystemExit):
            failures.append(f"{name}: interrupted")
            break
    return rows, failures


def measure(arguments):
    with tempfile.TemporaryDirectory(prefix="dbtool-bench-", dir=FOLDER) as folder:
        context = Context(arguments.dbtool.resolve(), BUILD, folder, arguments.quick, arguments.scale)
        known_versions = versions(context)
        rows, failures = run_jobs(context, arguments.only)
        return {
            "date": str(datetime.date.today()),
            "machine": report.machine(),
            "databases": f"{FOLDER} (in memory)" if FOLDER == "/dev/shm" else FOLDER,
            "versions": known_versions,
            "smaller": "--quick " * arguments.quick + f"--scale {arguments.scale}" * (arguments.scale != 1),
            "missing": context.peers.missing,
            "failures": failures,
            "rows": rows,
        }


def main():
    arguments = parse()
    if arguments.short:
        print(report.short_table(json.loads(arguments.short.read_text())), end="")
        return 0
    # As an exception it ends what is running and takes the folder away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    results = measure(arguments)
    print(report.markdown(results))
    report.save(results, arguments.save)
    return 1 if results["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
