--
-- PostgreSQL database dump
--

\restrict dbtool

SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

\connect blog

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
begin
  new.note := $$it's; done$$ || $1;
  return new;
end;
$_$;

CREATE FUNCTION public.add(a integer, b integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT CASE WHEN (a > 0) THEN (a + b) ELSE b END AS "end";
 SELECT (add.a + add.b);
END;

CREATE RULE keep AS ON DELETE TO public.post DO INSTEAD (
  UPDATE public.post SET gone = true;
  NOTIFY gone;
);

COPY public.post (id, title) FROM stdin;
1	first; 'post
2	\N
\.

COPY public.empty (id) FROM stdin;
\.

SELECT E'it\'s; ' /* ; /* nested; */ ; */ , U&"d;" , 'a\' -- ;
;
\unrestrict dbtool
