"""What grows with the number of revisions and of tables, and how fast.

If a time grows as size^e, a doubling multiplies it by 2^e: 1 is linear. What counts is the exponent over the last three
sizes: over all of them a start's fixed cost still hides growth, and over two a noisy moment makes some. Where a server
does most of the work, dbtool's own processor time has the goal, and the growth of the whole is shown beside it.
"""

from math import log

from jobs.autogenerate import project_of_tables
from rows import OURS, Linear, Row, time_text

# What is linear comes out a little above 1 on a noisy machine, and where caches become too small.
MOST = 1.15


def exponent(points):
    """Between the first and the last of (size, seconds)."""
    (small, before), (large, after) = points[0], points[-1]
    return log(after / before) / log(large / small)


def _seconds(result):
    return result.seconds


def _processor_seconds(result):
    return result.processor_seconds


def _exponents(name, points):
    recent = points[-3:]
    text = f"exponent of {name} {exponent(recent):.2f} since {recent[0][0]:,}"
    return text if len(recent) == len(points) else f"{text}, {exponent(points):.2f} since {points[0][0]:,}"


def _rows(job, unit, series, own=_seconds):
    """One for each size; the goal is that of the largest, and about what `own` takes of a result. `series` gives (size,
    results)."""
    row, points, ours = None, {}, []
    for size, results in series:
        if row:
            yield row
        for name, result in results.items():
            points.setdefault(name, []).append((size, result.seconds))
        ours.append((size, own(results[OURS])))
        notes = [f"{results[OURS].seconds / size * 1e6:.1f} µs each"]
        if own is _processor_seconds:
            notes.append(f"its own processor time {time_text(own(results[OURS]))}")
        if row:
            notes += [_exponents(name, taken) for name, taken in points.items()]
            notes += [_exponents("its own", ours)] if own is _processor_seconds else []
        row = Row(f"growth: {job}, {size:,} {unit}", results, note="; ".join(notes))
    # The engine's own growth is not ours to mend.
    engine = [exponent(taken[-3:]) for name, taken in points.items() if name != OURS]
    row.goals.append(Linear(exponent(ours[-3:]), max([MOST, *(each + MOST - 1 for each in engine)])))
    yield row


def _listings(context, arguments):
    for revisions in context.sizes((1000, 2000, 4000, 8000, 16000, 32000, 64000), quick=(1000, 2000, 4000)):
        project = context.history(revisions, peers=False)
        context.sqlite.reset()
        context.run(context.dbtool(project, context.sqlite.url, ["stamp", "heads"]))
        yield revisions, context.measure([context.dbtool(project, context.sqlite.url, arguments)])


def _upgrades(context):
    sqlite = context.sqlite
    for revisions in context.sizes((1000, 2000, 4000, 8000), quick=(1000, 2000, 4000)):
        project = context.history(revisions, peers=False)
        sql = context.output_of(context.dbtool(project, sqlite.url, ["upgrade", "heads", "--sql"]), "growth.sql")
        yield revisions, context.measure([context.dbtool(project, sqlite.url, ["upgrade"], prepare=sqlite.reset),
                                          sqlite.command(sql, prepare=sqlite.reset)])


def _scripts(context):
    """One SQL script of many statements, beside the shell with the same file."""
    sqlite = context.sqlite
    for statements in context.sizes((10_000, 20_000, 40_000, 80_000, 160_000), quick=(10_000, 20_000, 40_000)):
        project = context.project(f"script{statements}")
        text = "CREATE TABLE seed (id INTEGER, name TEXT);\n" + "".join(
            f"INSERT INTO seed VALUES ({n}, 'name {n}');\n" for n in range(statements - 1))
        (project.versions / "rows.sql").write_text("-- revision: aa10\n-- upgrade\n" + text)
        same = context.folder / "script.sql"
        same.write_text("BEGIN;\n" + text + "COMMIT;\n")
        yield statements, context.measure([context.dbtool(project, sqlite.url, ["upgrade"], prepare=sqlite.reset),
                                           sqlite.command(same, prepare=sqlite.reset)])


def _comparisons(context, engine):
    for tables in context.sizes((10, 100, 1000, 2500, 5000, 10000), quick=(10, 100, 250, 500, 1000)):
        project = project_of_tables(context, tables)
        engine.reset()
        context.run(context.dbtool(project, engine.url, ["upgrade"]))
        yield tables, context.measure([context.dbtool(project, engine.url, ["check"])])


def rows(context):
    yield from _rows("`heads`", "revisions", _listings(context, ["heads"]))
    yield from _rows("`upgrade` with nothing to do", "revisions", _listings(context, ["upgrade"]))
    yield from _rows("`upgrade` from base, SQLite", "revisions", _upgrades(context))
    yield from _rows("`upgrade` with one SQL script, SQLite", "statements", _scripts(context))
    for engine in context.engines:
        yield from _rows(f"`check`, {engine.name}", "tables", _comparisons(context, engine),
                         own=_seconds if engine.in_process else _processor_seconds)
