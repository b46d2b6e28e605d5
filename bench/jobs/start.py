"""A start: what every step of a pipeline pays."""

from measure import Command
from rows import AtMost, Row, Within

# A few milliseconds each: the more runs, the less noise.
RUNS = 50


def rows(context):
    project = context.history(2)
    sqlite = context.sqlite
    goals = [Within(0.010), AtMost(2, sqlite.shell)]

    version = [Command("dbtool", [context.binary, "--version"]), Command("sqlite3", ["sqlite3", "--version"])]
    yield Row("`--version`", context.measure(version, RUNS), goals, limit=sqlite.shell)

    # dbmate keeps a table of its own, so it looks at a file of its own.
    url = f"sqlite:{context.folder / 'dbmate.db'}"
    for command in context.peers.dbmate(project, url, ["up"]):
        context.run(command)
    sqlite.reset()
    context.run(context.dbtool(project, sqlite.url, ["upgrade"]))
    commands = [context.dbtool(project, sqlite.url, ["current"]),
                Command(sqlite.shell, [sqlite.shell, sqlite.path, "SELECT version_num FROM alembic_version"]),
                *context.peers.dbmate(project, url, ["status"]),
                *context.peers.alembic(project, sqlite.url, ["current"])]
    yield Row("`current` of 2 revisions, SQLite", context.measure(commands, RUNS), goals, limit=sqlite.shell,
              short=True)
