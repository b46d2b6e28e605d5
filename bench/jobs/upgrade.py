"""All revisions from base, and back."""

from journal import in_files, with_all_statements
from rows import OURS, AtMost, Faster, Row, time_text

ALONE = "dbtool without journal"
COMPILES = "dbtool --sql"  # reads all scripts, and compiles them for nobody


class Sides:
    """dbtool with its journal and without, and the shell with the statements of `--sql` and with all of dbtool's, these
    in one file and in one for each revision."""

    def __init__(self, context, project, engine, direction, arguments, **keys):
        self._context = context
        self._engine = engine
        self._direction = direction
        self._arguments = arguments
        self._project = project
        self._config = project.settings("journal", **keys)
        self._config_alone = project.settings("alone", history_table="", **keys)
        self.with_all = f"{engine.shell} with dbtool's statements"
        self.from_files = f"{engine.shell} with them in a file for each revision"

    def _start(self, config):
        """Makes an empty database, or for a downgrade one that has all revisions."""
        def prepare():
            self._engine.reset()
            if self._direction == "downgrade":
                self._context.run(self._dbtool(["upgrade"], config))
        return prepare

    def _dbtool(self, arguments, config, **more):
        return self._context.dbtool(self._project, self._engine.url, arguments, config, **more)

    def _sql(self, sql_arguments):
        """The files for the shell: what `--sql` prints, that with all that a run sends, and one that includes that from
        a file for each revision."""
        self._start(self._config)()
        self._context.run(self._dbtool([self._direction, *self._arguments], self._config))
        printed = self._dbtool([self._direction, *sql_arguments, "--sql"], self._config)
        plain = self._context.output_of(printed, "plain.sql")
        everything = self._context.folder / "everything.sql"
        everything.write_text(with_all_statements(plain.read_text(), self._engine))
        files = in_files(everything.read_text(), self._context.folder / "everything")
        included = self._context.folder / "included.sql"
        included.write_text("".join(f"{self._engine.include(file)}\n" for file in files))
        return plain, everything, included

    def commands(self, sql_arguments, check):
        plain, everything, included = self._sql(sql_arguments)
        with_table = {"prepare": self._start(self._config), "check": check}
        without = {"prepare": self._start(self._config_alone), "check": check}
        arguments = [self._direction, *self._arguments]
        return [self._dbtool(arguments, self._config, **with_table),
                self._dbtool([self._direction, *sql_arguments, "--sql"], self._config_alone, name=COMPILES),
                self._engine.command(plain, **without),
                self._dbtool(arguments, self._config_alone, name=ALONE, **without),
                self._engine.command(everything, name=self.with_all, **with_table),
                self._engine.command(included, name=self.from_files, **with_table)]

    def _explained(self, results):
        ours, theirs, from_files, compiles = (results[name].seconds
                                              for name in (OURS, self.with_all, self.from_files, COMPILES))
        return ("The file of `--sql` has no journal, and does not look at the version table in each transaction. "
                f"With these statements {self._engine.shell} itself takes {time_text(theirs)}, and dbtool "
                f"{ours / theirs:.2f}x of that. dbtool has a file for each revision to read, which with compiling them "
                f"takes it {time_text(compiles)} (`--sql`); {self._engine.shell} takes {time_text(from_files)} if it "
                f"reads its statements from as many, and dbtool {ours / from_files:.2f}x of that.")

    def rows(self, job, results, times, short=False):
        """One for what users get, and one for what it takes without the journal."""
        shell = self._engine.shell
        goals = [AtMost(times, shell, self.with_all, self.from_files, self._explained(results))]
        if self._direction == "upgrade" and self._engine.dbmate_url:
            goals.append(Faster("dbmate"))
        told = {name: result for name, result in results.items() if name not in (ALONE, COMPILES)}
        yield Row(job, told, goals, limit=shell, short=short)
        yield Row(f"{job}, without the journal", {OURS: results[ALONE], shell: results[shell]}, limit=shell)


def _kinds(engine):
    """Whether there is a transaction for each revision, and what that is called."""
    return ((False, "one transaction"), (True, "one each")) if engine.transactional else ((False, "DDL commits"),)


def upgrades(context):
    for revisions in context.sizes((1000, 10000), quick=(1000,)):
        project = context.history(revisions)
        for engine in context.engines:
            for each, kind in _kinds(engine):
                sides = Sides(context, project, engine, "upgrade", [], transaction_per_migration=str(each).lower())

                def is_done(engine=engine, revisions=revisions):
                    return engine.tables() > revisions

                peer = {"prepare": engine.reset, "check": is_done}
                environment = {"BENCH_EACH": "1"} if each else {}
                commands = [*sides.commands(["heads"], is_done),
                            *context.peers.dbmate(project, engine.dbmate_url, ["up"], **peer),
                            *context.peers.alembic(project, engine.alembic_url, ["upgrade", "head"],
                                                   environment=environment, **peer)]
                yield from sides.rows(f"upgrade of {revisions:,} revisions, {engine.name}, {kind}",
                                      context.measure(commands), engine.times, short=not each and revisions <= 1000)


def downgrades(context):
    revisions = context.size(1000)
    project = context.history(revisions)
    for engine in context.engines:
        sides = Sides(context, project, engine, "downgrade", ["base"])
        commands = sides.commands(["heads:base"], lambda engine=engine: engine.tables() <= 2)
        yield from sides.rows(f"downgrade of {revisions:,} revisions, {engine.name}", context.measure(commands), 1.15)
