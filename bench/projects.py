"""Writes one history for every tool: N revisions, each of which makes a small table."""

from pathlib import Path

ALEMBIC_ENV = '''\
import os
from sqlalchemy import create_engine, MetaData
from alembic import context
target = MetaData()
exec(os.environ.get("BENCH_MODELS", ""))
with create_engine(os.environ["BENCH_URL"]).connect() as connection:
    context.configure(connection=connection, target_metadata=target,
                      transaction_per_migration="BENCH_EACH" in os.environ)
    with context.begin_transaction():
        context.run_migrations()
'''

ALEMBIC_TEMPLATE = '''\
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
from alembic import op
import sqlalchemy as sa
def upgrade():
    ${upgrades or "pass"}
def downgrade():
    ${downgrades or "pass"}
'''

ALEMBIC_SCRIPT = '''\
revision = {id!r}
down_revision = {down!r}
from alembic import op
import sqlalchemy as sa
def upgrade():
    op.create_table("t{n}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40)))
def downgrade():
    op.drop_table("t{n}")
'''

YAML_SCRIPT = '''\
message: table {n}
revision: {id}
down_revision: {down}

upgrade:
  - create_table:
      name: t{n}
      columns: {{id: integer, name: {{type: string(40), nullable: true}}}}
      primary_key: [id]

downgrade:
  - drop_table: {{name: t{n}}}
'''

SQL_SCRIPT = '''\
-- migrate:up
CREATE TABLE t{n} (id INTEGER NOT NULL, name VARCHAR(40), PRIMARY KEY (id));

-- migrate:down
DROP TABLE t{n};
'''


def revision_id(number):
    return f"{number + 0xA0000000:012x}"


class Project:
    """A folder with a history for dbtool, and the same for the peers."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.dbtool = self.folder / "dbtool"
        self.versions = self.dbtool / "migrations" / "versions"
        self.alembic = self.folder / "alembic"
        self.dbmate = self.folder / "dbmate"
        self.versions.mkdir(parents=True, exist_ok=True)
        self.settings()

    def settings(self, name="alembic", **keys):
        """Writes a configuration of dbtool's; returns its file."""
        lines = ["[alembic]", "script_location = %(here)s/migrations"]
        lines += [f"{key} = {value}" for key, value in keys.items()]
        path = self.dbtool / f"{name}.ini"
        path.write_text("\n".join(lines) + "\n")
        return path

    def write_dbtool(self, revisions):
        for n in range(revisions):
            down = revision_id(n - 1) if n else "null"
            (self.versions / f"{revision_id(n)}_table_{n}.yaml").write_text(
                YAML_SCRIPT.format(n=n, id=revision_id(n), down=down))

    def write_alembic(self, revisions):
        versions = self.alembic / "migrations" / "versions"
        versions.mkdir(parents=True)
        (self.alembic / "alembic.ini").write_text("[alembic]\nscript_location = migrations\n")
        (self.alembic / "migrations" / "env.py").write_text(ALEMBIC_ENV)
        (self.alembic / "migrations" / "script.py.mako").write_text(ALEMBIC_TEMPLATE)
        for n in range(revisions):
            down = revision_id(n - 1) if n else None
            (versions / f"{revision_id(n)}_table_{n}.py").write_text(
                ALEMBIC_SCRIPT.format(n=n, id=revision_id(n), down=down))

    def write_dbmate(self, revisions):
        migrations = self.dbmate / "db" / "migrations"
        migrations.mkdir(parents=True)
        for n in range(revisions):
            (migrations / f"{20200101000000 + n}_table_{n}.sql").write_text(SQL_SCRIPT.format(n=n))
