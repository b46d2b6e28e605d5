"""A row of the results: what was measured, beside what, and what it should reach."""

from dataclasses import asdict, dataclass, field
from typing import Optional

OURS = "dbtool"


def time_text(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


@dataclass(frozen=True, kw_only=True)
class Goal:
    explained: str = ""  # what was measured that explains a miss


@dataclass(frozen=True)
class AtMost(Goal):
    """So many times the time of the limit."""

    times: float
    of: str

    def __str__(self):
        return f"≤ {self.times:.2f}x {self.of}"

    def missed(self, row):
        return row.ratio(self.of) > self.times


@dataclass(frozen=True)
class Faster(Goal):
    """So many times as fast as a peer."""

    than: str
    times: float = 1

    def __str__(self):
        return f"faster than {self.than}" if self.times == 1 else f"≥ {self.times:g} times as fast as {self.than}"

    def missed(self, row):
        """None if the peer is not installed: nothing is reached then, and nothing missed."""
        return 1 / row.ratio(self.than) < self.times if self.than in row.results else None


@dataclass(frozen=True)
class Within(Goal):
    seconds: float

    def __str__(self):
        return f"≤ {self.seconds * 1000:g} ms" if self.seconds < 0.5 else f"≤ {self.seconds:g} s"

    def missed(self, row):
        return row.results[OURS].seconds > self.seconds


@dataclass(frozen=True)
class Memory(Goal):
    megabytes: float

    def __str__(self):
        return f"≤ {self.megabytes:g} MB"

    def missed(self, row):
        return row.results[OURS].peak_megabytes > self.megabytes


@dataclass(frozen=True)
class Linear(Goal):
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
        return {
            "job": self.job,
            "results": {name: asdict(result) for name, result in self.results.items()},
            "ratios": {name: self.ratio(name) for name in self.results if name != OURS},
            "limit": self.limit,
            "goals": [str(goal) for goal in self.goals],
            "missed": [str(goal) for goal in missed],
            "not_measured": [str(goal) for goal in self.goals if goal.missed(self) is None],
            "explained": " ".join(goal.explained for goal in missed if goal.explained),
            "not_explained": [str(goal) for goal in missed if not goal.explained],
            "note": self.note,
            "short": self.short,
        }
