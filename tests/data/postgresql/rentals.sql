--
-- PostgreSQL database dump
--

\restrict IORfJYEdVytFWF39PgwRDtjyt1vgdM2BeC4cz6ErWYLqmrMNS4SInWUkrL0Gdp8

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA audit;


--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


--
-- Name: action; Type: TYPE; Schema: audit; Owner: -
--

CREATE TYPE audit.action AS ENUM (
    'insert',
    'update',
    'delete'
);


--
-- Name: dimensions; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.dimensions AS (
	width numeric(6,2),
	height numeric(6,2)
);


--
-- Name: email; Type: DOMAIN; Schema: public; Owner: -
--

CREATE DOMAIN public.email AS text
	CONSTRAINT email_check CHECK ((VALUE ~ '^[^@]+@[^@]+$'::text));


--
-- Name: rating; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.rating AS ENUM (
    'G',
    'PG',
    'PG-13',
    'R',
    'NC-17'
);


--
-- Name: TYPE rating; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TYPE public.rating IS 'MPAA';


--
-- Name: year; Type: DOMAIN; Schema: public; Owner: -
--

CREATE DOMAIN public.year AS integer
	CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)));


--
-- Name: forget(timestamp with time zone); Type: PROCEDURE; Schema: audit; Owner: -
--

CREATE PROCEDURE audit.forget(IN before_time timestamp with time zone)
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM audit.entry WHERE at < before_time; END $$;


--
-- Name: full_name(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.full_name(first text, last text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    BEGIN ATOMIC
 SELECT ((first || ' '::text) || last);
END;


--
-- Name: in_stock(integer, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.in_stock(p_film integer, p_store integer DEFAULT 1) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE found_one boolean;
BEGIN
    SELECT count(*) > 0 INTO found_one FROM inventory WHERE film_id = p_film AND store_id = p_store;
    RETURN found_one;
END;
$$;


--
-- Name: touch_last_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.touch_last_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- a ; in a comment, and 'quotes'
    NEW.last_update = now();
    RETURN NEW;
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: entry; Type: TABLE; Schema: audit; Owner: -
--

CREATE UNLOGGED TABLE audit.entry (
    entry_id bigint NOT NULL,
    relation name NOT NULL,
    action audit.action NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    old_row jsonb,
    duration interval DEFAULT '00:00:00'::interval
);


--
-- Name: entry_entry_id_seq; Type: SEQUENCE; Schema: audit; Owner: -
--

CREATE UNLOGGED SEQUENCE audit.entry_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: entry_entry_id_seq; Type: SEQUENCE OWNED BY; Schema: audit; Owner: -
--

ALTER SEQUENCE audit.entry_entry_id_seq OWNED BY audit.entry.entry_id;


--
-- Name: actor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.actor (
    actor_id integer NOT NULL,
    first_name character varying(45) NOT NULL,
    last_name character varying(45) NOT NULL
);


--
-- Name: actor_actor_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.actor_actor_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: actor_actor_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.actor_actor_id_seq OWNED BY public.actor.actor_id;


--
-- Name: address; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.address (
    address_id bigint NOT NULL,
    lines text[] DEFAULT '{}'::text[] NOT NULL,
    district character varying(20) NOT NULL COLLATE pg_catalog."C",
    city_id integer NOT NULL,
    postal_code character varying(10),
    phone character varying(20) DEFAULT ''::character varying NOT NULL,
    created date DEFAULT CURRENT_DATE NOT NULL
);


--
-- Name: address_address_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.address_address_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: address_address_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.address_address_id_seq OWNED BY public.address.address_id;


--
-- Name: category; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.category (
    category_id smallint NOT NULL,
    name character varying(25) NOT NULL,
    parent_id smallint
);


--
-- Name: city; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.city (
    city_id integer NOT NULL,
    name character varying(50) NOT NULL,
    country_id smallint NOT NULL,
    location point
);


--
-- Name: city_city_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.city ALTER COLUMN city_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.city_city_id_seq
    START WITH 10
    INCREMENT BY 10
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: country; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.country (
    country_id smallint NOT NULL,
    name character varying(50) NOT NULL,
    code character(2),
    last_update timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: country_country_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.country_country_id_seq
    AS smallint
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: country_country_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.country_country_id_seq OWNED BY public.country.country_id;


--
-- Name: customer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.customer (
    customer_id integer NOT NULL,
    store_id integer NOT NULL,
    first_name character varying(45) NOT NULL,
    last_name character varying(45) NOT NULL,
    email public.email,
    active boolean DEFAULT true NOT NULL,
    balance numeric(8,2) DEFAULT 0.00 NOT NULL,
    referred_by integer,
    external_id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT ck_balance CHECK (((balance >= ('-100'::integer)::numeric) AND (balance < (10000)::numeric)))
);


--
-- Name: customer_customer_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.customer ALTER COLUMN customer_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customer_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event (
    id bigint NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: event_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: event_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.event_id_seq OWNED BY public.event.id;


--
-- Name: film_list; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.film_list AS
SELECT
    NULL::integer AS film_id,
    NULL::character varying(255) AS title,
    NULL::public.rating AS rating,
    NULL::character varying[] AS actors;


--
-- Name: VIEW film_list; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON VIEW public.film_list IS 'films with actors';


--
-- Name: family_films; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.family_films WITH (security_barrier='true') AS
 SELECT film_list.film_id,
    film_list.title,
    film_list.rating,
    film_list.actors
   FROM public.film_list
  WHERE (film_list.rating = ANY (ARRAY['G'::public.rating, 'PG'::public.rating]));


--
-- Name: film; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.film (
    film_id integer NOT NULL,
    title character varying(255) NOT NULL,
    description text,
    release_year public.year,
    language_id integer NOT NULL,
    original_language_id integer,
    rental_duration smallint DEFAULT 3 NOT NULL,
    rental_rate numeric(4,2) DEFAULT 4.99 NOT NULL,
    length smallint,
    replacement_cost numeric(5,2) DEFAULT 19.99 NOT NULL,
    rating public.rating DEFAULT 'G'::public.rating,
    special_features text[],
    poster public.dimensions,
    "Release Notes" text,
    fulltext tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, (title)::text)) STORED,
    last_update timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT film_check CHECK (((rating = ANY (ARRAY['G'::public.rating, 'PG'::public.rating])) OR (length IS NOT NULL))),
    CONSTRAINT film_length_check CHECK ((length > 0)),
    CONSTRAINT film_rental_duration_check CHECK (((rental_duration >= 1) AND (rental_duration <= 30)))
);


--
-- Name: TABLE film; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.film IS 'what can be rented; it''s the centre';


--
-- Name: COLUMN film.rental_rate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.film.rental_rate IS 'per day';


--
-- Name: film_actor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.film_actor (
    actor_id integer NOT NULL,
    film_id integer NOT NULL,
    role text
);


--
-- Name: film_category; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.film_category (
    film_id integer NOT NULL,
    category_id smallint NOT NULL
);


--
-- Name: film_film_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.film_film_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: film_film_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.film_film_id_seq OWNED BY public.film.film_id;


--
-- Name: inventory; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inventory (
    inventory_id integer NOT NULL,
    film_id integer NOT NULL,
    store_id integer NOT NULL
)
WITH (fillfactor='80', autovacuum_vacuum_scale_factor='0.1');


--
-- Name: inventory_inventory_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.inventory_inventory_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: inventory_inventory_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.inventory_inventory_id_seq OWNED BY public.inventory.inventory_id;


--
-- Name: invoice_number; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.invoice_number
    AS integer
    START WITH 1000
    INCREMENT BY 5
    MINVALUE 1000
    MAXVALUE 999999
    CACHE 10
    CYCLE;


--
-- Name: language; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.language (
    language_id integer NOT NULL,
    name character(20) NOT NULL
);


--
-- Name: language_language_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.language_language_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: language_language_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.language_language_id_seq OWNED BY public.language.language_id;


--
-- Name: login_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.login_event (
    staff_id integer,
    address inet
)
INHERITS (public.event);


--
-- Name: payment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment (
    payment_id bigint NOT NULL,
    customer_id integer NOT NULL,
    rental_id bigint,
    amount numeric(5,2) NOT NULL,
    paid_at timestamp without time zone NOT NULL
)
PARTITION BY RANGE (paid_at);


--
-- Name: payment_2025; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_2025 (
    payment_id bigint NOT NULL,
    customer_id integer NOT NULL,
    rental_id bigint,
    amount numeric(5,2) NOT NULL,
    paid_at timestamp without time zone NOT NULL
);


--
-- Name: payment_2026; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_2026 (
    payment_id bigint NOT NULL,
    customer_id integer NOT NULL,
    rental_id bigint,
    amount numeric(5,2) NOT NULL,
    paid_at timestamp without time zone NOT NULL
);


--
-- Name: payment_other; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment_other (
    payment_id bigint NOT NULL,
    customer_id integer NOT NULL,
    rental_id bigint,
    amount numeric(5,2) NOT NULL,
    paid_at timestamp without time zone NOT NULL
);


--
-- Name: payment_payment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.payment ALTER COLUMN payment_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rental; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rental (
    rental_id bigint NOT NULL,
    during tstzrange NOT NULL,
    inventory_id integer NOT NULL,
    customer_id integer NOT NULL,
    staff_id integer
);


--
-- Name: rental_rental_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.rental_rental_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: rental_rental_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.rental_rental_id_seq OWNED BY public.rental.rental_id;


--
-- Name: store; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.store (
    store_id integer NOT NULL,
    manager_id integer,
    address_id bigint NOT NULL,
    opening_hours tstzrange
);


--
-- Name: sales_by_store; Type: MATERIALIZED VIEW; Schema: public; Owner: -
--

CREATE MATERIALIZED VIEW public.sales_by_store AS
 SELECT s.store_id,
    sum(p.amount) AS total
   FROM (((public.payment p
     JOIN public.rental r USING (rental_id))
     JOIN public.inventory i USING (inventory_id))
     JOIN public.store s USING (store_id))
  GROUP BY s.store_id
  WITH NO DATA;


--
-- Name: staff; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.staff (
    staff_id integer NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    name text GENERATED ALWAYS AS (public.full_name(first_name, last_name)) STORED,
    email public.email,
    store_id integer NOT NULL,
    active boolean DEFAULT true NOT NULL,
    username character varying(16) NOT NULL,
    password_hash bytea,
    settings jsonb DEFAULT '{"theme": "dark"}'::jsonb NOT NULL
);


--
-- Name: staff_staff_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.staff_staff_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: staff_staff_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.staff_staff_id_seq OWNED BY public.staff.staff_id;


--
-- Name: store_store_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.store_store_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: store_store_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.store_store_id_seq OWNED BY public.store.store_id;


--
-- Name: payment_2025; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment ATTACH PARTITION public.payment_2025 FOR VALUES FROM ('2025-01-01 00:00:00') TO ('2026-01-01 00:00:00');


--
-- Name: payment_2026; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment ATTACH PARTITION public.payment_2026 FOR VALUES FROM ('2026-01-01 00:00:00') TO ('2027-01-01 00:00:00');


--
-- Name: payment_other; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment ATTACH PARTITION public.payment_other DEFAULT;


--
-- Name: entry entry_id; Type: DEFAULT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.entry ALTER COLUMN entry_id SET DEFAULT nextval('audit.entry_entry_id_seq'::regclass);


--
-- Name: actor actor_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.actor ALTER COLUMN actor_id SET DEFAULT nextval('public.actor_actor_id_seq'::regclass);


--
-- Name: address address_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address ALTER COLUMN address_id SET DEFAULT nextval('public.address_address_id_seq'::regclass);


--
-- Name: country country_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.country ALTER COLUMN country_id SET DEFAULT nextval('public.country_country_id_seq'::regclass);


--
-- Name: event id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event ALTER COLUMN id SET DEFAULT nextval('public.event_id_seq'::regclass);


--
-- Name: film film_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film ALTER COLUMN film_id SET DEFAULT nextval('public.film_film_id_seq'::regclass);


--
-- Name: inventory inventory_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory ALTER COLUMN inventory_id SET DEFAULT nextval('public.inventory_inventory_id_seq'::regclass);


--
-- Name: language language_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.language ALTER COLUMN language_id SET DEFAULT nextval('public.language_language_id_seq'::regclass);


--
-- Name: login_event id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.login_event ALTER COLUMN id SET DEFAULT nextval('public.event_id_seq'::regclass);


--
-- Name: login_event at; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.login_event ALTER COLUMN at SET DEFAULT now();


--
-- Name: rental rental_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rental ALTER COLUMN rental_id SET DEFAULT nextval('public.rental_rental_id_seq'::regclass);


--
-- Name: staff staff_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff ALTER COLUMN staff_id SET DEFAULT nextval('public.staff_staff_id_seq'::regclass);


--
-- Name: store store_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.store ALTER COLUMN store_id SET DEFAULT nextval('public.store_store_id_seq'::regclass);


--
-- Data for Name: entry; Type: TABLE DATA; Schema: audit; Owner: -
--

COPY audit.entry (entry_id, relation, action, at, old_row, duration) FROM stdin;
\.


--
-- Data for Name: actor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.actor (actor_id, first_name, last_name) FROM stdin;
1	Ann	O'Neil
\.


--
-- Data for Name: address; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.address (address_id, lines, district, city_id, postal_code, phone, created) FROM stdin;
\.


--
-- Data for Name: category; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.category (category_id, name, parent_id) FROM stdin;
\.


--
-- Data for Name: city; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.city (city_id, name, country_id, location) FROM stdin;
10	Bern	1	\N
\.


--
-- Data for Name: country; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.country (country_id, name, code, last_update) FROM stdin;
1	Switzerland	CH	2026-11-26 04:18:43.263254+00
2	T'rkei	TR	2026-11-26 04:18:43.263254+00
3	tab\there	\N	2026-11-26 04:18:43.263254+00
\.


--
-- Data for Name: customer; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.customer (customer_id, store_id, first_name, last_name, email, active, balance, referred_by, external_id) FROM stdin;
\.


--
-- Data for Name: event; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.event (id, kind, at) FROM stdin;
\.


--
-- Data for Name: film; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.film (film_id, title, description, release_year, language_id, original_language_id, rental_duration, rental_rate, length, replacement_cost, rating, special_features, poster, "Release Notes", last_update) FROM stdin;
1	A; B	\N	\N	1	\N	3	4.99	90	19.99	PG	\N	\N	\N	2026-11-26 04:18:43.264+00
2	\\.	\N	\N	1	\N	3	4.99	\N	19.99	G	\N	\N	\N	2026-11-26 04:18:43.264+00
\.


--
-- Data for Name: film_actor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.film_actor (actor_id, film_id, role) FROM stdin;
\.


--
-- Data for Name: film_category; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.film_category (film_id, category_id) FROM stdin;
\.


--
-- Data for Name: inventory; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inventory (inventory_id, film_id, store_id) FROM stdin;
\.


--
-- Data for Name: language; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.language (language_id, name) FROM stdin;
1	English             
\.


--
-- Data for Name: login_event; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.login_event (id, kind, at, staff_id, address) FROM stdin;
\.


--
-- Data for Name: payment_2025; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.payment_2025 (payment_id, customer_id, rental_id, amount, paid_at) FROM stdin;
\.


--
-- Data for Name: payment_2026; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.payment_2026 (payment_id, customer_id, rental_id, amount, paid_at) FROM stdin;
\.


--
-- Data for Name: payment_other; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.payment_other (payment_id, customer_id, rental_id, amount, paid_at) FROM stdin;
\.


--
-- Data for Name: rental; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.rental (rental_id, during, inventory_id, customer_id, staff_id) FROM stdin;
\.


--
-- Data for Name: staff; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.staff (staff_id, first_name, last_name, email, store_id, active, username, password_hash, settings) FROM stdin;
\.


--
-- Data for Name: store; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.store (store_id, manager_id, address_id, opening_hours) FROM stdin;
\.


--
-- Name: entry_entry_id_seq; Type: SEQUENCE SET; Schema: audit; Owner: -
--

SELECT pg_catalog.setval('audit.entry_entry_id_seq', 1, false);


--
-- Name: actor_actor_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.actor_actor_id_seq', 1, true);


--
-- Name: address_address_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.address_address_id_seq', 1, false);


--
-- Name: city_city_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.city_city_id_seq', 10, true);


--
-- Name: country_country_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.country_country_id_seq', 3, true);


--
-- Name: customer_customer_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.customer_customer_id_seq', 1, false);


--
-- Name: event_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.event_id_seq', 1, false);


--
-- Name: film_film_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.film_film_id_seq', 2, true);


--
-- Name: inventory_inventory_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inventory_inventory_id_seq', 1, false);


--
-- Name: invoice_number; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invoice_number', 1000, false);


--
-- Name: language_language_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.language_language_id_seq', 1, true);


--
-- Name: payment_payment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.payment_payment_id_seq', 1, false);


--
-- Name: rental_rental_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rental_rental_id_seq', 1, false);


--
-- Name: staff_staff_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.staff_staff_id_seq', 1, false);


--
-- Name: store_store_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.store_store_id_seq', 1, false);


--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (entry_id);


--
-- Name: actor actor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_pkey PRIMARY KEY (actor_id);


--
-- Name: address address_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address
    ADD CONSTRAINT address_pkey PRIMARY KEY (address_id);


--
-- Name: category category_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (category_id);


--
-- Name: city city_name_country_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.city
    ADD CONSTRAINT city_name_country_id_key UNIQUE NULLS NOT DISTINCT (name, country_id);


--
-- Name: city city_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.city
    ADD CONSTRAINT city_pkey PRIMARY KEY (city_id);


--
-- Name: country country_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.country
    ADD CONSTRAINT country_name_key UNIQUE (name);


--
-- Name: country country_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.country
    ADD CONSTRAINT country_pkey PRIMARY KEY (country_id);


--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (customer_id);


--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);


--
-- Name: rental ex_rental; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT ex_rental EXCLUDE USING gist (inventory_id WITH =, during WITH &&) WHERE ((NOT isempty(during)));


--
-- Name: film_actor film_actor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film_actor
    ADD CONSTRAINT film_actor_pkey PRIMARY KEY (actor_id, film_id);


--
-- Name: film film_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film
    ADD CONSTRAINT film_pkey PRIMARY KEY (film_id);


--
-- Name: inventory inventory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_pkey PRIMARY KEY (inventory_id);


--
-- Name: language language_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.language
    ADD CONSTRAINT language_pkey PRIMARY KEY (language_id);


--
-- Name: payment payment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (payment_id, paid_at);


--
-- Name: payment_2025 payment_2025_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_2025
    ADD CONSTRAINT payment_2025_pkey PRIMARY KEY (payment_id, paid_at);


--
-- Name: payment_2026 payment_2026_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_2026
    ADD CONSTRAINT payment_2026_pkey PRIMARY KEY (payment_id, paid_at);


--
-- Name: payment_other payment_other_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment_other
    ADD CONSTRAINT payment_other_pkey PRIMARY KEY (payment_id, paid_at);


--
-- Name: film_category pk_film_category; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film_category
    ADD CONSTRAINT pk_film_category PRIMARY KEY (film_id, category_id);


--
-- Name: rental rental_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_pkey PRIMARY KEY (rental_id);


--
-- Name: staff staff_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (staff_id);


--
-- Name: store store_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.store
    ADD CONSTRAINT store_pkey PRIMARY KEY (store_id);


--
-- Name: staff uq_staff_username; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT uq_staff_username UNIQUE (username) INCLUDE (email);


--
-- Name: ix_entry_brin; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX ix_entry_brin ON audit.entry USING brin (at);


--
-- Name: ix_city_country; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_city_country ON public.city USING btree (country_id);


--
-- Name: ix_customer_active; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_customer_active ON public.customer USING btree (last_name COLLATE "C", first_name) INCLUDE (email) WHERE active;


--
-- Name: ix_film_fulltext; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_film_fulltext ON public.film USING gin (fulltext);


--
-- Name: INDEX ix_film_fulltext; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON INDEX public.ix_film_fulltext IS 'search';


--
-- Name: ix_film_title_lower; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_film_title_lower ON public.film USING btree (lower((title)::text) text_pattern_ops);


--
-- Name: ix_payment_customer; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_payment_customer ON ONLY public.payment USING btree (customer_id);


--
-- Name: ix_rental_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_rental_open ON public.rental USING btree (customer_id) WITH (fillfactor='70') WHERE upper_inf(during);


--
-- Name: ix_staff_settings; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_staff_settings ON public.staff USING gin (settings jsonb_path_ops);


--
-- Name: ix_staff_sum; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_staff_sum ON public.staff USING btree (((store_id + staff_id)));


--
-- Name: payment_2025_customer_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_2025_customer_id_idx ON public.payment_2025 USING btree (customer_id);


--
-- Name: payment_2026_customer_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_2026_customer_id_idx ON public.payment_2026 USING btree (customer_id);


--
-- Name: payment_other_customer_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX payment_other_customer_id_idx ON public.payment_other USING btree (customer_id);


--
-- Name: ux_film_title_year; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_film_title_year ON public.film USING btree (title, release_year DESC NULLS LAST);


--
-- Name: ux_sales_by_store; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_sales_by_store ON public.sales_by_store USING btree (store_id);


--
-- Name: payment_2025_customer_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.ix_payment_customer ATTACH PARTITION public.payment_2025_customer_id_idx;


--
-- Name: payment_2025_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.payment_pkey ATTACH PARTITION public.payment_2025_pkey;


--
-- Name: payment_2026_customer_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.ix_payment_customer ATTACH PARTITION public.payment_2026_customer_id_idx;


--
-- Name: payment_2026_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.payment_pkey ATTACH PARTITION public.payment_2026_pkey;


--
-- Name: payment_other_customer_id_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.ix_payment_customer ATTACH PARTITION public.payment_other_customer_id_idx;


--
-- Name: payment_other_pkey; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.payment_pkey ATTACH PARTITION public.payment_other_pkey;


--
-- Name: film_list _RETURN; Type: RULE; Schema: public; Owner: -
--

CREATE OR REPLACE VIEW public.film_list AS
 SELECT f.film_id,
    f.title,
    f.rating,
    array_agg(a.last_name ORDER BY a.last_name) AS actors
   FROM ((public.film f
     LEFT JOIN public.film_actor fa USING (film_id))
     LEFT JOIN public.actor a USING (actor_id))
  GROUP BY f.film_id;


--
-- Name: payment_other payment_no_delete; Type: RULE; Schema: public; Owner: -
--

CREATE RULE payment_no_delete AS
    ON DELETE TO public.payment_other DO INSTEAD ( SELECT 1 AS "?column?";
 SELECT 2 AS "?column?";
);


--
-- Name: country country_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER country_touch BEFORE UPDATE OF name ON public.country FOR EACH ROW WHEN (((old.name)::text IS DISTINCT FROM (new.name)::text)) EXECUTE FUNCTION public.touch_last_update();


--
-- Name: film film_touch; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER film_touch BEFORE UPDATE ON public.film FOR EACH ROW EXECUTE FUNCTION public.touch_last_update();


--
-- Name: address address_city_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.address
    ADD CONSTRAINT address_city_id_fkey FOREIGN KEY (city_id) REFERENCES public.city(city_id);


--
-- Name: category category_parent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.category
    ADD CONSTRAINT category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.category(category_id);


--
-- Name: city city_country_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.city
    ADD CONSTRAINT city_country_id_fkey FOREIGN KEY (country_id) REFERENCES public.country(country_id) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: customer customer_referred_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_referred_by_fkey FOREIGN KEY (referred_by) REFERENCES public.customer(customer_id);


--
-- Name: customer customer_store_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_store_id_fkey FOREIGN KEY (store_id) REFERENCES public.store(store_id);


--
-- Name: film_actor film_actor_actor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film_actor
    ADD CONSTRAINT film_actor_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(actor_id) ON DELETE CASCADE;


--
-- Name: film_actor film_actor_film_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film_actor
    ADD CONSTRAINT film_actor_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film(film_id) ON DELETE CASCADE;


--
-- Name: film_category film_category_category_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film_category
    ADD CONSTRAINT film_category_category_id_fkey FOREIGN KEY (category_id) REFERENCES public.category(category_id);


--
-- Name: film_category film_category_film_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film_category
    ADD CONSTRAINT film_category_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film(film_id);


--
-- Name: film film_language_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film
    ADD CONSTRAINT film_language_id_fkey FOREIGN KEY (language_id) REFERENCES public.language(language_id);


--
-- Name: film film_original_language_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.film
    ADD CONSTRAINT film_original_language_id_fkey FOREIGN KEY (original_language_id) REFERENCES public.language(language_id);


--
-- Name: store fk_store_manager; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.store
    ADD CONSTRAINT fk_store_manager FOREIGN KEY (manager_id) REFERENCES public.staff(staff_id) ON DELETE SET NULL;


--
-- Name: inventory inventory_film_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_film_id_fkey FOREIGN KEY (film_id) REFERENCES public.film(film_id);


--
-- Name: inventory inventory_store_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inventory
    ADD CONSTRAINT inventory_store_id_fkey FOREIGN KEY (store_id) REFERENCES public.store(store_id);


--
-- Name: login_event login_event_staff_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.login_event
    ADD CONSTRAINT login_event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(staff_id);


--
-- Name: payment payment_customer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.payment
    ADD CONSTRAINT payment_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customer(customer_id);


--
-- Name: payment payment_rental_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.payment
    ADD CONSTRAINT payment_rental_id_fkey FOREIGN KEY (rental_id) REFERENCES public.rental(rental_id);


--
-- Name: rental rental_customer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customer(customer_id);


--
-- Name: rental rental_inventory_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_inventory_id_fkey FOREIGN KEY (inventory_id) REFERENCES public.inventory(inventory_id);


--
-- Name: rental rental_staff_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rental
    ADD CONSTRAINT rental_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(staff_id) ON DELETE SET NULL;


--
-- Name: staff staff_store_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_store_id_fkey FOREIGN KEY (store_id) REFERENCES public.store(store_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: store store_address_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.store
    ADD CONSTRAINT store_address_id_fkey FOREIGN KEY (address_id) REFERENCES public.address(address_id);


--
-- Name: sales_by_store; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: -
--

REFRESH MATERIALIZED VIEW public.sales_by_store;


--
-- PostgreSQL database dump complete
--

\unrestrict IORfJYEdVytFWF39PgwRDtjyt1vgdM2BeC4cz6ErWYLqmrMNS4SInWUkrL0Gdp8

