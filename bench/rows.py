"""A row of the results: what was measured, beside what, and what it should reach."""

from dataclasses import asdict, dataclass, field
from typing import Optional

OURS = "dbtool"


def time_text(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


@dataclass(frozen=True)
class AtMost:
    """So many times the time of the limit."""

    times: float
    of: str
    same: str = ""  # the limit's other side, which does all that dbtool does but read a file for each revision
    same_from_files: str = ""  # and the one that does that too
    explained: str = ""  # what these sides say of a miss

    def __str__(self):
        return f"≤ {self.times:.2f}x {self.of}"

    def missed(self, row):
        return row.ratio(self.of) > self.times

    def is_the_engines(self, row):
        """Whether a miss is the engine's own time: beside the side that does the same the goal is reached."""
        return self.same != "" and row.ratio(self.same) <= self.times

    def is_that_of_files(self, row):
        """Whether it is not, but the goal is reached beside the shell that reads as many files."""
        return (not self.is_the_engines(row) and self.same_from_files != ""
                and row.ratio(self.same_from_files) <= self.times)


@dataclass(frozen=True)
class Faster:
    """So many times as fast as a peer."""

    than: str
    times: float = 1

    def __str__(self):
        return f"faster than {self.than}" if self.times == 1 else f"≥ {self.times:g} times as fast as {self.than}"

    def missed(self, row):
        """None if the peer is not installed: nothing is reached then, and nothing missed."""
        return 1 / row.ratio(self.than) < self.times if self.than in row.results else None


@dataclass(frozen=True)
class Within:
    seconds: float

    def __str__(self):
        return f"≤ {self.seconds * 1000:g} ms" if self.seconds < 0.5 else f"≤ {self.seconds:g} s"

    def missed(self, row):
        return row.results[OURS].seconds > self.seconds


@dataclass(frozen=True)
class Memory:
    megabytes: float

    def __str__(self):
        return f"≤ {self.megabytes:g} MB"

    def missed(self, row):
        return row.results[OURS].peak_megabytes > self.megabytes


@dataclass(frozen=True)
class Linear:
    """A time grows with a power of the size; the row has computed it."""

    exponent: float
    most: float

    def __str__(self):
        return f"exponent ≤ {self.most:.2f}"

    def missed(self, _row):
        return self.exponent > self.most


@dataclass
class Row:
    job: str
    results: dict  # of Result, by the side's name; OURS is one of them
    goals: list = field(default_factory=list)
    limit: Optional[str] = None  # the side that nobody can beat by much
    note: str = ""
    short: bool = False  # whether README's table has it

    def ratio(self, name):
        return self.results[OURS].seconds / self.results[name].seconds

    def as_dict(self):
        """What results.json has of it, and what the tables are made of."""
        missed = [goal for goal in self.goals if goal.missed(self)]
        told = [goal for goal in missed if isinstance(goal, AtMost) and goal.explained]
        return {
            "job": self.job,
            "results": {name: asdict(result) for name, result in self.results.items()},
            "ratios": {name: self.ratio(name) for name in self.results if name != OURS},
            "limit": self.limit,
            "goals": [str(goal) for goal in self.goals],
            "missed": [str(goal) for goal in missed],
            "not_measured": [str(goal) for goal in self.goals if goal.missed(self) is None],
            "explained": " ".join(goal.explained for goal in told),
            "by_files": [str(goal) for goal in told if goal.is_that_of_files(self)],
            "not_explained": [str(goal) for goal in missed if goal not in told
                              or not (goal.is_the_engines(self) or goal.is_that_of_files(self))],
            "note": self.note,
            "short": self.short,
        }
