"""Commands that read the headers of all scripts."""

from measure import Command
from rows import Row, Within

GOALS = {10_000: {"heads": 0.050, "history": 0.060, "upgrade": 0.060},  # seconds
         100_000: {"heads": 0.5, "history": 0.5, "upgrade": 0.5}}


def rows(context):
    for full, goals in GOALS.items():
        revisions = context.size(full)
        peers = full == 10_000  # Alembic takes minutes for more
        project = context.history(revisions, peers)
        context.sqlite.reset()
        context.run(context.dbtool(project, context.sqlite.url, ["stamp", "heads"]))
        cat = Command("cat", ["find", project.versions, "-type", "f", "-exec", "cat", "{}", "+"])
        for name, seconds in goals.items():
            alembic = [name, "head"] if name == "upgrade" else [name]
            commands = [context.dbtool(project, context.sqlite.url, [name]), cat,
                        *(context.peers.alembic(project, context.sqlite.url, alembic) if peers else [])]
            job = f"`{name}` of {revisions:,} revisions" + (" with nothing to do" if name == "upgrade" else "")
            yield Row(job, context.measure(commands), [Within(seconds)], limit="cat", short=name == "heads")
