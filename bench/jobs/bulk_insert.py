"""Rows from a CSV file."""

from rows import OURS, AtMost, Row, time_text

SCRIPTS = {
    "table": """\
message: table
revision: aa10
upgrade:
  - create_table:
      name: seed
      columns:
        id: {type: integer, primary_key: true, autoincrement: false}
        name: {type: text, nullable: true}
        note: {type: text, nullable: true}
downgrade: auto
""",
    "rows": """\
message: rows
revision: aa11
down_revision: aa10
upgrade:
  - bulk_insert: {table: seed, file: seed.csv}
downgrade: []
""",
}


def rows(context):
    rows = context.size(1_000_000, quick=100_000)
    project = context.project("bulk_insert")
    for name, text in SCRIPTS.items():
        (project.versions / f"{name}.yaml").write_text(text)
    data = project.versions / "seed.csv"
    with open(data, "w") as file:
        file.write("id,name,note\n")
        file.writelines(f'{n},name {n},"a note, with a comma {n}"\n' for n in range(rows))

    for engine in context.engines:
        def table_only(engine=engine):
            engine.reset()
            context.run(context.dbtool(project, engine.url, ["upgrade", "aa10"]))

        def is_done(engine=engine):
            return engine.rows("SELECT count(*) FROM seed WHERE note LIKE 'a note, with a comma %'") == str(rows)

        load = context.folder / "load.sql"
        load.write_text(engine.load("seed", data))
        side = {"prepare": table_only, "check": is_done}
        ours = ["upgrade", "aa10:aa11", "--sql"]
        sql = context.output_of(context.dbtool(project, engine.url, ours), "rows.sql")
        same = f"{engine.shell} with dbtool's statements"
        results = context.measure([context.dbtool(project, engine.url, ["upgrade"], **side),
                                   engine.command(load, **side), engine.command(sql, name=same, **side)])
        theirs = results[same].seconds
        explained = (f"dbtool reads the file itself and sends statements, as any client can. For these (`upgrade --sql`) "
                     f"{engine.shell} itself takes {time_text(theirs)}, and dbtool "
                     f"{results[OURS].seconds / theirs:.2f}x of that.")
        yield Row(f"bulk_insert of {rows:,} rows, {engine.name}", results,
                  [AtMost(1.3, engine.shell, same, explained=explained)], limit=engine.shell, short=True)
