-- The journal of prices.
CREATE TABLE price (id INTEGER PRIMARY KEY, cents INT CHECK (cents >= 0)); -- in cents

CREATE TEMP TRIGGER IF NOT EXISTS price_log
AFTER UPDATE OF cents ON price
WHEN CASE WHEN old.cents IS NULL THEN 0 ELSE 1 END
BEGIN
  -- one row a change; always
  INSERT INTO log VALUES (CASE new.cents WHEN 0 THEN 'free;' ELSE 'paid' END);
  UPDATE price SET "end" = 1, [a;b] = `c;d` WHERE id = new.id;
  SELECT CASE WHEN 1 THEN 2 END;
END;

BEGIN;
INSERT INTO price VALUES (1, x'0A'), (2, ';');
END;
/* the rest
   was never written
