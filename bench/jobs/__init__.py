"""The families of jobs, by the name that `--only` has for them. Each is a function of a Context that yields rows."""

from jobs import autogenerate, bulk_insert, growth, listings, rebuild, start, upgrade

ALL = {
    "start": start.rows,
    "upgrade": upgrade.upgrades,
    "downgrade": upgrade.downgrades,
    "listings": listings.rows,
    "autogenerate": autogenerate.rows,
    "rebuild": rebuild.rows,
    "bulk_insert": bulk_insert.rows,
    "growth": growth.rows,
}
