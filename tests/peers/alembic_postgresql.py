"""The same models as postgresql_N.yaml beside this file, built and compared by the real Alembic.

usage: alembic_postgresql.py build URL N      makes the tables of version N
       alembic_postgresql.py compare URL N    prints what Alembic finds different from version N
"""

import sqlalchemy as sa
from alembic_comparison import main
from sqlalchemy.dialects import postgresql as pg


def first():
    metadata = sa.MetaData()
    mood = sa.Enum("sad", "ok", name="mood")
    sa.Table(
        "author", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True, comment="in full"),
        sa.Column("feeling", mood, server_default="ok"),
        sa.Column("tags", pg.ARRAY(sa.Text)),
        sa.Column("data", pg.JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("key", pg.UUID, nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Column("lasts", sa.Interval),
        sa.Column("rating", sa.Numeric(4, 2), server_default="0"),
        sa.Column("low", sa.Text, sa.Computed("lower(name)")),
        sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.CheckConstraint("rating >= 0 AND rating < 10", name="ck_rating"),
        comment="who writes")
    sa.Table(
        "book", metadata,
        sa.Column("id", sa.BigInteger, sa.Identity(start=10, increment=2), primary_key=True),
        sa.Column("author_id", sa.Integer,
                  sa.ForeignKey("author.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
                  nullable=False, index=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("cover", sa.LargeBinary),
        sa.Column("price", sa.Float),
        sa.Column("during", pg.TSTZRANGE),
        sa.UniqueConstraint("author_id", "title", name="uq_book"),
        pg.ExcludeConstraint(("during", "&&"), using="gist", name="ex_book"),
        sa.Index("ix_book_body", sa.text("to_tsvector('english', body)"), postgresql_using="gin"),
        sa.Index("ix_book_title", sa.text("lower(title) DESC"), postgresql_where=sa.text("price > 0")))
    return metadata


def second():
    metadata = sa.MetaData()
    sa.Table(
        "author", metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("data", pg.JSON),
        sa.Column("key", pg.UUID, server_default=sa.text("gen_random_uuid()")),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now(),
                  comment="lately"),
        sa.Column("rating", sa.Numeric(6, 3)),
        sa.CheckConstraint("rating >= 0", name="ck_rating"))
    sa.Table(
        "book", metadata,
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("author_id", sa.BigInteger, sa.ForeignKey("author.id", ondelete="SET NULL"), index=True),
        sa.Column("title", sa.Text, nullable=False, unique=True, comment="short"),
        sa.Column("price", sa.Integer, nullable=False, server_default="0"))
    return metadata


main({"1": first, "2": second})
