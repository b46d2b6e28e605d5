#include <string>

#include <gtest/gtest.h>

#include "base/files.h"
#include "dbtool/migrator.h"
#include "support/postgresql_database.h"
#include "support/postgresql_facts.h"

namespace dbtool {
namespace {

class Silent : public Observer {
 public:
  void on_event(const Event&) override {}
};

bool has_line(const std::string& facts, const std::string& line) {
  return ("\n" + facts).find("\n" + line + "\n") != std::string::npos;
}

/// tests/data/postgresql/rentals.sql is what pg_dump wrote, byte for byte.
TEST(PostgresqlDumpTest, RunsWhatPgDumpWrites) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const test::PostgresqlDatabase database;
  const std::string dump = base::read_file(std::string(DBTOOL_TEST_DATA) + "/postgresql/rentals.sql");
  Config config;
  config.url.text = database.url();
  Silent observer;
  Migrator migrator(config, observer,
                    make_memory_source({{"ae10.sql", "-- revision: ae10\n-- upgrade\n" + dump},
                                        {"ae11.sql",
                                         "-- revision: ae11\n-- down_revision: ae10\n"
                                         "-- upgrade\nALTER TABLE film ADD note text;\n"}}));
  migrator.upgrade("head");

  const std::string facts = test::facts(*database.connect());
  for (const char* line : {
           "table payment PARTITION BY RANGE (paid_at)",
           "table payment_other DEFAULT",
           "table audit.entry UNLOGGED",
           "column film.note text",
           "column staff.name text STORED DEFAULT full_name(first_name, last_name)",
           "column store.store_id integer NOT NULL DEFAULT nextval('store_store_id_seq'::regclass)",
           "enum rating ('G', 'PG', 'PG-13', 'R', 'NC-17')",
           "sequence invoice_number integer START 1000 INCREMENT 5 MIN 1000 MAX 999999 CACHE 10 CYCLE",
           "routine in_stock(integer,integer)",
           "comment film 'what can be rented; it''s the centre'",
           "-- actor (1,Ann,O'Neil)",
       }) {
    EXPECT_TRUE(has_line(facts, line)) << line << "\n" << facts;
  }
}

}  // namespace
}  // namespace dbtool
