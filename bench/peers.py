"""Alembic and dbmate: where they are, and how they are run."""

import os
import subprocess
from pathlib import Path

from measure import Command

PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's Alembic


class Peers:
    def __init__(self, build_folder):
        self.missing = {}
        self._alembic = _works([PYTHON, "-c", "import alembic, psycopg2, pymysql"])
        if not self._alembic:
            self.missing["alembic"] = "python3-alembic, python3-psycopg2 or python3-pymysql is missing"
        # The package's own command is a script that starts node first; this is the program behind it.
        found = sorted(Path(build_folder).glob("node_modules/@dbmate/*/bin/dbmate"))
        self._dbmate = os.environ.get("DBTOOL_DBMATE") or (found[0] if found else None)
        if not self._dbmate:
            self.missing["dbmate"] = "npm is missing, or could not install it"

    def alembic(self, project, url, arguments, **more):
        """A list, of one command or none."""
        if not self._alembic:
            return []
        environment = {"BENCH_URL": url, **more.pop("environment", {})}
        return [Command("alembic", [PYTHON, "-m", "alembic", *arguments], cwd=project.alembic,
                        environment=environment, is_peer=True, **more)]

    def dbmate(self, project, url, arguments, **more):
        """A list, of one command or none."""
        if not self._dbmate or not url:
            return []
        return [Command("dbmate", [self._dbmate, "--no-dump-schema", "--url", url, *arguments], cwd=project.dbmate,
                        is_peer=True, **more)]

    def versions(self):
        if self._alembic:
            yield "alembic " + _output([PYTHON, "-c", "import alembic; print(alembic.__version__)"])
        if self._dbmate:
            yield _output([self._dbmate, "--version"]).replace("version ", "")


def _works(command):
    return subprocess.run(command, capture_output=True).returncode == 0


def _output(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
