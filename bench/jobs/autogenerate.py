"""A comparison of models and database that finds nothing."""

from projects import revision_id
from rows import Faster, Row

ALEMBIC_MODELS = '''
import sqlalchemy as sa
for n in range({tables}):
    sa.Table(f"t{{n}}", target, sa.Column("id", sa.Integer(), primary_key=True),
             sa.Column("name", sa.String(40), nullable=False, index=True), sa.Column("note", sa.Text()))
'''

COLUMNS = ("{id: {type: integer, primary_key: true}, name: {type: string(40), index: true}, "
           "note: {type: text, nullable: true}}")


def project_of_tables(context, tables):
    """Models of N tables, and one script that makes them."""
    project = context.project(f"tables-{tables}")
    project.settings(models="%(here)s/models.yaml", history_table="")
    (project.dbtool / "models.yaml").write_text(
        "models:\n" + "".join(f"  T{n}: {{table: t{n}, columns: {COLUMNS}}}\n" for n in range(tables)))
    (project.versions / "tables.yaml").write_text(
        f"message: tables\nrevision: {revision_id(0)}\nupgrade:\n"
        + "".join(f"  - create_table: {{name: t{n}, columns: {COLUMNS}}}\n" for n in range(tables))
        + "downgrade: auto\n")
    return project


def rows(context):
    tables = context.size(2000, quick=500)
    project = project_of_tables(context, tables)
    # Its only revision has the same id, so that the database is up to date for both.
    project.write_alembic(1)
    versions = project.alembic / "migrations" / "versions"
    for engine in context.engines:
        engine.reset()
        context.run(context.dbtool(project, engine.url, ["upgrade"]))

        # Alembic 1.8 has no `check`: it writes a script each time.
        def forget_scripts():
            for script in versions.glob("*bench*.py"):
                script.unlink()

        def found_nothing():
            scripts = [script.read_text() for script in versions.glob("*bench*.py")]
            return len(scripts) == 1 and "op." not in scripts[0]

        commands = [context.dbtool(project, engine.url, ["check"]),
                    *context.peers.alembic(project, engine.alembic_url, ["revision", "--autogenerate", "-m", "bench"],
                                           prepare=forget_scripts, check=found_nothing,
                                           environment={"BENCH_MODELS": ALEMBIC_MODELS.format(tables=tables)})]
        times = 20 if engine.name == "SQLite" else 10
        yield Row(f"comparison of {tables:,} unchanged tables, {engine.name}", context.measure(commands),
                  [Faster("alembic", times)], short=True)
        forget_scripts()
