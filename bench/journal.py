"""Puts into a file of `--sql` what it has not: the journal's rows, and the look at the version table that begins each
transaction, so that a shell does all that dbtool has the engine do."""

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

_ROWS = 100  # of one INSERT
_STEP = "-- Running "
_LOOK = "SELECT alembic_version.version_num FROM alembic_version;"
_VERSION_TABLE = "CREATE TABLE alembic_version"
_VERSION_STATEMENTS = ("INSERT INTO alembic_version", "UPDATE alembic_version", "DELETE FROM alembic_version")


def _rows_of_last_run(engine):
    """The rows that the run which has just ended wrote: (event, revision, values), oldest first."""
    values = ", ".join(engine.quoted(column) for column in _COLUMNS)
    last = "SELECT run FROM dbtool_history WHERE id = (SELECT max(id) FROM dbtool_history)"
    lines = engine.rows(f"SELECT event, coalesce(revision, ''), {values} FROM dbtool_history "
                        f"WHERE run = ({last}) ORDER BY id").splitlines()
    return [line.split(",", 2) for line in lines]


def _batches(rows):
    """The rows by the revision in whose transaction they are written: beside what one has done stands what the next
    means to do. What is written before all is that of ''."""
    batches, done = {}, ""
    for event, revision, values in rows:
        if event not in ("run", "intent"):
            done = revision
        batches.setdefault(done, []).append(f"({values})")
    return batches


def _inserts(rows):
    parts = [rows[n:n + _ROWS] for n in range(0, len(rows), _ROWS)]
    return [f"INSERT INTO dbtool_history ({', '.join(_COLUMNS)}) VALUES\n  " + ",\n  ".join(part) + ";"
            for part in parts]


def with_all_statements(sql, engine):
    """`sql` with all that dbtool has sent while it ran the same: the looks at the version table, and the journal's
    rows."""
    batches = _batches(_rows_of_last_run(engine))
    waiting = batches.pop("", [])
    blocks = []
    revision = None
    has_table = _VERSION_TABLE not in sql
    for block in sql.split("\n\n"):
        if block.startswith(_STEP):
            if revision is None:
                blocks.append(_TABLE.format(counter=engine.counter))
            if not engine.transactional:
                blocks += _inserts(waiting)
                waiting = []
            direction, old, new = re.match(r"-- Running (\w+) (\w*) -> (\w*)", block).groups()
            revision = new if direction == "upgrade" else old
            blocks.append(block)
        elif block.startswith(_VERSION_STATEMENTS) and engine.transactional:
            blocks.append(block)
            waiting += batches[revision]
        elif block.startswith(_VERSION_STATEMENTS):
            blocks += ["START TRANSACTION;", _LOOK, block, *_inserts(batches[revision]), "COMMIT;"]
        elif block.strip() == "COMMIT;":
            blocks += [*_inserts(waiting), block]
            waiting = []
        else:
            blocks.append(block)
            if block == "BEGIN;" and has_table:
                blocks.append(_LOOK)
            has_table = has_table or block.startswith(_VERSION_TABLE)
    return "\n\n".join(blocks)


def in_files(sql, folder):
    """Writes the statements of each revision into a file of its own, as a history has them. Returns these files, in
    their order, behind one with what comes before the first revision."""
    folder.mkdir(exist_ok=True)
    files = []
    for part in re.split(f"^(?={_STEP})", sql, flags=re.MULTILINE):
        files.append(folder / f"{len(files):06}.sql")
        files[-1].write_text(part)
    return files
