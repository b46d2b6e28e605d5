#include "commands/command.h"

namespace dbtool::commands {
namespace {

constexpr CommandRow kCommands[] = {
    {"init", "", "Set up a new project: alembic.ini, migrations/, models.yaml",
     "  dbtool init                     # in ./migrations\n"
     "  dbtool init -t sql db/changes   # scripts in SQL, in another folder\n",
     make_init},
    {"list-templates", "list_templates", "List what 'init' can set up", "  dbtool list-templates\n",
     make_list_templates},
    {"migrate", "", "Compare the models with the database and write the difference as a script",
     "  dbtool migrate -m \"users table\"\n"
     "  dbtool migrate -m \"carts\" --head shop@head   # on one of several branches\n",
     make_migrate},
    {"revision", "", "Write a script with empty bodies, to be filled in by hand",
     "  dbtool revision -m \"move addresses\"\n"
     "  dbtool revision -m \"users table\" --autogenerate   # the same as migrate\n"
     "  dbtool revision -m \"shop\" --head base --branch-label shop\n",
     make_revision},
    {"merge", "", "Write a script that joins branches",
     "  dbtool merge heads -m \"join\"\n"
     "  dbtool merge ae10 27c6\n"
     "  dbtool merge heads --auto       # only if the branches touch no common object\n",
     make_merge},
    {"rebase", "", "Put a script that no database has run behind another one",
     "  dbtool rebase ae10              # behind the other head\n"
     "  dbtool rebase ae10 --onto 27c6\n",
     make_rebase},
    {"inspect", "", "Print the database's schema as a file of models, as SQL or as JSON",
     "  dbtool inspect > models.yaml    # adopt a database that is there\n"
     "  dbtool inspect --format sql\n",
     make_inspect},
    {"diff", "", "Compare two schemas and print the operations that lead from one to the other",
     "  dbtool diff database models\n"
     "  dbtool diff ae10 head --format sql\n"
     "  dbtool diff sqlite:///app.db wanted.sql\n",
     make_diff},
    {"edit", "", "Open a script in $EDITOR", "  dbtool edit\n  dbtool edit ae10\n", make_edit},
    {"upgrade", "", "Run scripts upwards, to the head unless told otherwise",
     "  dbtool upgrade                  # to the head\n"
     "  dbtool upgrade +1               # one step\n"
     "  dbtool upgrade ae10             # to a revision; the beginning of its id is enough\n"
     "  dbtool upgrade --sql head       # print the SQL from base, run nothing\n"
     "  dbtool upgrade --sql ae10:head  # print the SQL from a revision\n",
     make_upgrade},
    {"downgrade", "", "Run scripts downwards, one step unless told otherwise",
     "  dbtool downgrade                # one step\n"
     "  dbtool downgrade -2             # two steps\n"
     "  dbtool downgrade base           # all the way\n"
     "  dbtool downgrade --from-history base   # with an older release than the one that upgraded\n"
     "  dbtool downgrade --sql ae10:base\n",
     make_downgrade},
    {"resume", "", "Finish the step that a run has begun and that died",
     "  dbtool resume\n"
     "  dbtool resume --treat-as done      # a statement of which only you can tell whether it ran\n",
     make_resume},
    {"log", "", "Show what was done to the database, when and by whom",
     "  dbtool log\n"
     "  dbtool log --verbose -n 1000\n",
     make_log},
    {"plan", "", "Show what an upgrade or a downgrade would do to this database now, without doing it",
     "  dbtool plan                     # upgrade to the head\n"
     "  dbtool plan upgrade +1\n"
     "  dbtool plan downgrade -1\n",
     make_plan},
    {"status", "", "Show what is applied and what is not; exit code 3 if something is pending",
     "  dbtool status\n", make_status},
    {"current", "", "Show where the database is",
     "  dbtool current\n  dbtool current --verbose\n  dbtool current --check-heads   # exit code 3 if it is "
     "behind\n",
     make_current},
    {"heads", "", "Show the newest scripts", "  dbtool heads\n", make_heads},
    {"branches", "", "Show where the history branches", "  dbtool branches\n", make_branches},
    {"history", "", "List the scripts, newest first",
     "  dbtool history\n"
     "  dbtool history -r ae10:head\n"
     "  dbtool history -i               # mark where the database is\n"
     "  dbtool history --graph          # draw it\n",
     make_history},
    {"show", "", "Show a script", "  dbtool show head\n  dbtool show ae10\n", make_show},
    {"stamp", "", "Say where the database is, without running anything",
     "  dbtool stamp head               # adopt a database that has the schema already\n"
     "  dbtool stamp base\n"
     "  dbtool stamp --purge head       # whatever it says now\n",
     make_stamp},
    {"ensure-version", "ensure_version", "Make the version table if there is none",
     "  dbtool ensure-version\n", make_ensure_version},
    {"verify", "", "Compare the applied scripts with what was run; exit code 3 if they were edited",
     "  dbtool verify\n", make_verify},
    {"check", "", "Compare the models with the database; exit code 3 if they differ", "  dbtool check\n",
     make_check},
};

}  // namespace

std::span<const CommandRow> command_table() { return kCommands; }

}  // namespace dbtool::commands
