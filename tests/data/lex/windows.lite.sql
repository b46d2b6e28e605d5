SELECT 1;
-- second
SELECT 2
