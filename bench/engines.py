"""The engines: how a job gets an empty database, and the shell that is the limit."""

import os
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from measure import Command, CommandFailed

DATABASE = "dbtool_bench"


def _run(arguments):
    done = subprocess.run([str(a) for a in arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise CommandFailed(f"{arguments[0]} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout.strip()


class Sqlite:
    name = "SQLite"
    shell = "sqlite3"
    times = 1.10  # what dbtool may take, of the shell's time
    transactional = True
    in_process = True
    counter = "INTEGER NOT NULL"

    def __init__(self, folder):
        self.path = Path(folder) / "bench.db"
        self.url = self.alembic_url = f"sqlite:///{self.path}"
        self.dbmate_url = f"sqlite:{self.path}"

    def reset(self):
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.path}{end}").unlink(missing_ok=True)

    def command(self, file, **more):
        """The shell, running a file of statements."""
        return Command(more.pop("name", self.shell), [self.shell, "-bail", self.path], stdin=file, **more)

    def include(self, file):
        """What a file of statements says to run another one."""
        return f'.read "{file}"'

    def rows(self, select):
        return _run([self.shell, "-separator", ",", self.path, select])

    def quoted(self, column):
        return f"quote({column})"

    def tables(self):
        return int(self.rows("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"))

    def load(self, table, csv):
        return f".import --csv --skip 1 {csv} {table}\n"

    def version(self):
        return f"sqlite3 {_run([self.shell, '--version']).split()[0]}"


class Postgresql:
    name = "PostgreSQL"
    shell = "psql"
    times = 1.15
    transactional = True
    in_process = False
    dbmate_url = None
    counter = "SERIAL NOT NULL"

    def __init__(self, url):
        self._server = url
        self.url = self.alembic_url = urlsplit(url)._replace(path=f"/{DATABASE}").geturl()

    def reset(self):
        for statement in (f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE}"):
            _run([self.shell, "-qX", self._server, "-c", statement])

    def command(self, file, **more):
        return Command(more.pop("name", self.shell),
                       [self.shell, "-qX", "-v", "ON_ERROR_STOP=1", "-f", file, self.url], **more)

    def include(self, file):
        return f"\\i '{file}'"

    def rows(self, select):
        return _run([self.shell, "-qXAt", "-F", ",", self.url, "-c", select])

    def quoted(self, column):
        return f"quote_nullable({column})"

    def tables(self):
        return int(self.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))

    def load(self, table, csv):
        return f"\\copy {table} FROM '{csv}' CSV HEADER\n"

    def version(self):
        return "PostgreSQL " + _run([self.shell, "-qXAt", self._server, "-c", "SHOW server_version"]).split()[0]


class Mariadb:
    name = "MariaDB"
    shell = "mariadb"
    times = 1.15
    transactional = False  # every CREATE and DROP commits
    in_process = False
    dbmate_url = None
    counter = "INTEGER NOT NULL AUTO_INCREMENT"

    def __init__(self, url):
        parts = urlsplit(url)
        self.url = parts._replace(path=f"/{DATABASE}").geturl()
        self.alembic_url = parts._replace(scheme="mysql+pymysql", path=f"/{DATABASE}").geturl()
        socket = parse_qs(parts.query).get("unix_socket")
        options = {"user": parts.username, "password": parts.password, "socket": socket[0] if socket else None,
                   "host": None if socket else parts.hostname, "port": parts.port}
        self._client = [self.shell, "--no-defaults", "--local-infile=1",
                        *(f"--{name}={value}" for name, value in options.items() if value)]

    def reset(self):
        _run([*self._client, "-e", f"DROP DATABASE IF EXISTS {DATABASE}; CREATE DATABASE {DATABASE}"])

    def command(self, file, **more):
        return Command(more.pop("name", self.shell), [*self._client, DATABASE], stdin=file, **more)

    def include(self, file):
        return f"source {file}"

    def rows(self, select):
        return _run([*self._client, "-NBr", DATABASE, "-e", select]).replace("\t", ",")

    def quoted(self, column):
        return f"quote({column})"

    def tables(self):
        return int(self.rows("SELECT count(*) FROM information_schema.TABLES WHERE table_schema = DATABASE()"))

    def load(self, table, csv):
        return (f"LOAD DATA LOCAL INFILE '{csv}' INTO TABLE {table} CHARACTER SET utf8mb4 "
                "FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' ESCAPED BY '' LINES TERMINATED BY '\\n' "
                "IGNORE 1 LINES;\n")

    def version(self):
        return _run([*self._client, "-NB", "-e", "SELECT concat('MariaDB ', regexp_substr(version(), '^[0-9.]+'))"])


def find(folder):
    """All three; those of servers need the URLs that scripts/with-postgresql and scripts/with-mariadb set."""
    return [Sqlite(folder), Postgresql(os.environ["DBTOOL_TEST_POSTGRESQL"]),
            Mariadb(os.environ["DBTOOL_TEST_MARIADB"])]
