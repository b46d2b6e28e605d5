"""Random revision graphs, and what the real Alembic does with commands on them, as JSON.

usage: alembic_graphs.py GRAPHS SEED
       alembic_graphs.py --map FILE      the graph `map_` of a Python file, instead of random ones

Nothing is read from files and no database is used: the graph is handed to Alembic's RevisionMap, and the rows of the
version table are kept by its HeadMaintainer. One thing is changed, as it depends on Python's hash seed otherwise:
several dependencies of a revision stay in the order of their declaration.
"""

import importlib.util
import json
import os
import random
import sys
import traceback
import types
import warnings

import alembic
from alembic import util
from alembic.runtime import migration
from alembic.script import ScriptDirectory
from alembic.script.revision import Revision, RevisionMap


class Script(Revision):
    """A revision with what a migration step asks of a script."""

    module = types.SimpleNamespace(upgrade=lambda: None, downgrade=lambda: None)
    doc = ""
    path = ""


class Rows:
    """The version table as HeadMaintainer sees it: every statement hits one row."""

    as_sql = False
    version_table = "alembic_version"

    def __init__(self):
        self._version = migration.MigrationContext.configure(dialect_name="sqlite")._version
        result = types.SimpleNamespace(rowcount=1)
        self.impl = types.SimpleNamespace(_exec=lambda statement: result)
        self.dialect = types.SimpleNamespace(supports_sane_rowcount=True)


def make_directory(revisions):
    scripts = [Script(r["id"], tuple(r["down"]) or None, tuple(r["depends"]) or None, tuple(r["labels"]) or None)
               for r in revisions]
    directory = ScriptDirectory.__new__(ScriptDirectory)
    directory.revision_map = RevisionMap(lambda: scripts)
    for script in scripts:
        declared = [d for d in script._resolved_dependencies] if directory.revision_map.heads else []
        kept = set(script._normalized_resolved_dependencies)
        script._normalized_resolved_dependencies = tuple(d for d in declared if d in kept)
    return directory


class NoRevision(Exception):
    """Alembic returned something else where a revision should be."""


def ids(revisions):
    revisions = [revision for revision in revisions if revision is not None]
    if not all(isinstance(revision, Revision) for revision in revisions):
        raise NoRevision
    return [revision.revision for revision in revisions]


def name_of_alembics(crash):
    """The crash's name, if Alembic's own code crashed; one of this file's is nobody's bug but ours."""
    place = traceback.extract_tb(crash.__traceback__)[-1].filename
    if not place.startswith(os.path.dirname(alembic.__file__)) and not isinstance(crash, NoRevision):
        raise crash
    return type(crash).__name__


def run_steps(steps, rows):
    """The rows after the steps, or the name of what Alembic crashed with."""
    maintainer = migration.HeadMaintainer(Rows(), rows)
    try:
        for step in steps:
            maintainer.update_to_step(step)
    except Exception as crash:  # noqa: BLE001
        return {"rows_crash": name_of_alembics(crash)}
    return {"rows_after": sorted(maintainer.heads)}


def step_of(step):
    if isinstance(step, migration.StampStep):
        return {"stamp": [sorted(util.to_tuple(step.from_) or ()), sorted(util.to_tuple(step.to_) or ())]}
    return {"up" if step.is_upgrade else "down": step.revision.revision}


def execute(directory, case):
    rows = tuple(case["rows"])
    command, targets = case["command"], case["targets"]
    if command in ("upgrade", "downgrade", "stamp"):
        choose = {"upgrade": lambda: directory._upgrade_revs(targets[0], rows),
                  "downgrade": lambda: directory._downgrade_revs(targets[0], rows),
                  "stamp": lambda: directory._stamp_revs(tuple(targets), rows)}[command]
        steps = choose()
        return {"steps": [step_of(step) for step in steps], **run_steps(steps, rows)}
    if command == "history":
        start, end = targets
        start = rows if start == "current" else start or "base"
        end = rows if end == "current" else end or "heads"
        return {"revisions": ids(directory.walk_revisions(start or "base", end or "heads"))}
    if command == "show":
        return {"revisions": ids(directory.get_revisions(targets[0]))}
    if command == "current":
        return {"revisions": sorted(ids(directory.get_all_current(rows)))}
    raise ValueError(command)


def outcome(directory, case):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return execute(directory, case)
    except util.CommandError as error:
        return {"error": str(error)}
    except Exception as crash:  # noqa: BLE001
        return {"crash": name_of_alembics(crash)}


def random_graph(rng):
    size = rng.randint(1, 30)
    revisions, labels = [], []
    names = rng.sample(range(16 ** 5), size)
    for number in range(size):
        before = [r["id"] for r in revisions]
        down, depends = [], []
        if before and rng.random() > 0.1:
            recent = before[-4:] if rng.random() < 0.7 else before
            down = rng.sample(recent, min(len(recent), rng.choice([1, 1, 1, 1, 2, 2, 3])))
        if before and rng.random() < 0.2:
            pool = [b for b in before if b not in down] or before
            depends = rng.sample(pool, min(len(pool), rng.choice([1, 1, 2, 3])))
            depends = [rng.choice(next(r["labels"] for r in revisions if r["id"] == d) or [d]) for d in depends]
        own = []
        if rng.random() < 0.12:
            own = ["label%d" % len(labels)]
            labels += own
        revisions.append({"id": "%05x%d" % (names[number], number), "down": down, "depends": depends, "labels": own})
    order = rng.choice(["creation", "name", "shuffled"])
    if order == "name":
        revisions.sort(key=lambda r: r["id"])
    elif order == "shuffled":
        rng.shuffle(revisions)
    return revisions


def maximal(revisions, applied):
    """The applied revisions that no applied one follows or depends on."""
    by_name = {label: r["id"] for r in revisions for label in r["labels"]}
    below = set()
    for r in revisions:
        if r["id"] in applied:
            below.update(r["down"])
            below.update(by_name.get(d, d) for d in r["depends"])
    return sorted(applied - below)


def closure(revisions, start):
    by_id = {r["id"]: r for r in revisions}
    by_name = {label: r["id"] for r in revisions for label in r["labels"]}
    seen, pending = set(), list(start)
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        pending += by_id[current]["down"] + [by_name.get(d, d) for d in by_id[current]["depends"]]
    return seen


def random_target(rng, revisions):
    labels = [label for r in revisions for label in r["labels"]]
    one = rng.choice(revisions)["id"]
    branch = rng.choice(labels + [one, one[:4], "nowhere"]) if rng.random() < 0.8 or not labels else rng.choice(labels)
    number = rng.randint(0, 4)
    return rng.choice([
        one, one, one, one[:rng.randint(1, len(one))], "head", "heads", "base", branch,
        "+%d" % number, "-%d" % number, "%s+%d" % (one, number), "%s-%d" % (one, number),
        "%s@head" % branch, "%s@heads" % branch, "%s@base" % branch, "%s@%s" % (branch, one),
        "%s@+%d" % (branch, number), "%s@-%d" % (branch, number), "head-%d" % number, "base+%d" % number,
        "@head", "bogus", "bogus@head", "a,b", one + "@", "current",
    ])


def random_rows(rng, revisions):
    """The rows of a database that was upgraded to some revisions."""
    some = rng.sample([r["id"] for r in revisions], rng.randint(0, min(3, len(revisions))))
    rows = maximal(revisions, closure(revisions, some))
    rng.shuffle(rows)
    return rows


def random_cases(rng, revisions):
    everything = maximal(revisions, {r["id"] for r in revisions})
    cases = [{"command": "upgrade", "rows": [], "targets": ["heads"]},
             {"command": "downgrade", "rows": everything, "targets": ["base"]},
             {"command": "history", "rows": [], "targets": ["", ""]}]
    for _ in range(10):
        command = rng.choice(["upgrade", "upgrade", "downgrade", "downgrade", "stamp", "history", "show", "current"])
        targets = [random_target(rng, revisions)]
        if command == "history":
            targets = [rng.choice(["", random_target(rng, revisions)]), rng.choice(["", random_target(rng, revisions)])]
        if command == "stamp":
            targets += [random_target(rng, revisions) for _ in range(rng.choice([0, 0, 0, 1, 2]))]
        rows = everything if rng.random() < 0.2 else random_rows(rng, revisions)
        cases.append({"command": command, "rows": rows, "targets": targets})
    return cases


def print_map(path):
    spec = importlib.util.spec_from_file_location("large_map", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    revisions = [{"id": r.revision, "down": list(util.to_tuple(r.down_revision, default=())),
                  "depends": list(util.to_tuple(r.dependencies, default=())), "labels": []}
                 for r in module.data]
    directory = make_directory(revisions)
    cases = [case for seed in range(20) for case in random_cases(random.Random(seed), revisions)]
    for case in cases:
        case.update(outcome(directory, case))
    print(json.dumps({"revisions": revisions, "cases": cases}))


def main():
    if sys.argv[1] == "--map":
        return print_map(sys.argv[2])
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        revisions = random_graph(rng)
        directory = make_directory(revisions)
        cases = random_cases(rng, revisions)
        for case in cases:
            case.update(outcome(directory, case))
        print(json.dumps({"revisions": revisions, "cases": cases}))


main()
