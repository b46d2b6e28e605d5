"""What the jobs share: the binary, sizes, engines, peers and a folder that goes at the end."""

import os
import subprocess
from pathlib import Path

import engines
from measure import Command, CommandFailed, Stopwatch
from peers import Peers
from projects import Project
from rows import OURS


class Context:
    def __init__(self, dbtool, build_folder, folder, quick, scale):
        self.binary = str(dbtool)
        self.folder = Path(folder)
        self.quick = quick
        self._scale = scale
        self._stopwatch = Stopwatch(build_folder / "measure", folder, runs=3 if quick else 5,
                                    seconds=6 if quick else 45, short_seconds=1 if quick else 3)
        self.engines = engines.find(folder)
        self.sqlite = self.engines[0]
        self.peers = Peers(build_folder)

    def size(self, full, quick=None):
        """How many of something: `full`, or `quick` with --quick."""
        return max(2, int((quick if quick and self.quick else full) * self._scale))

    def sizes(self, full, quick):
        return sorted({self.size(size) for size in (quick if self.quick else full)})

    def measure(self, commands, runs=None):
        return self._stopwatch.measure(commands, runs)

    def project(self, name):
        return Project(self.folder / name)

    def history(self, revisions, peers=True):
        """The project of N revisions, which is written when it is first asked for."""
        project = Project(self.folder / f"history-{revisions}")
        if not any(project.versions.iterdir()):
            project.write_dbtool(revisions)
        if peers and not project.alembic.exists():
            project.write_alembic(revisions)
            project.write_dbmate(revisions)
        return project

    def dbtool(self, project, url, arguments, config=None, name=OURS, **more):
        config = config or project.dbtool / "alembic.ini"
        return Command(name, [self.binary, "-c", config, "--url", url, *arguments], cwd=project.dbtool, **more)

    def run(self, command, stdout=subprocess.DEVNULL):
        """Runs a command that is not measured."""
        with open(command.stdin or os.devnull, "rb") as stdin:
            done = subprocess.run([str(a) for a in command.arguments], cwd=command.cwd, stdin=stdin, stdout=stdout,
                                  stderr=subprocess.PIPE, env={**os.environ, **command.environment})
        if done.returncode != 0:
            raise CommandFailed(f"{command.name} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")

    def output_of(self, command, name):
        """The file that has what a command prints."""
        path = self.folder / name
        with open(path, "wb") as file:
            self.run(command, stdout=file)
        return path
