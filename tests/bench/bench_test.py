"""Tests of bench/: run by ctest, or by hand with python3."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.insert(0, str(BENCH))

import jobs  # noqa: E402
from jobs.growth import exponent  # noqa: E402
from journal import in_files, with_all_statements  # noqa: E402
from measure import Command, CommandFailed, Result, Stopwatch  # noqa: E402
from report import markdown, short_table  # noqa: E402
from rows import AtMost, Faster, Linear, Memory, Row, Within  # noqa: E402


def row(goals, more_sides=None, **more):
    sides = {"dbtool": Result(0.2, 0.2, 10, 3), "sqlite3": Result(0.1, 0.1, 5, 3), **(more_sides or {})}
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

    def test_the_engine_explains_a_miss_if_the_goal_is_reached_beside_the_same_work(self):
        goal = "≤ 1.10x sqlite3"
        for same, from_files, by_files, not_explained in ((0.19, 0.2, [], []), (0.17, 0.19, [goal], []),
                                                          (0.16, 0.17, [], [goal])):
            with self.subTest(same=same):
                found = row([AtMost(1.1, "sqlite3", "the same", "from files", "why")],
                            {"the same": Result(same, same, 5, 3), "from files": Result(from_files, from_files, 5, 3)})
                self.assertEqual((found["explained"], found["by_files"], found["not_explained"]),
                                 ("why", by_files, not_explained))

    def test_the_engine_does_not_explain_that_a_peer_is_faster(self):
        found = row([AtMost(1.1, "sqlite3", "the same", explained="why"), Faster("sqlite3")],
                    {"the same": Result(0.2, 0.2, 5, 3)})
        self.assertEqual(found["not_explained"], ["faster than sqlite3"])

    def test_only_a_miss_is_explained(self):
        self.assertEqual(row([AtMost(2.1, "sqlite3", explained="why")])["explained"], "")


class ReportTest(unittest.TestCase):
    def test_misses_and_missing_peers_are_told(self):
        told = row([AtMost(1.1, "sqlite3", "the same", explained="The engine takes it.")],
                   {"the same": Result(0.2, 0.2, 5, 3)})
        text = markdown(results(row([Within(0.1)]), told, row([Faster("dbmate")])))
        self.assertIn("* a job: ≤ 100 ms. Not explained by the engine's own time: ≤ 100 ms.", text)
        self.assertIn("* a job: ≤ 1.10x sqlite3. The engine takes it.\n", text)
        self.assertIn("not measured: faster than dbmate |", text)
        self.assertIn("* Not measured: dbmate (npm is missing).", text)

    def test_the_short_table_has_what_is_meant_for_it_and_all_misses(self):
        goal = AtMost(1.1, "sqlite3")
        lines = short_table(results(row([]), row([goal]), row([Memory(64)], short=True))).splitlines()
        self.assertEqual(lines[2:], ["| a job | 200.0 ms | sqlite3 100.0 ms | 2.00x sqlite3 | ≤ 1.10x sqlite3 | no |",
                                     "| a job | 200.0 ms | sqlite3 100.0 ms | 2.00x sqlite3 | ≤ 64 MB | yes |", "",
                                     "Jobs that miss a goal: 1 of 2. Measured on 2026-11-26: a machine."])

    def test_the_short_table_says_what_was_not_measured(self):
        alone = Row("alone", {"dbtool": Result(0.2, 0.2, 10, 3)}, [Faster("alembic")], short=True).as_dict()
        self.assertIn("| alone | 200.0 ms |  |  | faster than alembic | not measured |", short_table(results(alone)))

    def test_few_runs_are_told(self):
        few = Row("a job", {"dbtool": Result(12.5, 1, 10, 2)}).as_dict()
        self.assertIn("| 12.50 s (2 runs), 10 MB |", markdown(results(few)))


class GrowthTest(unittest.TestCase):
    def test_the_exponent_of_a_power_is_found(self):
        self.assertAlmostEqual(exponent([(1000, 0.01), (2000, 0.02), (4000, 0.04)]), 1)
        self.assertAlmostEqual(exponent([(1000, 0.01), (4000, 0.16)]), 2)


SQL = """\
CREATE TABLE alembic_version (...);

-- Running upgrade  -> aa10

CREATE TABLE a (...);

INSERT INTO alembic_version (version_num) VALUES ('aa10');
{between}
-- Running upgrade aa10 -> aa11

CREATE TABLE b (...);

UPDATE alembic_version SET version_num='aa11' WHERE alembic_version.version_num = 'aa10';
"""

ONE_TRANSACTION = "BEGIN;\n\n" + SQL.format(between="") + "\nCOMMIT;\n"
ONE_EACH = "BEGIN;\n\n" + SQL.format(between="\nCOMMIT;\n\nBEGIN;\n") + "\nCOMMIT;\n"
NO_TRANSACTION = SQL.format(between="")


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
    def written(self, sql, *engine):
        """What is sent, shortened: T for a statement of a script, V for one of the version table, (…) for rows."""
        text = with_all_statements(sql, Engine(*engine))
        self.assertEqual(text.count("CREATE TABLE IF NOT EXISTS dbtool_history"), 1)
        words = []
        for line in text.splitlines():
            for begin, word in (("BEGIN", "BEGIN"), ("START", "BEGIN"), ("COMMIT", "COMMIT"), ("SELECT", "look"),
                                ("CREATE TABLE a ", "T"), ("CREATE TABLE b ", "T"), ("INSERT INTO alembic", "V"),
                                ("UPDATE alembic", "V"), ("INSERT INTO dbtool", "rows"), ("  ('", None)):
                if line.startswith(begin):
                    words.append(word or line.strip("  ('),;"))
        return " ".join(words)

    def test_rows_are_written_before_the_commit(self):
        rows = ["run,,'run'", "step,aa10,'one'", "step,aa11,'two'"]
        self.assertEqual(self.written(ONE_TRANSACTION, True, rows), "BEGIN T V T V rows run one two COMMIT")
        self.assertEqual(self.written(ONE_EACH, True, rows),
                         "BEGIN T V rows run one COMMIT BEGIN look T V rows two COMMIT")

    def test_many_rows_are_more_than_one_statement(self):
        rows = ["run,,'run'", *(["done,aa10,'x'"] * 150), "step,aa11,'last'"]
        self.assertEqual(self.written(ONE_TRANSACTION, True, rows).count("rows"), 2)

    def test_the_next_intent_shares_the_commit_where_ddl_commits_by_itself(self):
        rows = ["run,,'run'", "intent,aa10,'mean1'", "done,aa10,'did1'", "step,aa10,'one'", "intent,aa11,'mean2'",
                "done,aa11,'did2'", "step,aa11,'two'"]
        self.assertEqual(self.written(NO_TRANSACTION, False, rows),
                         "rows run mean1 T BEGIN look V rows did1 one mean2 COMMIT "
                         "T BEGIN look V rows did2 two COMMIT")


class FilesTest(unittest.TestCase):
    def test_each_revision_has_a_file_and_together_they_are_all(self):
        with tempfile.TemporaryDirectory() as folder:
            texts = [file.read_text() for file in in_files(ONE_EACH, Path(folder) / "files")]
        self.assertEqual("".join(texts), ONE_EACH)
        self.assertEqual([re.findall(r"Running upgrade +(?:aa10 )?-> (\w+)", text) for text in texts],
                         [[], ["aa10"], ["aa11"]])


class MeasureTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.program = Path(self.folder.name) / "measure"
        subprocess.run(["cc", "-o", self.program, BENCH / "measure.c"], check=True)
        self.stopwatch = Stopwatch(self.program, self.folder.name, runs=3, seconds=0.5)

    def test_sides_have_the_same_number_of_runs(self):
        found = self.stopwatch.measure([Command("true", ["true"]), Command("sleep", ["sleep", "0.2"])])
        self.assertEqual((found["true"].runs, found["sleep"].runs), (2, 2))
        self.assertGreaterEqual(found["sleep"].seconds, 0.2)
        self.assertLess(found["sleep"].processor_seconds, 0.1)
        self.assertLess(found["true"].peak_megabytes, 8)

    def test_a_slow_peer_has_fewer_runs(self):
        found = self.stopwatch.measure([Command("true", ["true"]), Command("sleep", ["sleep", "0.3"], is_peer=True)])
        self.assertEqual((found["true"].runs, found["sleep"].runs), (3, 1))

    def test_what_is_short_has_more_runs(self):
        commands = Command("short", ["true"]), Command("long", ["sleep", "0.1"])
        for short_seconds, runs in ((600, 9), (0.1, 3)):
            stopwatch = Stopwatch(self.program, self.folder.name, runs=3, seconds=600, short_seconds=short_seconds)
            self.assertEqual({found.runs for found in stopwatch.measure(commands).values()}, {runs})

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
