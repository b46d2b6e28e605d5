"""Tests of bench/: run by ctest, or by hand with python3."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

import jobs  # noqa: E402
from jobs.growth import exponent  # noqa: E402
from journal import with_journal  # noqa: E402
from measure import Command, CommandFailed, Result, Stopwatch  # noqa: E402
from report import markdown, short_table  # noqa: E402
from rows import AtMost, Faster, Linear, Memory, Row, Within  # noqa: E402


def row(goals, **more):
    sides = {"dbtool": Result(0.2, 10, 3), "sqlite3": Result(0.1, 5, 3)}
    return Row("a job", sides, goals, limit="sqlite3", **more).as_dict()


def results(*rows):
    return {"date": "2026-11-26", "machine": "a machine", "databases": "/tmp", "versions": ["dbtool 1"], "smaller": "",
            "missing": {"dbmate": "npm is missing"}, "failures": [], "rows": list(rows)}


class RowTest(unittest.TestCase):
    def test_a_goal_is_reached_missed_or_not_measured(self):
        for goal, missed, not_measured in (
            (AtMost(2.1, "sqlite3"), False, False), (AtMost(1.9, "sqlite3"), True, False),
            (Faster("sqlite3"), True, False), (Faster("sqlite3", 0.4), False, False), (Faster("dbmate"), False, True),
            (Within(0.3), False, False), (Within(0.1), True, False),
            (Memory(64), False, False), (Memory(9), True, False),
            (Linear(1.1, 1.15), False, False), (Linear(1.2, 1.15), True, False),
        ):
            with self.subTest(goal=str(goal)):
                found = row([goal])
                self.assertEqual((bool(found["missed"]), bool(found["not_measured"])), (missed, not_measured))

    def test_only_a_miss_is_explained(self):
        self.assertEqual(row([Within(0.1)], explained="why")["explained"], "why")
        self.assertEqual(row([Within(0.3)], explained="why")["explained"], "")


class ReportTest(unittest.TestCase):
    def test_misses_and_missing_peers_are_told(self):
        text = markdown(results(row([Within(0.1)]), row([Within(0.1)], explained="The engine takes it."),
                                row([Faster("dbmate")])))
        self.assertIn("* a job: ≤ 100 ms. Not explained.", text)
        self.assertIn("* a job: ≤ 100 ms. The engine takes it.", text)
        self.assertIn("not measured: faster than dbmate |", text)
        self.assertIn("* Not measured: dbmate (npm is missing).", text)

    def test_the_short_table_has_the_rows_that_are_meant_for_it(self):
        lines = short_table(results(row([]), row([AtMost(1.1, "sqlite3")], short=True))).splitlines()
        self.assertEqual(lines[2], "| a job | 200.0 ms | sqlite3 100.0 ms | 2.00x sqlite3 | ≤ 1.10x sqlite3 | no |")
        self.assertEqual(lines[3:], ["", "Measured on 2026-11-26: a machine."])


class GrowthTest(unittest.TestCase):
    def test_the_exponent_of_a_power_is_found(self):
        self.assertAlmostEqual(exponent([(1000, 0.01), (2000, 0.02), (4000, 0.04)]), 1)
        self.assertAlmostEqual(exponent([(1000, 0.01), (4000, 0.16)]), 2)


SQL = """\
CREATE TABLE alembic_version (...);

-- Running upgrade  -> aa10

CREATE TABLE a (...);

INSERT INTO alembic_version (version_num) VALUES ('aa10');
"""


class Engine:
    counter = "INTEGER"

    def __init__(self, transactional, rows):
        self.transactional = transactional
        self._rows = rows

    def rows(self, _select):
        return "\n".join(self._rows)

    def quoted(self, column):
        return column


class JournalTest(unittest.TestCase):
    def written(self, *engine):
        text = with_journal(SQL, Engine(*engine))
        self.assertIn("CREATE TABLE IF NOT EXISTS dbtool_history", text)
        shown = ("CREATE TABLE a ", "INSERT INTO alembic", "START", "COMMIT", "  ('")
        return [line.strip() for line in text.splitlines() if line.startswith(shown)]

    def test_rows_share_the_transaction_of_the_version(self):
        self.assertEqual(self.written(True, ["run,,'run'", "step,aa10,'step'"]),
                         ["('run');", "CREATE TABLE a (...);",
                          "INSERT INTO alembic_version (version_num) VALUES ('aa10');", "('step');"])

    def test_intents_stand_before_what_commits(self):
        rows = ["run,,'run'", "intent,aa10,'intent'", "done,aa10,'done'", "step,aa10,'step'"]
        self.assertEqual(self.written(False, rows),
                         ["('run');", "('intent');", "CREATE TABLE a (...);", "START TRANSACTION;",
                          "INSERT INTO alembic_version (version_num) VALUES ('aa10');", "('done'),", "('step');",
                          "COMMIT;"])


class MeasureTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        program = Path(self.folder.name) / "measure"
        subprocess.run(["cc", "-o", program, BENCH / "measure.c"], check=True)
        self.stopwatch = Stopwatch(program, self.folder.name, runs=3, seconds=0.5)

    def test_sides_are_measured(self):
        found = self.stopwatch.measure([Command("true", ["true"]), Command("sleep", ["sleep", "0.2"])])
        self.assertEqual((found["true"].runs, found["sleep"].runs), (3, 2))
        self.assertGreaterEqual(found["sleep"].seconds, 0.2)
        self.assertLess(found["true"].peak_megabytes, 8)

    def test_what_fails_or_does_nothing_stops_the_job(self):
        for command in (Command("false", ["false"]), Command("none", ["/no/such/program"]),
                        Command("idle", ["true"], check=lambda: False)):
            with self.subTest(command=command.name), self.assertRaises(CommandFailed):
                self.stopwatch.measure([command])


class CommandLineTest(unittest.TestCase):
    def test_help_names_the_jobs(self):
        command = [sys.executable, BENCH / "run.py", "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        for job in jobs.ALL:
            self.assertIn(job, done.stdout)


if __name__ == "__main__":
    unittest.main()
