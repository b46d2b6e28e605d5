"""Runs the sides of a comparison in turn, and tells how long each took and how much memory it had."""

import os
import statistics
import subprocess
from dataclasses import dataclass, field
from typing import Callable, Optional


@dataclass
class Command:
    """One side: what is run, what has to be there before each run, and what must be true after it."""

    name: str
    arguments: list
    cwd: Optional[str] = None
    stdin: Optional[str] = None  # a file
    environment: dict = field(default_factory=dict)
    prepare: Optional[Callable] = None  # before each run, not measured
    check: Optional[Callable] = None  # after the first run: False means that the work was not done
    is_peer: bool = False  # another tool, which may take much longer


@dataclass
class Result:
    seconds: float  # the median
    processor_seconds: float  # the median of what the process itself computed; a server's is not in it
    peak_megabytes: float
    runs: int


class CommandFailed(Exception):
    pass


class Stopwatch:
    """Measures with the program measure.c, in rounds: one run of every side, and again. A noisy moment then meets all.

    The first round is not counted: it brings into memory what they read. There are `runs` rounds more, or as many as
    would take the slowest side `seconds` by its first run, but at least two; only peers leave out some by themselves.
    Of what is short there are up to three times as many, as long as they take the slowest side `short_seconds`: a
    machine that others use has slow moments, and a few such runs would be all in one.
    """

    def __init__(self, program, folder, runs, seconds, short_seconds=0):
        self._program = str(program)
        self._report = os.path.join(folder, "report")
        self._log = os.path.join(folder, "log")
        self._runs = runs
        self._seconds = seconds
        self._short_seconds = short_seconds

    def measure(self, commands, runs=None):
        runs = runs or self._runs
        first = {command.name: self._run(command, check=True)[0] for command in commands}
        rounds = self._rounds(max(first[command.name] for command in commands if not command.is_peer), runs, least=2)
        samples = {command.name: [] for command in commands}
        for number in range(rounds):
            for command in commands:
                if not command.is_peer or number < self._rounds(first[command.name], runs, least=1):
                    samples[command.name].append(self._run(command))
        return {name: _result(taken) for name, taken in samples.items()}

    def _rounds(self, first, runs, least):
        return max(least, min(runs, int(self._seconds / first)), min(3 * runs, int(self._short_seconds / first)))

    def _run(self, command, check=False):
        if command.prepare:
            command.prepare()
        arguments = [str(argument) for argument in command.arguments]
        # A file and no pipe: whoever reads a pipe takes the processor each time that somebody says a line.
        with open(command.stdin or os.devnull, "rb") as stdin, open(self._log, "w+b") as log:
            done = subprocess.run([self._program, self._report, *arguments], cwd=command.cwd, stdin=stdin,
                                  stdout=subprocess.DEVNULL, stderr=log,
                                  env={**os.environ, **command.environment})
            if done.returncode != 0:
                log.seek(0)
                raise CommandFailed(f"{command.name}: {' '.join(arguments)} ended with {done.returncode}:\n"
                                    f"{log.read().decode(errors='replace')[-2000:]}")
        if check and command.check and not command.check():
            raise CommandFailed(f"{command.name}: {' '.join(arguments)} did not do its work")
        with open(self._report) as report:
            seconds, processor, kilobytes = report.read().split()
        return float(seconds), float(processor), int(kilobytes) / 1024


def _result(samples):
    seconds, processor, megabytes = zip(*samples)
    return Result(statistics.median(seconds), statistics.median(processor), max(megabytes), len(samples))
