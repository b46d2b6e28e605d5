"""The same models as mysql_N.yaml beside this file, built and compared by the real Alembic.

usage: alembic_mysql.py build URL N      makes the tables of version N
       alembic_mysql.py compare URL N    prints what Alembic finds different from version N
"""

import sqlalchemy as sa
from alembic_comparison import main
from sqlalchemy.dialects import mysql as my


def first():
    metadata = sa.MetaData()
    sa.Table(
        "author", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True, comment="in full"),
        sa.Column("feeling", sa.Enum("sad", "ok"), server_default="ok"),
        sa.Column("flags", my.SET("x", "y")),
        sa.Column("data", sa.JSON),
        sa.Column("seen", sa.DateTime, server_default=sa.text("CURRENT_TIMESTAMP")),
        sa.Column("rating", sa.Numeric(4, 2), server_default="0"),
        sa.Column("visits", my.INTEGER(unsigned=True), nullable=False, server_default="0"),
        sa.Column("low", sa.String(64), sa.Computed("lower(name)", persisted=True)),
        sa.Column("active", sa.Boolean, nullable=False, server_default=sa.text("1")),
        sa.Column("code", my.VARCHAR(9, collation="utf8mb4_bin")),
        sa.CheckConstraint("rating >= 0 AND rating < 10", name="ck_rating"),
        comment="who writes", mysql_engine="InnoDB", mysql_charset="utf8mb4")
    sa.Table(
        "book", metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", ondelete="CASCADE"), nullable=False,
                  index=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("cover", sa.LargeBinary),
        sa.Column("price", sa.Float),
        sa.UniqueConstraint("author_id", "title", name="uq_book"),
        sa.Index("ft_book", "body", mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT"),
        sa.Index("ix_book_title", "title", mysql_length={"title": 20}, mariadb_length={"title": 20}))
    return metadata


def second():
    metadata = sa.MetaData()
    sa.Table(
        "author", metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("feeling", sa.Enum("sad", "ok", "happy")),
        sa.Column("data", sa.Text),
        sa.Column("seen", sa.DateTime, nullable=False, server_default=sa.text("CURRENT_TIMESTAMP"),
                  comment="lately"),
        sa.Column("rating", sa.Numeric(6, 3)),
        sa.Column("visits", sa.Integer, nullable=False, server_default="5"),
        sa.CheckConstraint("rating >= 0", name="ck_rating"))
    sa.Table(
        "book", metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("author_id", sa.BigInteger, sa.ForeignKey("author.id", ondelete="SET NULL"), index=True),
        sa.Column("title", sa.String(190), nullable=False, unique=True, comment="short"),
        sa.Column("price", sa.Integer, nullable=False, server_default="0"))
    return metadata


main({"1": first, "2": second})
