CREATE SCHEMA other;
CREATE TYPE other.mood AS ENUM ('sad', 'happy');
CREATE DOMAIN other.word AS text CHECK (VALUE <> '');
CREATE TABLE other.place (id integer PRIMARY KEY, mood other.mood DEFAULT 'sad', note other.word DEFAULT 'none');
CREATE TABLE nothing ();
CREATE TABLE spot (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE visit (
  id integer PRIMARY KEY,
  place_id integer REFERENCES other.place ON DELETE SET NULL,
  a integer,
  b integer DEFAULT 3,
  long text,
  packed text COMPRESSION pglz,
  CONSTRAINT visit_spot FOREIGN KEY (a, b) REFERENCES spot ON DELETE SET NULL (b) ON UPDATE CASCADE,
  CONSTRAINT visit_spot_2 FOREIGN KEY (b, a) REFERENCES spot (b, a) ON DELETE SET DEFAULT (b),
  CONSTRAINT alone CHECK (a > 0) NO INHERIT
);
ALTER TABLE visit ALTER long SET STORAGE EXTERNAL;
CREATE TABLE visit_more (c integer) INHERITS (visit);
CREATE TABLE reading (at date NOT NULL, place integer, v integer DEFAULT 1, w text DEFAULT 'x', x integer)
  PARTITION BY RANGE (at);
CREATE SEQUENCE numbers;
CREATE TABLE reading_a PARTITION OF reading (
  x DEFAULT nextval('numbers'),
  v DEFAULT 5,
  w DEFAULT NULL,
  place NOT NULL,
  PRIMARY KEY (at, place),
  CONSTRAINT small CHECK (v < 100),
  CONSTRAINT once UNIQUE (v),
  CONSTRAINT somewhere FOREIGN KEY (place) REFERENCES other.place,
  CONSTRAINT apart EXCLUDE USING btree (w WITH =)
) FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE other.reading_b PARTITION OF reading (CHECK (v IS NOT NULL) NOT VALID) FOR VALUES FROM ('2025-01-01') TO (MAXVALUE) PARTITION BY LIST (place);
CREATE TABLE other.reading_b_1 PARTITION OF other.reading_b FOR VALUES IN (1, 2, NULL);
CREATE TABLE reading_c (at date NOT NULL, place integer, v integer DEFAULT 1, w text DEFAULT 'x', x integer);
ALTER TABLE reading ATTACH PARTITION reading_c DEFAULT;
ALTER TABLE reading_a ADD CONSTRAINT later CHECK (x > 0) NOT VALID;
ALTER TABLE reading_a ADD CONSTRAINT later_key FOREIGN KEY (place) REFERENCES other.place NOT VALID;
COMMENT ON TABLE reading_a IS 'the first';
CREATE VIEW places AS SELECT id, mood FROM other.place;
COMMENT ON COLUMN places.id IS 'as the place''s';
COMMENT ON COLUMN places.mood IS 'how it was';
CREATE MATERIALIZED VIEW other.counts AS SELECT count(*) AS "Number of" FROM other.place;
COMMENT ON COLUMN other.counts."Number of" IS '{all, "of" them}';
