"""Changes that SQLite can only make by copying the table."""

import shutil

from rows import OURS, AtMost, Memory, Row, time_text

SCRIPTS = {
    "table": """\
message: table
revision: aa10
upgrade:
  - create_table:
      name: big
      columns:
        id: {type: integer, primary_key: true}
        n: {type: integer, index: true}
        name: {type: text, nullable: true}
downgrade: auto
""",
    "null": """\
message: allow NULL
revision: aa11
down_revision: aa10
upgrade:
  - alter_column: {table: big, column: n, nullable: true}
downgrade: irreversible
""",
    "type": """\
message: change the type
revision: aa12
down_revision: aa10
upgrade:
  - alter_column: {table: big, column: n, type: text}
downgrade: irreversible
""",
}

ROWS = """WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {rows})
INSERT INTO big SELECT i, i * 7 % 1000003, 'name ' || i FROM s;"""

BY_HAND = """BEGIN;
CREATE TABLE new_big (id INTEGER NOT NULL, n {type}, name TEXT, PRIMARY KEY (id));
INSERT INTO new_big SELECT id, n, name FROM big;
DROP TABLE big;
ALTER TABLE new_big RENAME TO big;
CREATE INDEX ix_big_n ON big (n);
COMMIT;
"""

RESULT = """SELECT (SELECT count(*) FROM big), type, "notnull", (SELECT count(*) FROM pragma_index_list('big'))
FROM pragma_table_info('big') WHERE name = 'n'"""

CHANGES = (("aa11", "drops NOT NULL", "INTEGER"), ("aa12", "changes a type", "TEXT NOT NULL"))


def rows(context):
    rows = context.size(10_000_000, quick=1_000_000)
    sqlite = context.sqlite
    project = context.project("rebuild")
    for name, text in SCRIPTS.items():
        (project.versions / f"{name}.yaml").write_text(text)
    sqlite.reset()
    context.run(context.dbtool(project, sqlite.url, ["upgrade", "aa10"]))
    fill = context.folder / "fill.sql"
    fill.write_text(ROWS.format(rows=rows))
    context.run(sqlite.command(fill))
    original = shutil.move(sqlite.path, context.folder / "original.db")

    def copy():
        sqlite.reset()
        shutil.copyfile(original, sqlite.path)

    for revision, what, column in CHANGES:
        by_hand = context.folder / "by_hand.sql"
        by_hand.write_text(BY_HAND.format(type=column))
        ours = ["upgrade", f"aa10:{revision}", "--sql"]
        sql = context.output_of(context.dbtool(project, sqlite.url, ours), "rebuild.sql")
        kind, *not_null = column.split(" ", 1)
        expected = f"{rows},{kind},{len(not_null)},1"

        def is_done(expected=expected):
            return sqlite.rows(RESULT) == expected

        side = {"prepare": copy, "check": is_done}
        same = "sqlite3 with dbtool's checks"
        results = context.measure([context.dbtool(project, sqlite.url, ["upgrade", revision], **side),
                                   sqlite.command(by_hand, **side), sqlite.command(sql, name=same, **side)])
        theirs = results[same].seconds
        explained = ("dbtool checks that no row and no value is lost. With these checks (`upgrade --sql`) sqlite3 "
                     f"itself takes {time_text(theirs)}, and dbtool {results[OURS].seconds / theirs:.2f}x of that.")
        yield Row(f"rebuild of {rows:,} rows that {what}, SQLite", results,
                  [AtMost(1.10, "sqlite3", same, explained=explained), Memory(64)], limit="sqlite3",
                  short=revision == "aa11")
    sqlite.reset()
    original.unlink()
