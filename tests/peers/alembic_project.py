"""The README's project as Alembic's users have it, run by the real Alembic.

usage: alembic_project.py FOLDER COMMAND ...

Makes an Alembic project for the database FOLDER/app.db in FOLDER/alembic and runs commands on it:
  build           writes the two revisions by autogenerate and upgrades to them
  adopt ID        writes an empty revision with this id, for a database that another tool has stamped
  upgrade REV, downgrade REV, current
"""

import io
import os
import sys

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

ENV = '''
from alembic import context
from sqlalchemy import create_engine
engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=context.config.attributes["metadata"])
    with context.begin_transaction():
        context.run_migrations()
'''


def user_model(metadata):
    sa.Table(
        "user", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("username", sa.String(64), index=True, unique=True, nullable=False),
        sa.Column("email", sa.String(120), index=True, unique=True, nullable=False),
        sa.Column("password_hash", sa.String(256)))


def post_model(metadata):
    sa.Table(
        "post", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("body", sa.String(140), nullable=False),
        sa.Column("timestamp", sa.DateTime, index=True, nullable=False),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("user.id"), index=True, nullable=False))


def make_config(folder):
    config = Config()
    config.stdout = sys.stdout
    scripts = os.path.join(folder, "alembic")
    config.set_main_option("script_location", scripts)
    config.set_main_option("sqlalchemy.url", "sqlite:///" + os.path.join(folder, "app.db"))
    config.attributes["metadata"] = sa.MetaData()
    if not os.path.isdir(scripts):
        quiet = Config(stdout=io.StringIO())
        quiet.config_file_name = os.path.join(folder, "peer.ini")
        command.init(quiet, scripts)
        with open(os.path.join(scripts, "env.py"), "w") as env:
            env.write(ENV)
    return config


def build(config):
    for add_model, message in ((user_model, "users table"), (post_model, "posts table")):
        add_model(config.attributes["metadata"])
        quiet, config.stdout = config.stdout, io.StringIO()
        command.revision(config, message, autogenerate=True)
        config.stdout = quiet
        command.upgrade(config, "head")


def main():
    folder, name, *rest = sys.argv[1:]
    config = make_config(folder)
    if name == "build":
        build(config)
    elif name == "adopt":
        config.stdout = io.StringIO()
        command.revision(config, "adopted", rev_id=rest[0])
    else:
        getattr(command, name)(config, *rest)


main()
