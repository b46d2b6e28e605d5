"""What peers that build models by the real Alembic and compare with it have in common."""

import re
import sys

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext


def main(versions):
    """Obeys `build URL N` and `compare URL N`; versions: N -> what makes the metadata."""
    action, url, version = sys.argv[1:]
    metadata = versions[version]()
    engine = sa.create_engine(url)
    if action == "build":
        metadata.create_all(engine)
        return
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={
            "compare_type": True, "compare_server_default": True,
            # As docs/reliability.md tells Alembic's users.
            "include_name": lambda name, type_, parents: not (type_ == "table" and name == "dbtool_history")})
        for difference in compare_metadata(context, metadata):
            print(re.sub(" at 0x[0-9a-f]+", "", str(difference)))
