-- for PostgreSQL 18
CREATE TABLE computed (
  a integer,
  b integer GENERATED ALWAYS AS (a * 2),
  c integer GENERATED ALWAYS AS (a * 3) VIRTUAL NOT NULL,
  d integer GENERATED ALWAYS AS (a * 4) STORED
);
CREATE TABLE strict (
  id integer CONSTRAINT id_there NOT NULL PRIMARY KEY,
  a integer CONSTRAINT a_there NOT NULL,
  b integer GENERATED ALWAYS AS IDENTITY CONSTRAINT b_there NOT NULL,
  c serial CONSTRAINT c_there NOT NULL,
  d integer,
  e integer NOT NULL,
  f integer,
  CONSTRAINT perhaps CHECK (a > 0) NOT ENFORCED,
  CONSTRAINT itself FOREIGN KEY (a) REFERENCES strict (id) ON DELETE CASCADE NOT ENFORCED,
  CONSTRAINT alone CHECK (a > 1) NO INHERIT NOT ENFORCED
);
ALTER TABLE strict ADD CONSTRAINT d_later NOT NULL d NOT VALID;
ALTER TABLE strict ADD NOT NULL f NOT VALID;
CREATE TABLE stay (
  room int4range,
  during tstzrange,
  rate numrange,
  PRIMARY KEY (room, during WITHOUT OVERLAPS),
  CONSTRAINT stay_u UNIQUE (rate, during WITHOUT OVERLAPS)
);
CREATE TABLE guest (
  id integer PRIMARY KEY,
  room int4range,
  during tstzrange,
  CONSTRAINT guest_stay FOREIGN KEY (room, PERIOD during) REFERENCES stay (room, PERIOD during)
);
CREATE TABLE part (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE part_1 PARTITION OF part (b NOT NULL, CONSTRAINT loose CHECK (b > 0) NOT ENFORCED) FOR VALUES IN (1);
