"""The same models as schemas.yaml beside this file, built and compared by the real Alembic.

usage: alembic_schemas.py build URL N      makes the tables of version N
       alembic_schemas.py compare URL N    prints what Alembic finds different from version N
"""

import sqlalchemy as sa
from alembic_comparison import main

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def first():
    metadata = sa.MetaData(naming_convention=NAMING)
    sa.Table(
        "author", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("born", sa.Date),
        sa.Column("rating", sa.Numeric(4, 2), server_default="0"),
        sa.Column("active", sa.Boolean, nullable=False, server_default="1"),
        sa.CheckConstraint("rating >= 0", name="rating"))
    sa.Table(
        "book", metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", ondelete="CASCADE"), nullable=False,
                  index=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("cover", sa.LargeBinary),
        sa.Column("meta", sa.JSON),
        sa.Column("price", sa.Float),
        sa.Column("length", sa.SmallInteger),
        sa.Column("opens", sa.Time),
        sa.Column("published", sa.DateTime),
        sa.UniqueConstraint("author_id", "title"),
        sa.Index("ix_book_published", sa.text("published DESC")))
    sa.Table(
        "tag", metadata,
        sa.Column("book_id", sa.BigInteger, sa.ForeignKey("book.id"), primary_key=True),
        sa.Column("word", sa.String(30), primary_key=True, server_default="it's"))
    return metadata


def second():
    """What SQLite's ALTER TABLE cannot do."""
    metadata = sa.MetaData(naming_convention=NAMING)
    sa.Table(
        "author", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("born", sa.Date, nullable=False, server_default="1970-01-01"),
        sa.Column("rating", sa.Numeric(6, 3)),
        sa.Column("mentor_id", sa.Integer, sa.ForeignKey("author.id", onupdate="CASCADE")),
        sa.CheckConstraint("rating >= 0", name="rating"))
    sa.Table(
        "book", metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", ondelete="SET NULL"), index=True),
        sa.Column("title", sa.Text, nullable=False, unique=True),
        sa.Column("price", sa.Integer, nullable=False, server_default="0"))
    return metadata


main({"1": first, "2": second})
