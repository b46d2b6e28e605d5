"""Puts the journal's statements into a file of `--sql`, which has none, so that a shell can do all that dbtool does."""

import re

_COLUMNS = ("event", "direction", "operation", "statement", "run", "revision", "started_at", "finished_at", "checksum",
            "text_checksum", "actor", "command", "tool_version", "detail", "content")

_TABLE = """CREATE TABLE IF NOT EXISTS dbtool_history (
    id {counter},
    event VARCHAR(16) NOT NULL,
    direction VARCHAR(16) NOT NULL,
    operation INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    run VARCHAR(32) NOT NULL,
    revision VARCHAR(255),
    started_at VARCHAR(32),
    finished_at VARCHAR(32),
    checksum VARCHAR(80),
    text_checksum VARCHAR(80),
    actor VARCHAR(255),
    command VARCHAR(255),
    tool_version VARCHAR(32),
    detail TEXT,
    content TEXT,
    PRIMARY KEY (id)
);"""

_VERSION_STATEMENTS = ("INSERT INTO alembic_version", "UPDATE alembic_version", "DELETE FROM alembic_version")


def _rows_of_last_run(engine):
    """The rows that the run which has just ended wrote: (event, revision, values), oldest first."""
    values = ", ".join(engine.quoted(column) for column in _COLUMNS)
    last = "SELECT run FROM dbtool_history WHERE id = (SELECT max(id) FROM dbtool_history)"
    lines = engine.rows(f"SELECT event, coalesce(revision, ''), {values} FROM dbtool_history "
                        f"WHERE run = ({last}) ORDER BY id").splitlines()
    return [line.split(",", 2) for line in lines]


def _insert(rows):
    return [f"INSERT INTO dbtool_history ({', '.join(_COLUMNS)}) VALUES\n  " + ",\n  ".join(rows) + ";"] if rows else []


def with_journal(sql, engine):
    """`sql` with the rows that dbtool has written while it ran the same: what it meant to do before a statement that
    commits by itself, and what it has done in the transaction of the version table's row."""
    before, after = {}, {}
    for event, revision, values in _rows_of_last_run(engine):
        where = before if event in ("run", "intent") else after
        where.setdefault(revision, []).append(f"({values})")

    blocks = []
    revision = None
    for block in sql.split("\n\n"):
        if block.startswith("-- Running "):
            if revision is None:
                blocks += [_TABLE.format(counter=engine.counter), *_insert(before.get("", []))]
            direction, old, new = re.match(r"-- Running (\w+) (\w*) -> (\w*)", block).groups()
            revision = new if direction == "upgrade" else old
            blocks += [block, *_insert(before.get(revision, []))]
        elif block.startswith(_VERSION_STATEMENTS):
            done = [block, *_insert(after.get(revision, []))]
            blocks += done if engine.transactional else ["START TRANSACTION;", *done, "COMMIT;"]
        else:
            blocks.append(block)
    return "\n\n".join(blocks)
