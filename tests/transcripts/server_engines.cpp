#include "server_engines.h"

#if DBTOOL_WITH_MYSQL
#include "dialects/registry.h"
#include "support/mysql_database.h"
#endif
#if DBTOOL_WITH_POSTGRESQL
#include "support/postgresql_database.h"
#endif

namespace dbtool::test {

namespace {

#if DBTOOL_WITH_POSTGRESQL
class PostgresqlScenario : public ScenarioDatabase {
 public:
  Variables variables() const override {
    return {{"DATABASE", database_.name()},
            {"DATABASE_URL", database_.url()},
            {"MISSING", missing_.name()},
            {"MISSING_URL", missing_.url()},
            {"SERVER_URL", *postgresql_server()}};
  }

 private:
  PostgresqlDatabase database_;
  MissingPostgresqlDatabase missing_;
};

std::unique_ptr<ScenarioDatabase> make_postgresql() {
  return postgresql_server() ? std::make_unique<PostgresqlScenario>() : nullptr;
}
#else
std::unique_ptr<ScenarioDatabase> make_postgresql() { return nullptr; }
#endif

#if DBTOOL_WITH_MYSQL
class MysqlScenario : public ScenarioDatabase {
 public:
  Variables variables() const override {
    return {{"DATABASE", database_.name()},
            {"DATABASE_URL", database_.url()},
            {"MISSING", missing_.name()},
            {"MISSING_URL", missing_.url()},
            {"SERVER_URL", *mysql_server()},
            {"SOCKET", DatabaseUrl::parse(*mysql_server()).option("unix_socket").value_or("")},
            {"IMPL", std::string(dialect_.traits().impl_name)}};
  }
  Features features() const override {
    Features features{std::string(dialect_.traits().name())};
    if (mysql_nodes().size() == 1) features.insert("lone_server");
    return features;
  }

 private:
  MysqlDatabase database_;
  MissingMysqlDatabase missing_;
  const Dialect& dialect_ = dialects::find_dialect("mysql").variant(*database_.connect());
};

std::unique_ptr<ScenarioDatabase> make_mysql() {
  return mysql_server() ? std::make_unique<MysqlScenario>() : nullptr;
}
#else
std::unique_ptr<ScenarioDatabase> make_mysql() { return nullptr; }
#endif

}  // namespace

const std::map<std::string, MakeScenarioDatabase>& server_engines() {
  static const std::map<std::string, MakeScenarioDatabase> engines = {
      {"mysql", &make_mysql},
      {"postgresql", &make_postgresql},
  };
  return engines;
}

}  // namespace dbtool::test
